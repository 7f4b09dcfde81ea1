import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { CLOCK, type Clock, DATABASE, inTransaction, type Tx } from '@mora/runtime';

const MINUTE_MS = 60_000;

export type Who = Readonly<{ tenant: string; actor: string }>;

export type CaseRow = Readonly<{
  caseId: string;
  loanId: string;
  queue: string;
  cause: string;
  priority: number;
  goal: string | null;
  dueOn: string | null;
  responsible: string | null;
  lockedUntil: Date;
}>;

/**
 * Who works on which case. Two people who ask at the same moment are given two cases: whoever comes second passes over
 * the row that the first one still holds. Between what a statement saw and what has been committed since, the row of
 * the lock decides: only one of two can write it, and the other looks for the next case.
 */
@Injectable()
export class CaseLocks {
  constructor(
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The most urgent case of a queue that nobody works on: one's own before all others (S8). Null where there is none. */
  next({ tenant, actor }: Who, queue: string, minutes: number): Promise<CaseRow | null> {
    return inTransaction(this.pool, async (tx) => {
      for (;;) {
        const now = this.clock.now();
        const row = await mostUrgent(tx, [tenant, queue, actor, new Date(now)]);
        if (row === null) return null;
        const lockedUntil = new Date(now + minutes * MINUTE_MS);
        const [mine] = await tx.query(LOCK, [row.caseId, actor, lockedUntil, new Date(now)]);
        if (mine !== undefined) return { ...row, lockedUntil };
      }
    });
  }

  /** False where somebody else has it by now. */
  async release({ tenant, actor }: Who, caseId: string): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `delete from case_lock l using work_case c
       where l.case_id = c.case_id and c.tenant = $1 and l.case_id = $2 and l.actor = $3`,
      [tenant, caseId, actor],
    );
    return rowCount === 1;
  }

  /** Whoever holds a case for the moment; null where nobody does. */
  async holderOf(caseId: string): Promise<string | null> {
    const { rows } = await this.pool.query<{ actor: string }>(
      `select actor from case_lock where case_id = $1 and until > $2`,
      [caseId, new Date(this.clock.now())],
    );
    return rows[0]?.actor ?? null;
  }
}

type Found = Omit<CaseRow, 'lockedUntil'>;

async function mostUrgent(tx: Tx, at: readonly unknown[]): Promise<Found | null> {
  const [own] = await tx.query<Found>(OWN, at);
  if (own !== undefined) return own;
  const [other] = await tx.query<Found>(OF_NOBODY, at);
  return other ?? null;
}

const LOCK = `
  insert into case_lock as l (case_id, actor, until) values ($1, $2, $3)
  on conflict (case_id) do update set actor = excluded.actor, until = excluded.until
    where l.actor = excluded.actor or l.until <= $4
  returning case_id`;

/** A case that somebody else answers for is theirs; one that the asker holds already comes first again. */
const next = (whose: string): string => `
  select c.case_id as "caseId", c.loan_id as "loanId", c.queue, c.cause, c.priority, c.goal, c.due_on as "dueOn",
    c.responsible
  from work_case c
  where c.tenant = $1 and c.queue = $2 and c.state = 'open' and ${whose}
    and not exists (select from case_lock l where l.case_id = c.case_id and l.until > $4 and l.actor <> $3)
  order by c.priority, c.due_on nulls last, c.case_id
  for update of c skip locked limit 1`;

const OWN = next('c.responsible = $3');
const OF_NOBODY = next('c.responsible is null');
