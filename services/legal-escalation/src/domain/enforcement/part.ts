import { addDays, type CalendarDate } from '@mora/kernel';
import { gatheredOf, type Refused, withMore } from '../loan/gathered.js';
import type { Inner, LoanView, Part, Step } from '../loan/part.js';
import type { LaneAt } from '../words.js';
import { applied, reapplied } from './applied.js';
import { bindingAsked, liftWanted } from './bound.js';
import { closed, nextLook } from './closed.js';
import { clueGiven } from './clues.js';
import { bindingTitles, partsDue } from './due.js';
import { endRecorded, restsAgain, roundEnded, stayed, stayRecorded, unstayed, unstayRecorded } from './ended.js';
import { measureAnswered, measureAsked, renewed } from './measures.js';
import { noticed, objected, objectionDecided, objectionFought, objectionRows } from './objections.js';
import { recovered } from './recovered.js';
import { isGoingOn, type Made } from './round.js';
import type { EnforcementPart } from './types.js';

/**
 * The enforcement of titles, in rounds. What courts do is recorded by commands; time moves measures at closes only, and
 * payments of the ledger are looked at there too.
 */
export const enforcementPart: Part<EnforcementPart> = {
  name: 'enforcement',
  start: { rounds: [] },
  on(part, event, view, at): Step<EnforcementPart> {
    switch (event.kind) {
      case 'day-closed':
        return isNothing(part, view) ? { part } : stepOf(closed(part, view, event.day), view, event.day);
      case 'enforce':
        return answered(part, applied(part, event, view, at), view, at);
      case 'reapply':
        return answered(part, reapplied(part, event, view, at), view, at);
      case 'clue':
        return answered(part, clueGiven(part, event, view, at), view, at);
      case 'measure':
        return answered(part, measureAsked(part, event, view, at), view, at);
      case 'personal-measure':
        return answered(part, bindingAsked(part, event, view, at), view, at);
      case 'measure-outcome':
        return answered(part, measureAnswered(part, event, view, at), view, at);
      case 'renew':
        return answered(part, renewed(part, event, view, at), view, at);
      case 'recovery':
        return answered(part, recovered(part, event, view, at), view, at);
      case 'court-notice':
        return answered(part, noticed(part, event, view, at), view, at);
      case 'objection':
        return answered(part, objected(part, event, view, at), view, at);
      case 'objection-decided':
        return answered(part, objectionDecided(part, event, view, at), view, at);
      case 'objection-fought':
        return answered(part, objectionFought(part, event, view, at), view, at);
      case 'assign':
        return { part, writes: objectionRows(part, view) };
      case 'end-round':
        return answered(part, endRecorded(part, event, view, at), view, at);
      case 'stay':
        return answered(part, stayRecorded(part, event, at), view, at);
      case 'unstay':
        return answered(part, unstayRecorded(part, event, view, at), view, at);
      default:
        return { part };
    }
  },
  hear(part, inner, view, { openDay }): Step<EnforcementPart> {
    const made = heard(part, inner, view, openDay);
    return made === null ? { part } : stepOf(made, view, addDays(openDay, -1));
  },
};

const isNothing = ({ rounds }: EnforcementPart, view: LoanView): boolean =>
  rounds.length === 0 && bindingTitles(view).length === 0;

/** What a settlement, the end of the case or of the title is for rounds that go on. */
function heard(part: EnforcementPart, inner: Inner, view: LoanView, openDay: CalendarDate): Made | null {
  const going = part.rounds.filter(isGoingOn);
  switch (inner.kind) {
    case 'stay':
      return going.reduce<Made>((made, round) => {
        if (round.state !== 'open') return made;
        const rests = withMore(made, stayed(made.part, round, inner.because, inner.on));
        return inner.because === 'settlement'
          ? withMore(rests, { writes: liftWanted(round, view, 'settled', addDays(openDay, -1)) })
          : rests;
      }, gatheredOf(part));
    case 'resume':
      return going.reduce<Made>((made, round) => {
        const isSettled = round.stays.at(-1)?.because === 'settlement' && round.state === 'stayed';
        return isSettled ? withMore(made, unstayed(made.part, round, inner.on, inner.performed, view)) : made;
      }, gatheredOf(part));
    case 'unsettled':
      return part.rounds
        .filter((round) => round.state === 'settled' && isOfCase(round, inner.caseId))
        .reduce<Made>((made, round) => withMore(made, restsAgain(made.part, round, inner.on)), gatheredOf(part));
    case 'case-over':
      return inner.outcome === 'settled'
        ? over(part, view, openDay, (round) => isOfCase(round, inner.caseId), true)
        : over(part, view, openDay, ({ caseId }) => caseId === inner.caseId, false);
    case 'title-final':
      return partsDue(gatheredOf(part), view, addDays(openDay, -1), true);
    case 'title-void':
      return over(part, view, openDay, ({ judgmentId }) => judgmentId === inner.judgmentId, false);
    default:
      return null;
  }
}

/** A title of an earlier case rests, and ends, with a settlement of a later one too: there is but one at a time. */
const isOfCase = ({ caseId, stays }: EnforcementPart['rounds'][number], settledIn: string): boolean =>
  caseId === settledIn || stays.at(-1)?.because === 'settlement';

const over = (
  part: EnforcementPart,
  view: LoanView,
  openDay: CalendarDate,
  isMeant: (round: EnforcementPart['rounds'][number]) => boolean,
  isSettled: boolean,
): Made =>
  part.rounds
    .filter((round) => isGoingOn(round) && isMeant(round))
    .reduce<Made>(
      (made, { enforcementId }) =>
        roundEnded(made, enforcementId, isSettled ? 'settled' : 'final', openDay, view, openDay),
      gatheredOf(part),
    );

const answered = (
  part: EnforcementPart,
  answer: Made | Refused,
  view: LoanView,
  { openDay }: LaneAt,
): Step<EnforcementPart> =>
  // A command is looked at again at the close of its own day: until then it may have become due.
  'refuse' in answer ? { part, ...answer } : stepOf(answer, view, addDays(openDay, -1));

function stepOf({ part, said, writes, tell }: Made, view: LoanView, day: CalendarDate): Step<EnforcementPart> {
  const look = nextLook(part, view, day);
  return { part, said, writes, tell, ...(look !== null && { reviewOn: look }) };
}
