import {
  type Event,
  legalNoticeRequested,
  legalOutreachHoldLifted,
  legalOutreachHoldSet,
  negotiationNoticeRequested,
  negotiationPlanActivated,
  negotiationPlanBroken,
  negotiationPlanCompleted,
  negotiationPlanEnded,
  negotiationPlanReopened,
  outreachContactAnswered,
  outreachPersonFacts,
  outreachPersonSaid,
} from '@mora/contracts';
import { type Accepts, restriction, when } from '@mora/runtime';
import type { LoanTold, NoticeRequested } from '../../domain/loan/event.js';
import { told } from './loan-events.js';
import { shortNameOf } from './announce.js';

type Requested = Omit<NoticeRequested, 'kind' | 'requester'>;

const requested = (requester: NoticeRequested['requester']) =>
  told((data: Requested): NoticeRequested => ({
    kind: 'notice-requested',
    requester,
    requestId: data.requestId,
    purpose: data.purpose,
    template: data.template,
    facts: data.facts,
    role: data.role,
    channels: data.channels,
    notBefore: data.notBefore,
    deadline: data.deadline,
    proof: data.proof,
  }));

/** What negotiation and legal escalation do with the loan. A plan and a hold restrict at once. */
const elsewhereEvents: readonly Accepts<LoanTold>[] = [
  when(negotiationNoticeRequested, requested('negotiation')),
  when(legalNoticeRequested, requested('legal')),
  restriction(
    negotiationPlanActivated,
    told(({ planId, activeFrom: on }) => ({ kind: 'plan', planId, state: 'active', on })),
  ),
  // One that had ended runs on: nobody is dunned for what it covers.
  restriction(
    negotiationPlanReopened,
    told(({ planId }, { businessDate: on }) => ({ kind: 'plan', planId, state: 'active', on })),
  ),
  when(
    negotiationPlanBroken,
    told(({ planId, on }) => ({ kind: 'plan', planId, state: 'broken', on })),
  ),
  // It is over without having been broken: what it covered may be asked for again.
  when(
    negotiationPlanEnded,
    told(({ planId, on }) => ({ kind: 'plan', planId, state: 'ended', on })),
  ),
  when(
    negotiationPlanCompleted,
    told(({ planId, on }) => ({ kind: 'plan', planId, state: 'completed', on })),
  ),
  restriction(
    legalOutreachHoldSet,
    told(({ holdId, reason }, { businessDate: on }) => ({ kind: 'hold', holdId, set: true, reason, on })),
  ),
  when(
    legalOutreachHoldLifted,
    told(({ holdId }, { businessDate: on }) => ({ kind: 'hold', holdId, set: false, reason: 'lifted', on })),
  ),
];

type Answered = ReturnType<typeof outreachContactAnswered.check>;

const answered = told(({ decision, contactId, reservation, pointId, again }: Answered, _event: Event<Answered>) => {
  const { decisionId, personId, role, channel, purpose, collector, outcome, rules, step, episodeId, arm } = decision;
  const about = { decisionId, personId, role, channel, purpose, collector, outcome, rules, step, episodeId, arm };
  return {
    kind: 'contact-answered',
    contactId,
    ...about,
    reservation: reservation === null ? null : { id: reservation.id, validUntil: Date.parse(reservation.validUntil) },
    pointId,
    again: again === null ? null : Date.parse(again),
    published: decision,
  };
});

/** What the lane of a person says. What it knows of the person, and what the person said, is taken of a held loan too. */
const personEvents: readonly Accepts<LoanTold>[] = [
  when(outreachContactAnswered, answered),
  restriction(
    outreachPersonFacts,
    told(({ personId, facts }) => ({ kind: 'person-facts', personId, facts })),
  ),
  restriction(
    outreachPersonSaid,
    told(({ announcement: { type, data } }) => ({ kind: 'person-said', type: shortNameOf(type), data })),
  ),
];

/** What comes from streams that are never waited for. */
export const informingEvents = [...elsewhereEvents, ...personEvents];
