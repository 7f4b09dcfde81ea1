import {
  type EventContract,
  negotiationAffordabilityAssessed,
  negotiationClosed,
  negotiationFailed,
  negotiationFailureTakenBack,
  negotiationInstalmentKept,
  negotiationOfferAccepted,
  negotiationOfferCountered,
  negotiationOfferExpired,
  negotiationOfferMade,
  negotiationOfferRefused,
  negotiationOfferRejected,
  negotiationOpened,
  negotiationOriginationReviewRequested,
  negotiationPlanActivated,
  negotiationPlanAsked,
  negotiationPlanAtRisk,
  negotiationPlanBroken,
  negotiationPlanCompleted,
  negotiationPlanNotBooked,
  negotiationPlanRecovered,
  negotiationPlanReopened,
  negotiationReDefaulted,
} from '@mora/contracts';
import type { LogRecord } from '../negotiation-checker/book.js';
import { hashOf, table } from '../print.js';

type Kinds = readonly string[];
const named = (kinds: Kinds): string => kinds.join(' + ');

/** What there is to tell of a run: in order, without times of our clock. */
export function tellNegotiations(records: readonly LogRecord[], refused: readonly string[]): readonly string[] {
  const all = <D>(contract: EventContract<D>): readonly D[] =>
    records.flatMap(({ type, data }) => (type === contract.type ? [contract.check(data)] : []));
  const opened = all(negotiationOpened);
  const made = all(negotiationOfferMade);
  const accepted = all(negotiationOfferAccepted);
  const kindsOf = new Map(made.map(({ offerId, kinds }) => [offerId, named(kinds)]));
  const offerOf = new Map(accepted.map(({ planId, offerId }) => [planId, offerId]));
  const kindsOfPlan = (planId: string): string => kindsOf.get(offerOf.get(planId) ?? '') ?? '?';
  const activated = all(negotiationPlanActivated);
  const broken = all(negotiationPlanBroken);
  const failed = all(negotiationFailed);
  const completed = all(negotiationPlanCompleted);
  const notBooked = all(negotiationPlanNotBooked);
  return [
    ...table(
      'rounds by who opened them and why',
      all(negotiationOpened).map(({ by, because }) => `${by} ${because}`),
    ),
    ...table('rounds by how they ended', [
      ...all(negotiationClosed).map(({ outcome }) => `closed ${outcome}`),
      ...failed.filter(({ planId }) => planId === null).map(({ reason }) => `failed ${reason}`),
    ]),
    ...table(
      'verdicts',
      all(negotiationAffordabilityAssessed).map(({ region, verdict }) => `${region} ${verdict}`),
    ),
    ...table(
      'offers by kinds, what the borrower can bear, and tier',
      made.map(({ kinds, affordable, tier, by }) => `${named(kinds)} (${by}, ${affordable}, ${tier})`),
    ),
    ...table(
      'offers accepted',
      accepted.map(({ offerId }) => kindsOf.get(offerId) ?? '?'),
    ),
    `offers: ${made.length} made to ${new Set(made.map(({ roundId }) => roundId)).size} of ${opened.length} rounds, ` +
      `${accepted.length} accepted, ${all(negotiationOfferRejected).length} rejected, ` +
      `${all(negotiationOfferExpired).length} expired, ${all(negotiationOfferRefused).length} refused by the bank`,
    ...table(
      'counter-proposals',
      all(negotiationOfferCountered).map(({ answer, because }) => `${answer} ${because}`),
    ),
    `asks: ${all(negotiationPlanAsked).length} made, ${activated.length} plans booked`,
    ...table(
      'asks not booked',
      notBooked.map(({ because, reason }) => `${because} ${reason ?? ''}`.trim()),
    ),
    ...table(
      'plans in force',
      activated.map(({ planId }) => kindsOfPlan(planId)),
    ),
    `plans: ${activated.length} in force, ${all(negotiationInstalmentKept).length} instalments kept, ` +
      `${all(negotiationPlanAtRisk).length} times at risk, ${all(negotiationPlanRecovered).length} times recovered, ` +
      `${broken.length} broken, ${completed.length} completed, ${all(negotiationPlanReopened).length} reopened`,
    ...table(
      'plans broken',
      broken.map(({ planId, because }) => `${kindsOfPlan(planId)} (${because ?? '?'})`),
    ),
    ...table(
      'plans completed',
      completed.map(({ planId }) => kindsOfPlan(planId)),
    ),
    ...table(
      'overdue again within a year',
      all(negotiationReDefaulted).map(
        ({ level, planId }) => `${level} days, after ${planId === null ? 'a debt that was paid' : kindsOfPlan(planId)}`,
      ),
    ),
    ...table(
      'failures by reason',
      failed.map(({ reason }) => reason),
    ),
    ...table(
      'failures in a row',
      failed.map(({ consecutive }) => `${consecutive}`),
    ),
    ...table('what Mora did not take', refused),
    `taken back: ${all(negotiationFailureTakenBack).length} failures; ` +
      `origination is to look at ${all(negotiationOriginationReviewRequested).length} loans`,
    `event log sha256 ${hashOf(records)}`,
  ];
}
