import { createHash } from 'node:crypto';
import type { CalendarDate, TenantId } from '@mora/kernel';
import type { Tx } from '@mora/runtime';

type Db = Pick<Tx, 'query'>;

export type HearingLine = Readonly<{
  hearingId: string;
  caseId: string;
  kind: string;
  court: string;
  at: Date;
  state: string;
  sequence: number;
}>;

export type DueLine = Readonly<{
  proceedingId: string;
  caseId: string;
  kind: string;
  court: string;
  step: string;
  dueOn: CalendarDate;
  provisional: boolean;
}>;

/** An objection to enforcement: by when its court decides, and then until when the decision can be fought. */
export type ObjectionLine = Readonly<{
  objectionId: string;
  caseId: string;
  side: 'party' | 'outsider';
  court: string;
  state: 'raised' | 'decided';
  dueOn: CalendarDate;
  provisional: boolean;
}>;

export type OfLawyer = Readonly<{ tenants: readonly TenantId[]; lawyer: string | null }>;

/** More than anybody has before the courts; a calendar that large is one nobody looks at. */
const MOST = 2_000;

/** The hearings of a lawyer, or of all where none is named, from an instant on. */
export const hearingsOf = (db: Db, { tenants, lawyer }: OfLawyer, from: Date): Promise<HearingLine[]> =>
  db.query<HearingLine>(
    `select hearing_id as "hearingId", case_id as "caseId", kind, court, at, state, sequence from hearing
     where tenant = any($1::text[]) and ($2::text is null or lawyer = $2) and at >= $3::timestamptz
     order by at, hearing_id limit ${MOST}`,
    [tenants, lawyer, from],
  );

/** What is due in the open proceedings of a lawyer, or of all. */
export const duesOf = (db: Db, { tenants, lawyer }: OfLawyer): Promise<DueLine[]> =>
  db.query<DueLine>(
    `select proceeding_id as "proceedingId", case_id as "caseId", kind, court, step, due_on as "dueOn", provisional
     from proceeding
     where state = 'open' and due_on is not null and tenant = any($1::text[]) and ($2::text is null or lawyer = $2)
     order by due_on, proceeding_id limit ${MOST}`,
    [tenants, lawyer],
  );

/** What is due of the objections that a lawyer's courts have not decided, or that can be fought still. */
export const objectionsDue = (db: Db, { tenants, lawyer }: OfLawyer): Promise<ObjectionLine[]> =>
  db.query<ObjectionLine>(
    `select objection_id as "objectionId", case_id as "caseId", side, court, state, due_on as "dueOn", provisional
     from objection
     where state in ('raised', 'decided') and tenant = any($1::text[]) and ($2::text is null or lawyer = $2)
     order by due_on, objection_id limit ${MOST}`,
    [tenants, lawyer],
  );

const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex');

/** A key for the calendar of one lawyer; the one before it opens nothing any more. */
export async function saveFeedKey(db: Db, tenant: TenantId, lawyer: string, key: string, until: Date): Promise<void> {
  await db.query(
    `insert into feed_key (tenant, lawyer, key_hash, until) values ($1, $2, $3, $4::timestamptz)
     on conflict (tenant, lawyer) do update set key_hash = excluded.key_hash, until = excluded.until`,
    [tenant, lawyer, hashOf(key), until],
  );
}

/** Whose calendar a key opens; null for one that is unknown, replaced or out of date. */
export async function lawyerOfKey(
  db: Db,
  key: string,
  now: Date,
): Promise<Readonly<{ tenant: TenantId; lawyer: string }> | null> {
  const rows = await db.query<{ tenant: TenantId; lawyer: string }>(
    'select tenant, lawyer from feed_key where key_hash = $1 and until > $2::timestamptz',
    [hashOf(key), now],
  );
  return rows[0] ?? null;
}
