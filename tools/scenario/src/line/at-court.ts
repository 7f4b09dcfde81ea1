import { addDays, amountText, type CalendarDate, type Currency, minorUnits } from '@mora/kernel';
import type { Behaviour } from '@mora/ledger-simulator';
import { type AtCourt, happensAt } from './courts.js';
import type { AtLaw } from './doors.js';
import { paperOf } from './papers.js';
import { LAWYER } from './people.js';
import { type Claim, periodOf } from './weighing.js';

const PERFORM_DAYS = 10;
const HEARD_OF_THOUSAND = 500;
const INTEREST_IN = 20n;
const HEARING = 'hearing';

type Standing = AtCourt &
  Readonly<{
    state: string;
    amount: string | null;
    fee: string | null;
    hearings: readonly Readonly<{ hearingId: string; state: string }>[];
  }>;
type Court = Readonly<{ proceedings: readonly Standing[] }>;

/** Goes to court. Answers the proceeding; null where it is not taken. */
export async function file(at: AtLaw, kind: string, isTaiwan: boolean): Promise<string | null> {
  const clockId = await periodOf(at);
  if (clockId === null) return null;
  const claim = await at.tell<Claim>('case/claims', { accelerated: true }, LAWYER);
  if (claim === null) return null;
  const { sheetId } = claim;
  const bundle = await at.tell<Readonly<{ bundleId: string }>>('case/bundles', { sheetId }, LAWYER);
  if (bundle === null) return null;
  const said = {
    kind,
    court: isTaiwan ? 'demo-tw' : 'demo-basic',
    sheetId,
    bundleId: bundle.bundleId,
    clockId,
    domestic: true,
    reachable: true,
    agreed: false,
  };
  const filed = await at.tell<Readonly<{ proceedingId: string }>>('proceedings', said, LAWYER);
  return filed?.proceedingId ?? null;
}

/** Whatever has happened before the court by now is written down, with the paper that proves it. Answers whether it was. */
export async function attend(
  at: AtLaw,
  proceedingId: string,
  on: CalendarDate,
  behaviour: Behaviour,
  isTaiwan: boolean,
): Promise<boolean> {
  const court = await at.look<Court>('proceedings', LAWYER);
  const before = court?.proceedings.find((one) => one.proceedingId === proceedingId);
  if (before?.state !== 'open') return false;
  const happens = happensAt(behaviour, before);
  if (happens === null || happens.on > on || before.proof === null) return false;
  await hear(at, before, on, behaviour);
  const path = `proceedings/${proceedingId}`;
  const said = { ...happens, proof: paperOf(before.proof, `${proceedingId}/${before.step}`) };
  if (!before.terms.includes(happens.outcome)) return (await at.tell(`${path}/steps`, said, LAWYER)) !== null;
  const { amount, general } = granted(before.amount ?? '0.00', isTaiwan ? 'TWD' : 'CNY');
  const parts = [{ amount, performBy: addDays(happens.on, PERFORM_DAYS) }];
  // Whoever loses bears the costs.
  const judgment = { ...said, amount, general, costs: before.fee ?? '0.00', parts };
  return (await at.tell(`${path}/judgment`, judgment, LAWYER)) !== null;
}

/** What a court grants: all that was asked for, a part of it as interest, which bears none for delay. */
function granted(asked: string, currency: Currency): Readonly<{ amount: string; general: string }> {
  const all = minorUnits(asked, currency);
  const general = all / INTEREST_IN;
  return { amount: amountText(all - general, currency), general: amountText(general, currency) };
}

/** What was asked of a court is taken back; its ruling proves it at whatever step. */
export async function withdraw(at: AtLaw, proceedingId: string, on: CalendarDate): Promise<boolean> {
  const said = { on, because: 'in-order-again', proof: paperOf('court-ruling', proceedingId) };
  return (await at.tell(`proceedings/${proceedingId}/withdraw`, said, LAWYER)) !== null;
}

/** Some courts set a day on which they hear both sides, and it is told how that went. */
async function hear(
  at: AtLaw,
  { proceedingId, step, since, hearings }: Standing,
  on: CalendarDate,
  behaviour: Behaviour,
): Promise<void> {
  if (step !== HEARING || hearings.length > 0) return;
  if (!behaviour.happens('heard', proceedingId, since, HEARD_OF_THOUSAND)) return;
  const path = `proceedings/${proceedingId}/hearings`;
  const set = await at.tell<Readonly<{ hearingId: string }>>(path, { at: `${on}T15:00:00+08:00` }, LAWYER);
  if (set !== null) await at.tell(`proceedings/hearings/${set.hearingId}/outcome`, { outcome: 'held' }, LAWYER);
}
