import type { Part, Step } from '../loan/part.js';
import { checkedIn } from './check-in.js';
import { claim, lapse, takenBack } from './claim.js';
import { type NoticesPart, START } from './kept.js';
import { heardOf, lostBorrowers } from './lost.js';
import { handedOver, receipt } from './outcome.js';
import { EXPIRE, LAPSE, planned } from './plan.js';
import { settled } from './settle.js';
import { expired, logged } from './tasks.js';
import { taken } from './take.js';

export type { NoticesPart } from './kept.js';

/** Messages and tasks of a loan, from the gate's yes to what came of it. */
export const noticesPart: Part<NoticesPart> = {
  name: 'notices',
  start: START,
  on(part, event, view, at): Step<NoticesPart> {
    switch (event.kind) {
      case 'contact-answered':
        return event.outcome === 'returned' ? takenBack(part, event, view, at) : planned(part, event, view, at);
      case 'claim-notice':
        return claim(part, event, view, at);
      case 'notice-outcome':
        return handedOver(part, event, view, at);
      case 'receipt':
        return receipt(part, event, view, at);
      case 'settle-notice':
        return settled(part, event, view, at);
      case 'take-task':
        return taken(part, event, view, at);
      case 'check-in-visit':
        return checkedIn(part, event, view, at);
      case 'person-facts':
        return { part: heardOf(part, event, view) };
      case 'log-call':
      case 'log-visit':
        return logged(part, event, view, at);
      case 'timer': {
        const [, id = ''] = event.key.split('/');
        if (event.timer === LAPSE) return lapse(part, id, view, at);
        return event.timer === EXPIRE ? expired(part, id, view, at) : { part };
      }
      default:
        return { part };
    }
  },
  tells: ({ firstContactOn, validationSentOn, lastNoticeOn, lost }) => ({
    flags: [],
    facts: { firstContactOn, validationSentOn, lastNoticeOn, lostContact: lostBorrowers(lost) },
  }),
};
