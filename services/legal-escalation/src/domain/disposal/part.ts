import { addDays, type CalendarDate } from '@mora/kernel';
import type { Refused } from '../loan/gathered.js';
import type { LoanView, Part, Step } from '../loan/part.js';
import type { LaneAt } from '../words.js';
import { closed } from './closed.js';
import { collateralLooks, realised, takenOver } from './collateral.js';
import { guarantorLooks } from './guarantors.js';
import type { Made } from './made.js';
import { listed, sold, unlisted } from './sale.js';
import type { DisposalPart } from './types.js';
import { approved, notApproved, proposed } from './write-off.js';

/**
 * How claims leave the bank. People propose and agree, the ledger books: what it has booked is looked at when a day
 * closes, and its status alone says what has become of a loan.
 */
export const disposalPart: Part<DisposalPart> = {
  name: 'disposal',
  start: {
    listing: null,
    sale: null,
    writeOff: null,
    writtenOffOn: null,
    afterWriteOff: 0,
    recovered: [],
    collateral: [],
    demanded: [],
  },
  on(part, event, view, at): Step<DisposalPart> {
    switch (event.kind) {
      case 'day-closed':
        return looked(part, closed(part, view, event.day), view, event.day);
      case 'propose-write-off':
        return answered(part, proposed(part, event, view, at), view, at);
      case 'approve-write-off':
        return answered(part, approved(part, event, view, at), view, at);
      case 'refuse-write-off':
        return answered(part, notApproved(part, event, view, at), view, at);
      case 'list':
        return answered(part, listed(part, event, view, at), view, at);
      case 'unlist':
        return answered(part, unlisted(part, event, view, at), view, at);
      case 'sell':
        return answered(part, sold(part, event, view, at), view, at);
      case 'collateral-taken':
        return answered(part, takenOver(part, event, view, at), view, at);
      case 'collateral-realised':
        return answered(part, realised(part, event, view, at), view, at);
      default:
        return { part };
    }
  },
};

const answered = (
  part: DisposalPart,
  answer: Made | Refused,
  view: LoanView,
  { openDay }: LaneAt,
): Step<DisposalPart> => ('refuse' in answer ? { part, ...answer } : stepOf(answer, view, addDays(openDay, -1)));

/** Behind what a close has made of a sale it is looked at again: a case may have waited for that. */
function looked(before: DisposalPart, made: Made, view: LoanView, day: CalendarDate): Step<DisposalPart> {
  const step = stepOf(made, view, day);
  return made.part.sale?.state === before.sale?.state ? step : { ...step, reviewOn: addDays(day, 1) };
}

function stepOf({ part, said, writes, tell }: Made, view: LoanView, day: CalendarDate): Step<DisposalPart> {
  const look = nextLook(part, view, day);
  return { part, said, writes, tell, ...(look !== null && { reviewOn: look }) };
}

/** The first day after one at whose close something may have to be said; answers come with a look of their own. */
function nextLook(part: DisposalPart, view: LoanView, day: CalendarDate): CalendarDate | null {
  const { writeOff, sale } = part;
  const days = [
    ...(writeOff?.state === 'approved' && writeOff.answerBy !== null ? [addDays(writeOff.answerBy, 1)] : []),
    ...(sale?.state === 'asked' ? [addDays(sale.answerBy, 1)] : []),
    ...collateralLooks(part, view),
    ...guarantorLooks(part, view),
  ];
  return days.filter((one) => one > day).toSorted()[0] ?? null;
}
