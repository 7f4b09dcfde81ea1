import type { CalendarDate, LoanId } from '@mora/kernel';
import { tenantOf } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { StrategyInput } from '../../domain/strategy/input.js';
import type { RowWriter } from './row-writer.js';

/** Which row of the strategy spoke of a loan at a close. */
export type StepLogRow = Readonly<{
  loanId: LoanId;
  episodeId: string | null;
  on: CalendarDate;
  strategy: string;
  rule: string;
  step: string | null;
  arm: string | null;
  input: StrategyInput;
}>;

async function save(tx: Tx, all: readonly object[]): Promise<void> {
  const rows = all as readonly StepLogRow[];
  await tx.query(APPEND, [
    rows.map(({ loanId }) => tenantOf(loanId)),
    rows.map(({ loanId }) => loanId),
    rows.map(({ episodeId }) => episodeId),
    rows.map(({ on }) => on),
    rows.map(({ strategy }) => strategy),
    rows.map(({ rule }) => rule),
    rows.map(({ step }) => step),
    rows.map(({ arm }) => arm),
    rows.map(({ input }) => JSON.stringify(input)),
  ]);
}

export const stepLogWriter: RowWriter = { table: 'step_log', save };

// The order of the rows is the order of their positions.
const APPEND = `
  insert into step_log (tenant, loan_id, episode_id, on_date, strategy, rule, step, arm, inputs)
  select tenant, loan, episode, on_date, strategy, rule, step, arm, inputs
  from unnest($1::text[], $2::text[], $3::text[], $4::date[], $5::text[], $6::text[], $7::text[], $8::text[],
    $9::jsonb[]) with ordinality as r (tenant, loan, episode, on_date, strategy, rule, step, arm, inputs, nth)
  order by nth`;
