import { addDays, type CalendarDate, latest } from '@mora/kernel';
import type { Behaviour } from '@mora/ledger-simulator';
import { type CaseFile, type Round, untold } from './case-file.js';
import { assetsOf, stepLasts } from './courts.js';

/** What a lawyer does next. */
export type MoveKind =
  | 'weigh'
  | 'approve'
  | 'file'
  | 'attend'
  | 'withdraw'
  | 'settle'
  | 'give-up'
  | 'resume'
  | 'enforce'
  | 'clue'
  | 'measure'
  | 'answer-measure'
  | 'take'
  | 'tell'
  | 'end'
  | 'reapply'
  | 'propose-write-off'
  | 'approve-write-off';

/** And from which day on. */
export type Move = Readonly<{ kind: MoveKind; from: CalendarDate }>;

/** How many days somebody takes for it, and what a court takes. */
const DAYS = {
  weigh: 7,
  answer: 2,
  search: 6,
  hold: 8,
  end: 12,
  inVain: 20,
  giveUp: 45,
  again: 40,
  writeOff: 5,
} as const;
/** Of a thousand cases, what lawyers think of. */
const OF_THOUSAND = { settlesFirst: 150, settlesTitle: 200, sells: 200, writesOff: 600, orders: 350 } as const;
/** Enforcing is asked for once more at most. */
const MOST_ROUNDS = 2;

/** A case, and who acts in it. */
export type At = Readonly<{ behaviour: Behaviour; loan: string; isTaiwan: boolean }>;

/**
 * The next move in a case; null where nobody has to do anything. It depends on nothing but the file, the seed and the
 * loan: the same on whatever day somebody looks.
 */
export function nextMove(file: CaseFile, at: At): Move | null {
  const { settlement, title, proceeding, rounds, isClosed, inOrderOn } = file;
  const round = rounds.at(-1);
  const booked = untold(file)?.booked ?? null;
  if (booked !== null) return later('tell', booked.on, 1);
  if (isClosed) return null;
  if (settlement?.state === 'kept') return null;
  if (settlement?.state === 'asked') return later('give-up', settlement.on, DAYS.giveUp);
  if (round?.state === 'stayed') return settlement?.state === 'broken' ? later('resume', settlement.on, 2) : null;
  if (round?.state === 'open') return inRound(round, at);
  if (round !== undefined) return behindRound(file, round, at);
  // Nobody is sued, or enforced against, for what is in order again.
  if (inOrderOn !== null) {
    const isInCourt = proceeding?.state === 'open' && title?.isFinal !== true;
    return isInCourt ? later('withdraw', inOrderOn, 2) : null;
  }
  if (title?.isFinal === true) return withTitle(file, title.performBy, at);
  if (proceeding?.state === 'open') return attending(proceeding, at);
  return beforeCourt(file, at);
}

const later = (kind: MoveKind, on: CalendarDate, days: number): Move => ({ kind, from: addDays(on, days) });

const thinks = ({ behaviour, loan }: At, of: keyof typeof OF_THOUSAND, on: CalendarDate): boolean =>
  behaviour.happens(of, loan, on, OF_THOUSAND[of]);

/** What is asked for once, and is not asked for again. */
const wantsToSettle = ({ settlement }: CaseFile, at: At, of: 'settlesFirst' | 'settlesTitle', on: CalendarDate) =>
  settlement === null && thinks(at, of, on);

function beforeCourt(file: CaseFile, at: At): Move | null {
  const { openedOn, opinion, proceeding, settlement } = file;
  const days = at.behaviour.lasts('weighs', at.loan, openedOn, 1, DAYS.weigh);
  if (wantsToSettle(file, at, 'settlesFirst', openedOn)) return later('settle', openedOn, days);
  const from = latest(openedOn, settlement?.on ?? openedOn);
  if (opinion === null || opinion.state === 'refused') return later('weigh', opinion?.on ?? from, days);
  if (opinion.state === 'given') return later('approve', opinion.on, 1);
  if (opinion.strategy === 'sale') return null;
  if (proceeding === null) return file.mayGo ? later('file', opinion.on, 1) : null;
  // An order that came to nothing is no suit; what a court has dismissed is not sued for again.
  const isOrder = opinion.strategy.endsWith('payment-order');
  return isOrder ? later('weigh', proceeding.on, 1) : null;
}

/** Where its step is known, on the day on which a court has done something. */
const attending = ({ proceedingId, step, on }: NonNullable<CaseFile['proceeding']>, { behaviour }: At): Move =>
  step === null
    ? later('attend', on, 1)
    : { kind: 'attend', from: stepLasts(behaviour, { proceedingId, step, since: on }) };

function withTitle(file: CaseFile, performBy: CalendarDate, at: At): Move {
  if (wantsToSettle(file, at, 'settlesTitle', performBy)) return later('settle', performBy, 1);
  const from = latest(performBy, file.settlement?.on ?? performBy);
  return later('enforce', from, 1);
}

/** Something is found and seized, the court passes its money on, and the ledger has booked it; or nothing is found. */
function inRound({ enforcementId, on, clue, measure, booked }: Round, { behaviour }: At): Move {
  if (booked !== null) {
    if (measure?.state === 'in-force') return later('answer-measure', booked.on, DAYS.answer);
    return later('end', booked.on, DAYS.end);
  }
  if (assetsOf(behaviour, enforcementId) === 0) return later('end', on, DAYS.inVain);
  if (clue === null) return later('clue', on, DAYS.search);
  if (measure === null) return later('measure', clue.on, 1);
  if (measure.state === 'applied') return later('answer-measure', measure.on, DAYS.answer);
  return later('take', measure.on, DAYS.hold);
}

/** What is left is settled, written off, or looked for once more. */
function behindRound(file: CaseFile, { on }: Round, at: At): Move | null {
  const { writeOff, rounds, settlement } = file;
  if (writeOff?.state === 'proposed') return later('approve-write-off', writeOff.on, 1);
  if (writeOff !== null) return null;
  if (settlement === null && thinks(at, 'settlesTitle', on)) return later('settle', on, 2);
  if (thinks(at, 'writesOff', on)) return later('propose-write-off', on, DAYS.writeOff);
  return rounds.length < MOST_ROUNDS ? later('reapply', on, DAYS.again) : null;
}

/** By which ways a lawyer tries to get the money, the first first; where an order came to nothing, only by a suit. */
export function waysOf(file: CaseFile, at: At): readonly string[] {
  const { isTaiwan } = at;
  const suits = isTaiwan ? ['tw-mediation', 'tw-ordinary'] : ['simplified', 'ordinary'];
  if (file.proceeding !== null) return suits;
  if (!isTaiwan && thinks(at, 'sells', file.openedOn)) return ['sale', ...suits];
  const order = isTaiwan ? 'tw-payment-order' : 'payment-order';
  return thinks(at, 'orders', file.openedOn) ? [order, ...suits] : suits;
}
