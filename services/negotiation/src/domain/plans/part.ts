import type { Part } from '../loan/part.js';
import { answered, answeredByHand, scheduleBooked } from './answers.js';
import { cancelPlan, settleDifference } from './asked.js';
import { closePlansDay } from './close-day.js';
import { importedPlan } from './cut-over.js';
import { differenceAcknowledged } from './difference.js';
import { fundDecided, fundProof } from './fund.js';
import { loanEnded } from './loan-ended.js';
import { moneyCame, moneyTakenBack } from './money.js';
import { noticeBack } from './notice-back.js';
import { roundOver } from './round-over.js';
import type { PlansStep } from './step.js';
import { planTaken } from './taken.js';
import type { PlansPart } from './types.js';

/**
 * Plans: what the ledger was asked, what is in force, and whether it is kept. Facts of the ledger move them at once;
 * that something has not come is concluded when a day closes, and only there.
 */
export const plansPart: Part<PlansPart> = {
  name: 'plans',
  start: { plans: [] },
  on(part, event, view, at): PlansStep {
    const scene = { view, at };
    switch (event.kind) {
      case 'schedule':
        return scheduleBooked(part, event, scene);
      case 'payment':
        return moneyCame(part, event, scene);
      case 'reversal':
        return moneyTakenBack(part, event, scene);
      case 'status':
        return loanEnded(part, event.status, scene);
      case 'request-answered':
        return answered(part, event, null, scene);
      case 'day-closed':
        return closePlansDay(part, event.day, scene);
      case 'notice-answered':
        return noticeBack(part, event, scene);
      case 'answer-request':
        return answeredByHand(part, event, scene);
      case 'settle-difference':
        return settleDifference(part, event, scene);
      case 'acknowledge-difference':
        return differenceAcknowledged(part, event, scene);
      case 'cancel-plan':
        return cancelPlan(part, event, scene);
      case 'fund-proof':
        return fundProof(part, event, scene);
      case 'fund-decision':
        return fundDecided(part, event, scene);
      case 'cut-over':
        return event.past.what === 'plan' ? importedPlan(part, event.past, scene) : { part };
      default:
        return { part };
    }
  },
  hear(part, inner, view, at): PlansStep {
    switch (inner.kind) {
      case 'offer-taken':
        return planTaken(part, inner, { view, at });
      case 'round-over':
        return roundOver(part, inner, { view, at });
      default:
        return { part };
    }
  },
};
