import { addDays, amountText, type CalendarDate, type Currency, minorUnits } from '@mora/kernel';
import type { AtLaw } from './doors.js';
import { hashOf, paperOf } from './papers.js';
import { HEAD, LAWYER } from './people.js';

const FEES_OF_THOUSAND = 60n;
/** What a lawyer has to say of ways that are milder. */
const NO_MILDER = {
  settlement: 'settlement: refused twice',
  'payment-order': 'payment-order: objection expected',
  'tw-payment-order': 'tw-payment-order: objection expected',
} as const;
/** What a loan of this bank has not. */
const NOT_THERE = ['guarantee', 'collateral'];
const PAPERS = ['contract', 'disbursement', 'id'];
/** Claims of up to so much go to mediation before they go to a court of Taiwan (Code of Civil Procedure 403), in cents. */
const MEDIATED_UP_TO = 50_000_000n;
/** Ways before which nothing but a settlement is milder. */
const MILDEST = ['payment-order', 'tw-payment-order', 'sale'];

type Case = Readonly<{
  lawyer: string | null;
  checklist: readonly Readonly<{ item: string; state: string; automatic: boolean }>[];
  papers: readonly Readonly<{ kind: string }>[];
}>;
export type Claim = Readonly<{ sheetId: string; total: string }>;
type Period = Readonly<{ clockId: string; claim: string; state: string }>;

export type Weighing = Readonly<{
  at: AtLaw;
  on: CalendarDate;
  currency: Currency;
  /** Ways to the money, the one that is tried first first. */
  ways: readonly string[];
  /** On which day the debt of each loan was called, which is kept here. */
  called: Map<string, string>;
}>;

/** Looks at everything that has to be looked at, and says what to do. Answers whether something was decided. */
export async function weigh({ at, on, currency, ways, called }: Weighing): Promise<boolean> {
  const open = await at.look<Case>('case', LAWYER);
  if (open === null) return false;
  const { lawyer, checklist } = open;
  if (lawyer === null) await at.tell('case/assign', { lawyer: LAWYER.subject }, HEAD);
  await lookAtAll(at, open);
  // No court is gone to before the debtor was asked for the money.
  if (ways[0] !== 'sale' && checklist.some(({ item, state }) => item === 'demand-proof' && state !== 'yes')) {
    await demand(at);
    return false;
  }
  await call(at, on, called);
  const claim = await at.tell<Claim>('case/claims', { accelerated: true }, LAWYER);
  if (claim === null) return false;
  const total = minorUnits(claim.total, currency);
  const opinion = {
    expectedRecovery: amountText(total / 2n, currency),
    expectedCost: amountText((total * FEES_OF_THOUSAND) / 1_000n, currency),
    because: 'assets-known',
  };
  const order = currency === 'TWD' ? 'tw-payment-order' : 'payment-order';
  for (const strategy of ways.filter((way) => isOpenFor(way, total))) {
    const lessHarmful = [NO_MILDER.settlement, ...(MILDEST.includes(strategy) ? [] : [NO_MILDER[order]])];
    const given = await at.tell('case/evaluation', { ...opinion, strategy, lessHarmful }, LAWYER);
    if (given !== null) return true;
  }
  return false;
}

/** What is small is mediated, and what is not is sued for. */
const isOpenFor = (way: string, total: bigint): boolean =>
  way === 'tw-mediation' ? total <= MEDIATED_UP_TO : way !== 'tw-ordinary' || total > MEDIATED_UP_TO;

async function lookAtAll(at: AtLaw, { checklist, papers }: Case): Promise<void> {
  for (const kind of PAPERS.filter((one) => papers.every((paper) => paper.kind !== one))) {
    await at.tell('case/papers-kept', { kind, id: `${kind}-1`, sha256: hashOf(`${at.loan}/${kind}`) }, LAWYER);
  }
  for (const { item, state, automatic } of checklist) {
    if (automatic || state !== 'unknown') continue;
    const found = NOT_THERE.includes(item) ? { item, state: 'na' } : { item, state: 'yes', proof: paperOf(item, '1') };
    await at.tell('case/checks', found, LAWYER);
  }
}

/** The whole debt is called once, by a letter of the day before: only then all of it is claimed. */
async function call(at: AtLaw, on: CalendarDate, called: Map<string, string>): Promise<void> {
  if (called.has(at.loan)) return;
  const said = { on: addDays(on, -1), proof: paperOf('acceleration', at.loan) };
  if ((await at.tell('limitation/acceleration', said, LAWYER)) !== null) called.set(at.loan, said.on);
}

/** Nobody has proved that the debtor was asked for the money: outreach is asked to send a letter. */
async function demand(at: AtLaw): Promise<void> {
  const clockId = await periodOf(at);
  if (clockId !== null) await at.tell('limitation/demands', { clockId }, LAWYER);
}

/** The period of the debt, as long as it runs. */
export async function periodOf(at: AtLaw): Promise<string | null> {
  const limits = await at.look<Readonly<{ periods: readonly Period[] }>>('limitation', LAWYER);
  return limits?.periods.find(({ claim, state }) => claim === 'debt' && state === 'running')?.clockId ?? null;
}
