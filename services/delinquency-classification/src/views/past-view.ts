import type { CalendarDate } from '@mora/kernel';
import { type Ladder, nameOf, ruleOf } from '../domain/ladder.js';
import type { Policies } from '../domain/policies.js';
import { daysPastDue } from '../domain/product-rules.js';
import { overdueText } from '../handlers/amounts.js';
import type { HistoryRow } from '../persistence/portfolio.queries.js';
import type { StepView } from './standing-view.js';

/** A row of history as of a day: what it says holds until the next row, but days past due go on. */
export function pastViewOf(
  loanId: string,
  asOf: CalendarDate,
  knownOn: CalendarDate | null,
  row: HistoryRow,
  policies: Policies,
) {
  const inForce = policies.on(asOf, '');
  return {
    loanId,
    asOf,
    knownOn,
    since: row.valid_on,
    recordedOn: row.recorded_on,
    status: row.status,
    oldestUnpaidOn: row.oldest_unpaid_on,
    daysPastDue: row.oldest_unpaid_on === null ? 0 : daysPastDue(inForce.product, row.oldest_unpaid_on, asOf),
    overdue: overdueText(row.overdue, row.currency),
    buckets: stepsOf(inForce.tables, row.buckets),
    classes: stepsOf(inForce.schemes, row.classes),
    episodeId: row.episode_id,
  };
}

function stepsOf(ladders: readonly Ladder[], steps: Readonly<Record<string, string>>): Record<string, StepView> {
  return Object.fromEntries(
    ladders
      .filter(({ id }) => steps[id] !== undefined)
      .map((ladder) => {
        const step = steps[ladder.id] as string;
        return [ladder.id, { step, rule: ruleOf(ladder, step), policy: nameOf(ladder) }];
      }),
  );
}
