import { amountText } from '@mora/kernel';
import { flagsOf } from '../../domain/loan/flags.js';
import { daysPastDueOn } from '../../domain/loan/parts/arrears.js';
import type { LoanState } from '../../domain/loan/state.js';
import type { LoanNow } from '../../persistence/loan/loan.queries.js';
import type { LoanAnswer } from './loans.dto.js';

/** A loan as people of the bank see it: ids, days and reasons, and nothing of a person. */
export function viewOf({ state, openDay, heldSince }: LoanNow): LoanAnswer {
  const { ledger, parties, elsewhere, ladder } = state.parts;
  return {
    loanId: state.loanId,
    openDay,
    status: ledger.status,
    product: ledger.product,
    episode: episodeOf(state, openDay),
    flags: [...flagsOf(state.parts, state.slices)].toSorted(),
    waits: [...state.waits],
    heldSince,
    persons: parties.links.map(({ personId, role }) => ({ personId, role })),
    steps: ladder.rungs.map(({ step, contactId, personId, on, state: became, channel }) => {
      return { step, contactId, personId, on, state: became, channel };
    }),
    requests: elsewhere.requests.map(({ requestId, requester, deadline, answered }) => {
      return { requestId, requester, deadline, answered };
    }),
    lastRule: ladder.lastRule,
    lastContactOn: ladder.lastContactOn,
    reviewOn: state.reviewOn,
  };
}

function episodeOf({ parts: { arrears } }: LoanState, openDay: LoanNow['openDay']): LoanAnswer['episode'] {
  const { episode } = arrears;
  if (episode === null) return null;
  const { id: episodeId, startedOn, oldestUnpaidOn, overdue } = episode;
  return {
    episodeId,
    startedOn,
    oldestUnpaidOn,
    daysPastDue: daysPastDueOn(arrears, openDay ?? episode.asOf),
    currency: overdue.currency,
    overdue: amountText(BigInt(overdue.total), overdue.currency),
  };
}
