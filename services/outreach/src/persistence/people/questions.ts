import type { Tx } from '@mora/runtime';

export type QuestionCount = Readonly<{ state: string; questions: number }>;

/** How questions stand that were asked since an instant; the last moment of their time is still in time. */
export const questionsSince = (db: Pick<Tx, 'query'>, since: Date, now: Date): Promise<QuestionCount[]> =>
  db.query<QuestionCount>(
    `select case
         when state = 'open' then case when due_at < $2 then 'overdue' else 'open' end
         when closed_at > due_at then 'answered-late'
         else 'answered'
       end as state, count(*)::int as questions
     from say where kind = 'question' and opened_at >= $1 group by 1`,
    [since, now],
  );
