import { type CalendarDate, type LoanId, tenantOf } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { PolicyRef } from '../../domain/words.js';
import type { RowWriter } from './row-writer.js';

type TimelineRow = Readonly<{
  loanId: LoanId;
  on: CalendarDate;
  what: string;
  inputs: object;
  policy: PolicyRef | null;
}>;

async function save(tx: Tx, all: readonly object[]): Promise<void> {
  const rows = all as readonly TimelineRow[];
  await tx.query(APPEND, [
    rows.map(({ loanId }) => tenantOf(loanId)),
    rows.map(({ loanId }) => loanId),
    rows.map(({ on }) => on),
    rows.map(({ what }) => what),
    rows.map(({ inputs }) => JSON.stringify(inputs)),
    rows.map(({ policy }) => (policy === null ? null : JSON.stringify(policy))),
  ]);
}

/** The course of loans. */
export const timelineWriter: RowWriter = { table: 'timeline', save };

// The order of the rows is the order of their positions.
const APPEND = `
  insert into timeline (tenant, loan_id, on_date, what, inputs, policy)
  select tenant, loan, on_date, what, inputs, policy
  from unnest($1::text[], $2::text[], $3::date[], $4::text[], $5::jsonb[], $6::jsonb[])
    with ordinality as r (tenant, loan, on_date, what, inputs, policy, nth)
  order by nth`;
