import { addDays, type CalendarDate } from '@mora/kernel';
import type { Refused } from '../loan/gathered.js';
import type { Part, Step } from '../loan/part.js';
import { atCloseOf } from '../loan/parts/unseen.js';
import type { LaneAt } from '../words.js';
import { givenUp, type Made, resumed, settlementAsked } from './asked.js';
import { closed, nextLook, titled } from './closed.js';
import type { SettlementPart } from './types.js';

/**
 * Settling stays possible at any stage: negotiation is asked, its plan is the settlement. What negotiation says is looked
 * at when the day behind it closes, so that its order among other facts does not matter.
 */
export const settlementPart: Part<SettlementPart> = {
  name: 'settlement',
  start: { current: null, past: 0 },
  on(part, event, view, at): Step<SettlementPart> {
    switch (event.kind) {
      case 'day-closed':
        return part.current === null
          ? { part }
          : looked(part, closed(part, atCloseOf(view, event.day), event.day), event.day);
      case 'settle':
        return answered(part, settlementAsked(part, event, view, at), at);
      case 'give-up-settlement':
        return answered(part, givenUp(part, event, view, at), at);
      case 'resume':
        return answered(part, resumed(part, event, view, at), at);
      default:
        return { part };
    }
  },
  hear(part, inner, view, { openDay }): Step<SettlementPart> {
    const isOfTitle = inner.kind === 'title-final' || inner.kind === 'title-void';
    return isOfTitle ? stepOf(titled(part, view, openDay)) : { part };
  },
};

/** What negotiation says asks for a look at the close of its day by itself; so does an asking. */
const answered = (part: SettlementPart, answer: Made | Refused, { openDay }: LaneAt): Step<SettlementPart> =>
  'refuse' in answer ? { part, ...answer } : { ...stepOf(answer), reviewOn: openDay };

/** By its days alone it is looked at again; and behind what a close has made of it, as a case may have waited for that. */
function looked(before: SettlementPart, made: Made, day: CalendarDate): Step<SettlementPart> {
  const isOther = made.part.current?.state !== before.current?.state;
  const look = isOther ? addDays(day, 1) : nextLook(made.part, day);
  return { ...stepOf(made), ...(look !== null && { reviewOn: look }) };
}

const stepOf = ({ part, said, writes, tell }: Made): Step<SettlementPart> => ({ part, said, writes, tell });
