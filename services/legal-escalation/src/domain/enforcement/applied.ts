import type { CalendarDate } from '@mora/kernel';
import { actsOf, isOpenFor } from '../clock/clocks.js';
import { interestFrom } from '../clock/own-time.js';
import { gatheredOf, refusal, type Refused, withMore } from '../loan/gathered.js';
import type { LoanView } from '../loan/part.js';
import { timelineOf } from '../loan/timeline.js';
import { workDone } from '../loan/work.js';
import { courtOf } from '../proceedings/courts.js';
import { moneyOf } from '../proceedings/money.js';
import type { JudgmentTitle } from '../proceedings/types.js';
import { isSettled } from '../settlement/settled.js';
import { rulesFor } from '../products.js';
import type { ClaimKind, LaneAt } from '../words.js';
import type { EnforcementCommand } from './commands.js';
import { isAlive, livingOf } from './fitness.js';
import { closedDay, dueOf, leftOf, roundsOf, sumLeft } from './left.js';
import { clueFrom, clueSaid, whyNoClue } from './clues.js';
import {
  actOf,
  enforcementRulesFor,
  isGoingOn,
  type Made,
  ofRound,
  recordedBy,
  roundOf,
  titleFor,
  underOf,
  withRound,
} from './round.js';
import { measureRow } from './rows.js';
import type { Enforcement, EnforcementPart } from './types.js';

type Command<K extends EnforcementCommand['kind']> = Extract<EnforcementCommand, { kind: K }>;

/** The bank asks a court to enforce a title, or is told why it does not. */
export function applied(
  part: EnforcementPart,
  command: Command<'enforce'>,
  view: LoanView,
  at: LaneAt,
): Made | Refused {
  const { judgmentId, enforcementId, court, region, householdSize, by } = command;
  const title = titleFor(view, judgmentId);
  if (title === undefined) return refusal('no-such-title');
  const last = roundsOf(part, judgmentId).at(-1);
  // What was asked for may be paid, and a later part of the judgment due by now.
  if (last !== undefined && last.state !== 'satisfied')
    return refusal(isGoingOn(last) ? 'enforcing' : `round-${last.state}`);
  const because = whyNotEnforced(title, by, view, at.openDay);
  if (because !== null) return refusal(because);
  const rules = enforcementRulesFor(view);
  if (rules === null) return refusal('other-law');
  if (courtOf(view.policies.courts, court)?.jurisdiction !== rules.jurisdiction) return refusal('court-unknown');
  if (livingOf({ householdSize, region }, rules) === null) return refusal('region-unknown');
  const { jurisdiction } = rules;
  const { caseId } = view.parts.proceedings.proceedings.find(
    ({ proceedingId }) => proceedingId === title.proceedingId,
  ) ?? { caseId: view.parts.matter.matter?.caseId ?? title.proceedingId };
  const round = { ...FRESH, enforcementId, caseId, judgmentId, jurisdiction, court, by, householdSize, region };
  return begun(part, { ...round, on: at.openDay }, title, by, view);
}

const FRESH = {
  state: 'open',
  stays: [],
  clues: [],
  measures: [],
  recoveries: [],
  performed: [],
  idleSaid: false,
  barredUpTo: null,
} as const;

/** What must be so for any asking, first or again: the title binds and is due, is in time, and two people have seen it. */
function whyNotEnforced(title: JudgmentTitle, by: string, view: LoanView, openDay: CalendarDate): string | null {
  if (title.finalOn === null) return 'not-final';
  if (title.parts.every(({ performBy }) => performBy >= openDay)) return 'not-due';
  const { current } = view.parts.settlement;
  if (current?.state === 'performing' || current?.state === 'agreed') return 'still-performing';
  if (isSettled(view.parts, title)) return 'settled';
  if (recordedBy(title, view) === by) return 'own-approval';
  const found = timeOf(title, 'enforcement', view, openDay);
  if (found === null) return 'no-such-clock';
  if (found === 'expired') return 'limitation-expired';
  const isKnown = timeOf(title, 'enforcement-interest', view, openDay) !== 'calendar-not-covered';
  return found === 'in-time' && isKnown ? null : 'calendar-not-covered';
}

