import { amountText, type CalendarDate, type Currency, minorUnits } from '@mora/kernel';
import type { Behaviour } from '@mora/ledger-simulator';
import type { Round } from './case-file.js';
import { assetsOf } from './courts.js';
import type { AtLaw } from './doors.js';
import { BY_COURT } from './money.js';
import { paperOf } from './papers.js';
import { LAWYER, OTHER } from './people.js';

const THOUSAND = 1_000n;
/** Of a thousand of what is due. */
const UNTIL_IT_COMES = 1_001n;
/** What a thing is worth that covers nothing of what is owed, in cents. */
const LEAST_WORTH = 100n;

/** One round of enforcing, on one day. */
export type AtRound = Readonly<{ at: AtLaw; round: Round; on: CalendarDate; currency: Currency; behaviour: Behaviour }>;

type Suggested = Readonly<{ clueId: string; kind: string; value: string }>;
type Suggestions = Readonly<{ left: string | null; suggestions: readonly Suggested[] }>;

const pathOf = ({ enforcementId }: Round): string => `enforcement/${enforcementId}`;

export async function enforce(at: AtLaw, judgmentId: string, isTaiwan: boolean): Promise<boolean> {
  const place = isTaiwan ? { court: 'demo-tw', region: 'demo-tw' } : { court: 'demo-basic', region: 'demo' };
  return (await at.tell('enforcement', { judgmentId, ...place, householdSize: 2 }, OTHER)) !== null;
}

/** What of the debt a court finds, and the household's living beside it, which it leaves. */
async function foundIn({ at, round, currency, behaviour }: AtRound): Promise<bigint> {
  const seen = await at.look<Suggestions>(`${pathOf(round)}/suggestions`, LAWYER);
  const due = minorUnits(seen?.left ?? '0.00', currency);
  const found = (due * BigInt(assetsOf(behaviour, round.enforcementId))) / THOUSAND;
  // What grows until the money is there is taken with it; what is too much goes back.
  return found < due ? found : (due * UNTIL_IT_COMES) / THOUSAND;
}

/** An account is found: what is on it and a household does not live on is what the court will pass on. */
export async function giveClue(scene: AtRound): Promise<boolean> {
  const value = (await foundIn(scene)) + LIVING[scene.currency === 'TWD' ? 'TWD' : 'CNY'];
  const clue = { asset: 'deposit', value: amountText(value, scene.currency) };
  return (await scene.at.tell(`${pathOf(scene.round)}/clues`, clue, LAWYER)) !== null;
}

/** What is left to two people for as long as the law of each place says, in cents. */
const LIVING = { CNY: 200_000n, TWD: 6_000_000n } as const;

/** Another than who gave the clue asks for the mildest measure. */
export async function askMeasure({ at, round }: AtRound): Promise<boolean> {
  const path = pathOf(round);
  const seen = await at.look<Suggestions>(`${path}/suggestions`, OTHER);
  const [first] = seen?.suggestions ?? [];
  if (first === undefined) return false;
  const { clueId, kind, value } = first;
  return (await at.tell(`${path}/measures`, { clueId, kind, value }, OTHER)) !== null;
}

/** The court freezes it, and it is over when the money has come. */
export async function answerMeasure({ at, round, on }: AtRound): Promise<boolean> {
  const { measure } = round;
  if (measure === null || measure.measureId === null) return false;
  const outcome = measure.state === 'applied' ? 'in-force' : 'realised';
  const said = { outcome, on, proof: paperOf('execution-record', `${measure.measureId}/${outcome}`) };
  return (await at.tell(`${pathOf(round)}/measures/${measure.measureId}/outcome`, said, LAWYER)) !== null;
}

/** What the court passes on; nought where it finds nothing. */
export const takenBy = (scene: AtRound): Promise<bigint> =>
  foundIn(scene).then((minor) => (minor > LEAST_WORTH ? minor : 0n));

export async function tellRecovery({ at, round }: AtRound): Promise<boolean> {
  const { booked, enforcementId } = round;
  if (booked === null) return false;
  const { on, amount } = booked;
  const said = { on, amount, paymentId: `${BY_COURT}${enforcementId}` };
  return (await at.tell(`${pathOf(round)}/recoveries`, said, LAWYER)) !== null;
}

export async function endRound({ at, round, on }: AtRound): Promise<boolean> {
  const end = { how: 'this-round', on, proof: paperOf('court-ruling', round.enforcementId) };
  return (await at.tell(`${pathOf(round)}/end`, end, LAWYER)) !== null;
}

/** Something was found behind a round that had ended for now. */
export async function reapply({ at, round, currency }: AtRound): Promise<boolean> {
  const value = LIVING[currency === 'TWD' ? 'TWD' : 'CNY'] * 2n;
  const clue = { asset: 'deposit', value: amountText(value, currency) };
  return (await at.tell(`${pathOf(round)}/reapply`, clue, OTHER)) !== null;
}
