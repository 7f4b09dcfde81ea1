import { amountText } from '@mora/kernel';
import { holdsOn } from '../../domain/loan/held.js';
import { daysPastDueOn, totalOf } from '../../domain/loan/parts/arrears.js';
import type { LoanState } from '../../domain/loan/state.js';
import type { TimelineLine } from '../../persistence/loan/loan.queries.js';
import type { LoanSeen } from './loans.js';
import type { LoanAnswer, WhyAnswer } from './loans.dto.js';

type Parts = LoanState['parts'];

/** Where a loan stands: ids, days, codes and amounts. */
export function viewOf({ now }: LoanSeen, timeline: readonly TimelineLine[]): LoanAnswer {
  const { state, openDay, heldSince } = now;
  const { ledger, elsewhere, clock, gate, matter, proceedings } = state.parts;
  return {
    loanId: state.loanId,
    openDay,
    status: ledger.status,
    product: ledger.product,
    episode: episodeOf(state.parts, openDay),
    failures: elsewhere.consecutive,
    holds: openDay === null ? [] : [...holdsOn(state.parts, openDay)],
    clocks: clock.clocks.map(({ clockId, claim, startsOn, expiresOn, provisional, state: stands }) => {
      return { clockId, claim, startsOn, expiresOn, provisional, state: stands };
    }),
    nextDate: clock.nextDate,
    gate: gateOf(gate.current),
    case: caseOf(matter.matter),
    closed: matter.closed.map((one) => ({ ...one })),
    proceedings: proceedings.proceedings.map(({ proceedingId, kind, court, step, due, state: stands }) => {
      return { proceedingId, kind, court, step, dueOn: due?.on ?? null, state: stands };
    }),
    waits: [...state.waits],
    heldSince,
    timeline: timeline.map(({ on, what }) => ({ on, what })),
  };
}

function episodeOf({ arrears, ledger }: Parts, openDay: LoanSeen['now']['openDay']): LoanAnswer['episode'] {
  const { episode } = arrears;
  if (episode === null) return null;
  const { currency } = ledger;
  return {
    episodeId: episode.id,
    startedOn: episode.startedOn,
    oldestUnpaidOn: episode.oldestUnpaidOn,
    daysPastDue: daysPastDueOn(arrears, ledger, openDay ?? episode.asOf),
    currency,
    overdue: currency === null ? null : amountText(BigInt(totalOf(episode.overdue)), currency),
  };
}

function gateOf(current: Parts['gate']['current']): LoanAnswer['gate'] {
  if (current === null) return null;
  const { gateId, passed, on, conditions } = current;
  return { gateId, passed, on, conditions: conditions.map(({ name, met, input }) => ({ name, met, input })) };
}

function caseOf(matter: Parts['matter']['matter']): LoanAnswer['case'] {
  if (matter === null) return null;
  const { caseId, openedOn, lawyer, stage, evaluation, sheet, bundle } = matter;
  return {
    caseId,
    openedOn,
    lawyer,
    stage,
    strategy: evaluation?.strategy ?? null,
    sheetId: sheet?.sheetId ?? null,
    bundleId: bundle?.bundleId ?? null,
  };
}

/** Why everything was done, by which rule. */
export const whyOf = ({ loan }: LoanSeen, timeline: readonly TimelineLine[]): WhyAnswer => ({
  loanId: loan,
  lines: timeline.map(({ on, what, inputs, policy }) => ({ on, what, inputs, policy })),
});
