import type { LoanId } from '@mora/kernel';
import type { Tx } from '@mora/runtime';

export type OpenTask = Readonly<{
  taskId: string;
  loanId: LoanId;
  personId: string;
  role: string;
  kind: string;
  pointId: string | null;
  expiresAt: Date;
  taken: boolean;
}>;

/** Calls and visits that are allowed now and that nobody else has taken, those first that end first. */
export const openTasks = (
  db: Pick<Tx, 'query'>,
  { tenant, who, now, limit }: Readonly<{ tenant: string; who: string; now: Date; limit: number }>,
): Promise<readonly OpenTask[]> =>
  db.query<OpenTask>(
    `select task_id as "taskId", loan_id as "loanId", person_id as "personId", role, kind, point_id as "pointId",
        expires_at as "expiresAt", taken_by is not null as taken
      from contact_task where tenant = $1 and state = 'open' and expires_at > $2
        and (taken_by is null or taken_by = $3)
      order by expires_at, task_id limit $4`,
    [tenant, now, who, limit],
  );

/** Of which loan a task is, and who has taken it; null where there is no such task. */
export async function taskOf(
  db: Pick<Tx, 'query'>,
  tenant: string,
  taskId: string,
): Promise<Readonly<{ loanId: LoanId; takenBy: string | null }> | null> {
  const [row] = await db.query<{ loanId: LoanId; takenBy: string | null }>(
    `select loan_id as "loanId", taken_by as "takenBy" from contact_task where tenant = $1 and task_id = $2`,
    [tenant, taskId],
  );
  return row ?? null;
}

/** Who has taken the task that a decision allows; null where nobody has, or it is over. */
export async function takerOf(db: Pick<Tx, 'query'>, tenant: string, decisionId: string): Promise<string | null> {
  const [row] = await db.query<{ takenBy: string | null }>(
    `select taken_by as "takenBy" from contact_task where tenant = $1 and decision_id = $2 and state = 'open'`,
    [tenant, decisionId],
  );
  return row?.takenBy ?? null;
}
