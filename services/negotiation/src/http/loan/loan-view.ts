import { amountText } from '@mora/kernel';
import { holdsOn } from '../../domain/loan/held.js';
import { daysPastDueOn, totalOf } from '../../domain/loan/parts/arrears.js';
import type { LoanState } from '../../domain/loan/state.js';
import type { TimelineLine } from '../../persistence/loan/loan.queries.js';
import { isForBorrowers } from '../offers/for-borrowers.js';
import type { LoanSeen } from './loans.js';
import type { LoanAnswer, WhyAnswer } from './loans.dto.js';

/** Where a loan stands: ids, days and codes. A borrower is not told who of the bank works on it. */
export function viewOf({ now, via }: LoanSeen, timeline: readonly TimelineLine[]): LoanAnswer {
  const { state, openDay, heldSince } = now;
  const { ledger, round, assessment, offers, plans, tally } = state.parts;
  const plan = plans.plans.at(-1) ?? null;
  return {
    loanId: state.loanId,
    openDay,
    status: ledger.status,
    product: ledger.product,
    episode: episodeOf(state, openDay),
    round: roundOf(round.open, via),
    closed: round.closed.map(({ roundId, outcome, on }) => ({ roundId, outcome, on })),
    holds: openDay === null ? [] : [...holdsOn(state.parts, openDay)],
    assessment: assessment.current === null ? null : assessedOf(assessment.current),
    documentsWanted: [...assessment.wanted],
    documentsDueOn: assessment.wantedBy,
    offers: offersOf(offers.offers, via),
    plan:
      plan === null
        ? null
        : {
            planId: plan.planId,
            kinds: [...plan.kinds],
            state: plan.state,
            requestId: plan.request?.requestId ?? null,
            activeFrom: plan.activeFrom,
          },
    tally: {
      consecutive: tally.consecutive,
      closings: tally.closings.map(({ what, on, reason }) => ({ what, on, reason })),
    },
    waits: [...state.waits],
    heldSince,
    timeline: timeline.map(({ on, what }) => ({ on, what })),
  };
}

type Parts = LoanState['parts'];

function episodeOf({ parts: { arrears, ledger } }: LoanState, openDay: LoanSeen['now']['openDay']) {
  const { episode } = arrears;
  if (episode === null) return null;
  const { currency } = ledger;
  return {
    episodeId: episode.id,
    startedOn: episode.startedOn,
    daysPastDue: daysPastDueOn(arrears, ledger, openDay ?? episode.asOf),
    currency,
    overdue: currency === null ? null : amountText(BigInt(totalOf(episode.overdue)), currency),
  };
}

function roundOf(round: Parts['round']['open'], via: LoanSeen['via']): LoanAnswer['round'] {
  if (round === null) return null;
  const { roundId, state, by, because, reason, openedOn, dueOn, noShows } = round;
  const isTold = via === 'staff';
  return {
    roundId,
    state,
    by,
    because,
    reasonForDelinquency: reason,
    credit: isTold ? round.credit : null,
    service: isTold ? round.service : null,
    responsible: isTold ? round.responsible : null,
    openedOn,
    dueOn,
    noShows,
    appointments: round.appointments.map(({ id, at, outcome }) => {
      return { appointmentId: id, at: new Date(at).toISOString(), outcome };
    }),
  };
}

/** A borrower sees the offers that the bank stands by: what it still judges, or has judged against, is its own. */
const offersOf = (offers: Parts['offers']['offers'], via: LoanSeen['via']): LoanAnswer['offers'] =>
  offers
    .filter((offer) => via === 'staff' || isForBorrowers(offer))
    .map(({ offerId, kinds, state, tier, rank, disclosureId, validUntil }) => {
      return { offerId, kinds: [...kinds], state, tier, rank, disclosureId, validUntil };
    });

const assessedOf = ({ assessmentId, verdict, validUntil, state }: NonNullable<Parts['assessment']['current']>) => ({
  assessmentId,
  verdict,
  validUntil,
  state,
});

/** Who of the bank did it is for the bank. */
const OF_THE_BANK: ReadonlySet<string> = new Set(['by', 'credit', 'service', 'responsible', 'approvers', 'proposer']);

/** Why everything was done, by which rule. */
export function whyOf({ loan, via }: LoanSeen, timeline: readonly TimelineLine[]): WhyAnswer {
  const told = (inputs: object): object =>
    via === 'staff' ? inputs : Object.fromEntries(Object.entries(inputs).filter(([name]) => !OF_THE_BANK.has(name)));
  return {
    loanId: loan,
    lines: timeline.map(({ on, what, inputs, policy }) => ({ on, what, inputs: told(inputs), policy })),
  };
}
