import { createHash } from 'node:crypto';
import { addDays, type Currency, minorUnits } from '@mora/kernel';
import { APPROVERS, type AtLoan, CHEN, LI, type Standing, WU } from './cast.js';

type Plan = NonNullable<Standing['plan']>;
type Given = Readonly<{ documents: readonly string[] }>;
type Seen = Readonly<{
  currency: Currency;
  tier: string | null;
  difference: Readonly<{
    disclosureId: string;
    booked: readonly Readonly<{ dueOn: string; amount: string }>[];
  }> | null;
}>;

/** Of a thousand schedules that the ledger has booked otherwise, so many are taken as they are; the others asked again. */
const TAKES_THE_LEDGERS = 600;
const PROVES = 800;
const PROVES_AFTER_DAYS = 12;
const ALIVE = ['active', 'at-risk'];

/** A ledger that would not book is asked once more, and then the plan is given up; a fund is proved. */
export async function seeToPlan(at: AtLoan, plan: Plan): Promise<void> {
  const { planId, state, kinds, activeFrom } = plan;
  const luck = (what: string): number => at.cast.behaviour.lasts(what, at.loan, at.home.terms.disbursedOn, 0, 999);
  if (state === 'rejected' || state === 'timed-out') await askAgain(at, planId);
  if (state === 'differs' || state === 'booked-late') {
    if (luck('difference') < TAKES_THE_LEDGERS) await takeTheLedgers(at, planId);
    else await askAgain(at, planId);
  }
  if (!kinds.includes('hardship-fund') || !ALIVE.includes(state) || activeFrom === null) return;
  if (addDays(activeFrom, PROVES_AFTER_DAYS) <= at.on && luck('proves') < PROVES) {
    await prove(at, planId);
  }
}

/** The bill is brought to one, looked at by another, and found good by a third, who has not agreed on the fund either. */
async function prove(at: AtLoan, planId: string): Promise<void> {
  const sha256 = createHash('sha256').update(`bill/${planId}`).digest('hex');
  const bill = { kind: 'invoice', sha256, type: 'pdf' };
  const given = await at.tell<Given>('documents', { person: at.person, documents: [bill] }, CHEN);
  const [docId] = given?.documents ?? [];
  if (docId === undefined) return;
  await at.tell(`documents/${docId}/verify`, { accepted: true, because: 'seen-original' }, LI);
  await at.tell(`plans/${planId}/fund-proof`, { sha256, accepted: true }, WU);
}

async function askAgain(at: AtLoan, planId: string): Promise<void> {
  const again = { take: 'ask-again', because: 'ledger-was-asked' };
  if ((await at.tell(`plans/${planId}/settle-difference`, again)) !== null) return;
  await at.tell(`plans/${planId}/cancel`, { because: 'ledger-will-not' }, WU);
}

async function takeTheLedgers(at: AtLoan, planId: string): Promise<void> {
  const { body } = await at.look<Seen>(`plans/${planId}`, CHEN);
  if (body.difference === null) return askAgain(at, planId);
  const { disclosureId, booked } = body.difference;
  // Of what is heavier than was agreed the ledger is asked again.
  if ((await at.tell(`plans/${planId}/acknowledge-difference`, { disclosureId }, at.borrower)) === null) {
    return askAgain(at, planId);
  }
  const taken = { take: 'ledger', disclosureId, because: 'shown' };
  for (const who of APPROVERS[body.tier ?? 'T4'] ?? []) {
    if ((await at.tell(`plans/${planId}/settle-difference`, taken, who)) === null) return;
  }
  const rows = booked.map(({ dueOn, amount }) => `${dueOn} ${minorUnits(amount, body.currency)}`);
  at.cast.differences.set(planId, { disclosureId, rows });
}
