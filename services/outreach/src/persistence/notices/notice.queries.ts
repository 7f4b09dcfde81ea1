import type { LoanId, PersonId } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { NoticeState } from '../../domain/notices/transitions.js';
import type { TemplateRef } from '../../domain/notices/commands.js';
import type { HandedChannel } from '../../gateways/channel-port.js';
import type { Purpose, Role } from '../../domain/words.js';

type Db = Pick<Tx, 'query'>;

export type NoticeView = Readonly<{
  noticeId: string;
  tenant: string;
  loanId: LoanId;
  personId: PersonId;
  role: Role;
  contactId: string;
  decisionId: string;
  channel: HandedChannel;
  purpose: Purpose;
  pointId: string | null;
  templateId: string;
  step: string | null;
  state: NoticeState;
  attemptId: string | null;
  validUntil: Date;
  template: TemplateRef | null;
  provider: string | null;
  providerRef: string | null;
  requestId: string | null;
  facts: Readonly<Record<string, string | number | null>>;
  plannedAt: Date;
  claimedAt: Date | null;
  doneAt: Date | null;
  reason: string | null;
  proofHash: string | null;
}>;

type Wish = Readonly<{ channel: HandedChannel; limit: number; now: Date; not: readonly string[] }>;

/** Notices of a channel that wait for somebody to claim them, the oldest first. */
export const waitingNotices = (db: Db, { channel, limit, now, not }: Wish): Promise<readonly NoticeView[]> =>
  db.query<NoticeView>(
    `${SELECT} where state = 'planned' and channel = $1 and valid_until > $2 and notice_id <> all($3::text[])
      order by planned_at, notice_id limit $4`,
    [channel, now, not, limit],
  );

/** Of these the ones that this attempt has claimed. */
export const claimedBy = (db: Db, attemptIds: readonly string[]): Promise<readonly NoticeView[]> =>
  db.query<NoticeView>(`${SELECT} where state = 'claimed' and attempt_id = any($1::text[])`, [attemptIds]);

/** Claimed before an instant, and never ended: whoever claimed them has died, or waits still. */
export const leftClaimed = (db: Db, before: Date, limit: number): Promise<readonly NoticeView[]> =>
  db.query<NoticeView>(`${SELECT} where state = 'claimed' and claimed_at < $1 order by claimed_at limit $2`, [
    before,
    limit,
  ]);

export async function noticeById(db: Db, noticeId: string): Promise<NoticeView | null> {
  const [row] = await db.query<NoticeView>(`${SELECT} where notice_id = $1`, [noticeId]);
  return row ?? null;
}

export async function noticeByRef(db: Db, provider: string, ref: string): Promise<NoticeView | null> {
  const [row] = await db.query<NoticeView>(`${SELECT} where provider = $1 and provider_ref = $2 limit 1`, [
    provider,
    ref,
  ]);
  return row ?? null;
}

type Filter = Readonly<{ tenant: string; loan: string | null; state: string | null; limit: number }>;

/** The latest first. */
export const noticesOf = (db: Db, { tenant, loan, state, limit }: Filter): Promise<readonly NoticeView[]> =>
  db.query<NoticeView>(
    `${SELECT} where tenant = $1 and ($2::text is null or loan_id = $2) and ($3::text is null or state = $3)
      order by planned_at desc, notice_id limit $4`,
    [tenant, loan, state, limit],
  );

type LoanOfPerson = Pick<NoticeView, 'loanId' | 'role'>;

/**
 * The loans that a reply which names nothing may be about, the likeliest first: the one last written about by that
 * channel, or by any other, and then those that the person has.
 */
export const loansToAnswer = (db: Db, person: PersonId, channel: HandedChannel): Promise<readonly LoanOfPerson[]> =>
  db.query<LoanOfPerson>(
    `select "loanId", role from (
        (select loan_id as "loanId", role, channel = $2 as same, claimed_at from notice
          where tenant = split_part($1, ':', 1) and person_id = $1 and claimed_at is not null
          order by channel = $2 desc, claimed_at desc limit 1)
        union all
        (select loan.value->>'loanId', loan.value->>'role', false, null
          from person, json_each(person.state->'loans') loan where person.person_id = $1)
      ) likely
      order by same desc, claimed_at desc nulls last, "loanId" limit 20`,
    [person, channel],
  );

const SELECT = `
  select notice_id as "noticeId", tenant, loan_id as "loanId", person_id as "personId", role,
    contact_id as "contactId", decision_id as "decisionId", channel, purpose, point_id as "pointId",
    template_id as "templateId", step, state, attempt_id as "attemptId", valid_until as "validUntil", template,
    provider, provider_ref as "providerRef", request_id as "requestId", facts, planned_at as "plannedAt",
    claimed_at as "claimedAt", done_at as "doneAt", reason, proof_hash as "proofHash"
  from notice`;