/** Whether a title is in time, or the interest in it; null where the law has no such period. */
function timeOf({ judgmentId }: JudgmentTitle, of: ClaimKind, { parts }: LoanView, openDay: CalendarDate) {
  const clock = parts.clock.clocks.find(({ claim, ref }) => claim === of && ref === judgmentId);
  return clock === undefined ? null : isOpenFor(clock, openDay);
}

/**
 * Before which day interest is out of time, where the period of the interest is over: each day's own has lived for its
 * years, and what was asked for in time, or acknowledged, for as many again. Null where it is not over.
 */
function barredUpTo(title: JudgmentTitle, view: LoanView, openDay: CalendarDate): CalendarDate | null {
  const rules = rulesFor(view.policies, view.parts.ledger);
  const years = rules?.enforcement.interest?.years;
  if (rules === null || years === undefined) return null;
  if (timeOf(title, 'enforcement-interest', view, openDay) !== 'expired') return null;
  return interestFrom(actsOf(view.parts), years, rules, view.policies.book, openDay);
}

function begun(
  before: EnforcementPart,
  asked: Enforcement,
  title: JudgmentTitle,
  by: string,
  view: LoanView,
): Made | Refused {
  const { enforcementId, judgmentId, on, court } = asked;
  const round = { ...asked, barredUpTo: barredUpTo(title, view, on) };
  const part = withRound(before, round);
  const rules = view.policies.enforcement[round.jurisdiction];
  const known = closedDay(on);
  const under = underOf(title, part, view, rules, known);
  const [left, due] = [leftOf(under, known), dueOf(under, known)];
  if (left === null || due === null) return refusal('rate-not-covered');
  if (sumLeft(left) === 0) return refusal('nothing-left');
  if (sumLeft(due) === 0) return refusal('not-due');
  const { currency, text } = moneyOf(view);
  const data = { judgmentId, on, currency, amount: text(sumLeft(due)), court, approver: by };
  return withMore(gatheredOf(part), {
    said: [ofRound(round, 'enforcement-applied', data)],
    writes: [
      timelineOf('enforcement-applied', { enforcementId, ...data }, null),
      workDone({ loanId: view.loanId, about: judgmentId, kind: 'enforce' }, 'applied', on),
    ],
    tell: [{ kind: 'enforcing', enforcementId, judgmentId }, actOf(round, 'open')],
  });
}

/**
 * Something was found behind a round that had only ended for now: it goes on in a new one, with what is seized still.
 * The law sets no day for that; the period of the title runs all the same.
 */
export function reapplied(
  part: EnforcementPart,
  command: Command<'reapply'>,
  view: LoanView,
  at: LaneAt,
): Made | Refused {
  const { enforcementId, nextId, clue, by } = command;
  const before = roundOf(part, enforcementId);
  if (before === undefined) return refusal('no-such-enforcement');
  const title = titleFor(view, before.judgmentId);
  if (title === undefined) return refusal('no-such-title');
  if (roundsOf(part, before.judgmentId).at(-1) !== before || before.state !== 'this-round')
    return refusal(isGoingOn(before) ? 'enforcing' : 'round-over');
  const because = whyNotEnforced(title, by, view, at.openDay) ?? whyNoClue(clue, before, view);
  if (because !== null) return refusal(because);
  const round: Enforcement = {
    ...before,
    ...FRESH,
    enforcementId: nextId,
    on: at.openDay,
    by,
    clues: [...before.clues, clueFrom(clue, at.openDay, by)],
    measures: before.measures.filter(isAlive),
  };
  const moved = withRound(part, { ...before, measures: before.measures.filter((one) => !isAlive(one)) });
  const made = begun(moved, round, title, by, view);
  if ('refuse' in made) return made;
  const rows = round.measures.map((measure) => measureRow(view, round, measure));
  return withMore(withMore(made, clueSaid(round, clue, at.openDay, by)), { writes: rows });
}
