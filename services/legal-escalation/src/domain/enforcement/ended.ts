import type { CalendarDate } from '@mora/kernel';
import { gatheredOf, refusal, type Refused, withMore } from '../loan/gathered.js';
import type { LoanView, Write } from '../loan/part.js';
import type { PaymentKept } from '../loan/parts/ledger.js';
import { timelineOf } from '../loan/timeline.js';
import { workDone } from '../loan/work.js';
import { moneyOf } from '../proceedings/money.js';
import type { Settlement } from '../settlement/types.js';
import type { LaneAt } from '../words.js';
import type { EnforcementCommand } from './commands.js';
import { liftWanted } from './bound.js';
import { allEnded } from './measures.js';
import { actOf, isGoingOn, type Made, ofRound, roundOf, totalLeft, withRound } from './round.js';
import type { Enforcement, EnforcementPart, ExecutionEnd, StayCause } from './types.js';

type Command<K extends EnforcementCommand['kind']> = Extract<EnforcementCommand, { kind: K }>;

/**
 * A round ends, and its end starts the period of the title anew. What is seized stays so where it may go on. What is left
 * is told by all that the ledger holds.
 */
export function roundEnded(
  made: Made,
  enforcementId: string,
  how: ExecutionEnd,
  on: CalendarDate,
  view: LoanView,
  known: CalendarDate,
): Made {
  const round = roundOf(made.part, enforcementId);
  if (round === undefined) return made;
  const left = totalLeft(made.part, round, view, on, known) ?? 0;
  const { currency, text } = moneyOf(view);
  const data = { kind: how, on, left: text(left), currency };
  const ended = { ...round, state: how, stays: closedStays(round, on) };
  const over = withMore(made, {
    part: withRound(made.part, ended),
    said: [ofRound(round, 'execution-ended', data)],
    writes: [timelineOf('execution-ended', { enforcementId, ...data }, null)],
    tell: [{ kind: 'execution-ended', enforcementId, how, left }, actOf(round, on)],
  });
  if (how === 'this-round') return over;
  const free = allEnded(over, enforcementId, how === 'satisfied' ? 'satisfied' : 'lifted', view, on);
  return withMore(free, { writes: liftWanted(round, view, how, on) });
}

const closedStays = ({ stays }: Enforcement, on: CalendarDate): Enforcement['stays'] =>
  stays.map((stay) => (stay.to === null ? { ...stay, to: on < stay.from ? stay.from : on } : stay));

/** The court ends a round: for now, or for good. */
export function endRecorded(
  part: EnforcementPart,
  { enforcementId, how, on, proof, by }: Command<'end-round'>,
  view: LoanView,
  { openDay }: LaneAt,
): Made | Refused {
  const round = roundOf(part, enforcementId);
  if (round === undefined) return refusal('no-such-enforcement');
  if (!isGoingOn(round)) return refusal('round-over');
  if (on > openDay) return refusal('in-the-future');
  if (on < round.on) return refusal('before-it-began');
  return withMore(roundEnded(gatheredOf(part), enforcementId, how, on, view, openDay), {
    writes: [timelineOf('round-end-recorded', { enforcementId, how, on, proof, by }, null)],
  });
}

/** It rests: no measure is asked for. */
export function stayed(part: EnforcementPart, round: Enforcement, because: StayCause, from: CalendarDate): Made {
  const stays = [...round.stays, { from, to: null, because }];
  return withMore(gatheredOf(withRound(part, { ...round, state: 'stayed', stays })), {
    said: [ofRound(round, 'execution-stayed', { because, on: from })],
    writes: [timelineOf('execution-stayed', { enforcementId: round.enforcementId, because, on: from }, null)],
  });
}

/**
 * What had ended with a settlement rests for it as before: from its end on the doubled interest has not run either, and
 * that is the day which is told.
 */
export function restsAgain(part: EnforcementPart, round: Enforcement, day: CalendarDate): Made {
  const because = 'settlement';
  const last = round.stays.at(-1);
  const isSame = last?.because === because;
  const on = isSame ? (last.to ?? day) : day;
  const stays = isSame
    ? [...round.stays.slice(0, -1), { ...last, to: null }]
    : [...round.stays, { from: on, to: null, because } as const];
  return withMore(gatheredOf(withRound(part, { ...round, state: 'stayed', stays })), {
    said: [ofRound(round, 'execution-stayed', { because, on })],
    writes: [timelineOf('execution-stayed', { enforcementId: round.enforcementId, because, on }, null)],
    tell: [actOf(round, 'open')],
  });
}

export function stayRecorded(
  part: EnforcementPart,
  { enforcementId, because, on, proof, by }: Command<'stay'>,
  { openDay }: LaneAt,
): Made | Refused {
  const round = roundOf(part, enforcementId);
  if (round === undefined) return refusal('no-such-enforcement');
  if (round.state !== 'open') return refusal(round.state === 'stayed' ? 'stayed' : 'round-over');
  if (on > openDay) return refusal('in-the-future');
  if (on < round.on) return refusal('before-it-began');
  return withMore(stayed(part, round, because, on), {
    writes: [timelineOf('stay-recorded', { enforcementId, proof, by }, null)],
  });
}

/** It goes on; what was performed meanwhile is taken off by its own days, and told as one sum. */
export function unstayed(
  part: EnforcementPart,
  round: Enforcement,
  on: CalendarDate,
  performed: readonly PaymentKept[],
  view: LoanView,
): Made {
  const { currency, text } = moneyOf(view);
  const deducted = performed.reduce((sum, { minor }) => sum + minor, 0);
  const next: Enforcement = {
    ...round,
    state: 'open',
    stays: closedStays(round, on),
    performed: [...round.performed, ...performed.map(({ id }) => id)],
  };
  return withMore(gatheredOf(withRound(part, next)), {
    said: [ofRound(round, 'execution-resumed', { on, currency, deducted: text(deducted) })],
    writes: [timelineOf('execution-resumed', { enforcementId: round.enforcementId, on, deducted }, null)],
  });
}

/**
 * A stay of a settlement ends with the settlement alone: where its plan is over and was not broken, by hand. One that is
 * kept while the court ends a stay of its own keeps the enforcement at rest.
 */
export function unstayRecorded(
  part: EnforcementPart,
  { enforcementId, on, proof, by }: Command<'unstay'>,
  view: LoanView,
  { openDay }: LaneAt,
): Made | Refused {
  const round = roundOf(part, enforcementId);
  const stay = round?.stays.at(-1);
  if (round === undefined) return refusal('no-such-enforcement');
  if (round.state !== 'stayed' || stay === undefined) return refusal('not-stayed');
  const isOver = view.parts.settlement.current?.state === 'failed';
  if (stay.because === 'settlement' && !isOver) return refusal('still-performing');
  if (on > openDay) return refusal('in-the-future');
  if (on < stay.from) return refusal('before-it-began');
  const { current } = view.parts.settlement;
  const isKept = current?.state === 'performing' && current.at === 'after-judgment';
  const next = isKept
    ? stayed(part, { ...round, stays: closedStays(round, on) }, 'settlement', on)
    : unstayed(part, round, on, [], view);
  return withMore(next, {
    writes: [
      timelineOf('unstay-recorded', { enforcementId, proof, by }, null),
      ...(current === null || isKept ? [] : [takenUp(current, view, openDay)]),
    ],
  });
}

/** What goes on by the court's own word needs nobody to take it up again. */
const takenUp = ({ settlementId: about }: Settlement, { loanId }: LoanView, on: CalendarDate): Write =>
  workDone({ loanId, about, kind: 'resume-judgment' }, 'goes-on', on);
