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
}>;

/** Calls and visits that are allowed now, those first that end first. */
export const openTasks = (
  db: Pick<Tx, 'query'>,
  { tenant, now, limit }: Readonly<{ tenant: string; now: Date; limit: number }>,
): Promise<readonly OpenTask[]> =>
  db.query<OpenTask>(
    `select task_id as "taskId", loan_id as "loanId", person_id as "personId", role, kind, point_id as "pointId",
        expires_at as "expiresAt"
      from contact_task where tenant = $1 and state = 'open' and expires_at > $2
      order by expires_at, task_id limit $3`,
    [tenant, now, limit],
  );
