import type pg from 'pg';

/** A notice as outreach has it in its books when all has come to rest. */
export type NoticeRow = Readonly<{ noticeId: string; decisionId: string; state: string; claimed: boolean }>;
/** What the gate has said under an id, all of it. */
export type DecisionRow = Readonly<{ decisionId: string; channel: string; outcomes: readonly string[] }>;

export type OutreachEvidence = Readonly<{
  notices: readonly NoticeRow[];
  decisions: readonly DecisionRow[];
  /** Messages at the provider, by the key of the notice. */
  received: Readonly<Record<string, number>>;
  /** What was set aside, and whoever is held: there is no reason for any. */
  setAside: number;
}>;

const RESTING = ['sent', 'delivered', 'failed', 'unknown', 'lapsed', 'withdrawn'];
const MAY_BE_RECEIVED = ['sent', 'delivered', 'unknown'];
const BY_NOTICE = ['sms', 'email', 'letter'];

/** Everything that is wrong, in words. */
export function wrongIn({ notices, decisions, received, setAside }: OutreachEvidence): readonly string[] {
  const byId = new Map(notices.map((notice) => [notice.noticeId, notice]));
  const byDecision = new Map(notices.map((notice) => [notice.decisionId, notice]));
  const atProvider = Object.entries(received).flatMap(([key, count]) => {
    const notice = byId.get(key);
    const wrong = count > 1 ? [`notice ${key}: ${count} messages at the provider`] : [];
    if (notice === undefined) return [...wrong, `notice ${key}: the provider has it, the books do not`];
    if (!MAY_BE_RECEIVED.includes(notice.state)) wrong.push(`notice ${key}: ${notice.state}, and the provider has it`);
    return wrong;
  });
  const unfinished = notices
    .filter(({ state }) => !RESTING.includes(state))
    .map(({ noticeId, state }) => `notice ${noticeId}: still ${state}`);
  const unsent = notices
    .filter(({ state, noticeId, claimed }) => state === 'delivered' && (!claimed || !(noticeId in received)))
    .map(({ noticeId }) => `notice ${noticeId}: delivered, and nobody has it`);
  return [...atProvider, ...unfinished, ...unsent, ...counted(decisions, byDecision), ...held(setAside)];
}

/** An allowed contact is counted once: it was made, or it was given back. */
function counted(decisions: readonly DecisionRow[], notices: ReadonlyMap<string, NoticeRow>): readonly string[] {
  return decisions
    .filter(({ channel, outcomes }) => BY_NOTICE.includes(channel) && outcomes.includes('allowed'))
    .flatMap(({ decisionId, outcomes }) => {
      const isMade = notices.get(decisionId)?.claimed === true;
      const isReturned = outcomes.includes('returned');
      if (isMade && isReturned) return [`decision ${decisionId}: made, and given back`];
      return isMade || isReturned ? [] : [`decision ${decisionId}: neither made nor given back`];
    });
}

const held = (count: number): readonly string[] => (count === 0 ? [] : [`${count} records were set aside`]);

export async function evidenceOf(pool: pg.Pool, received: Readonly<Record<string, number>>): Promise<OutreachEvidence> {
  const notices = await pool.query<NoticeRow>(
    `select notice_id as "noticeId", decision_id as "decisionId", state, claimed_at is not null as claimed from notice`,
  );
  const decisions = await pool.query<DecisionRow>(
    `select decision_id as "decisionId", min(channel) as channel, array_agg(outcome) as outcomes
     from contact_decision group by 1`,
  );
  const setAside = await pool.query<{ n: number }>(
    `select ((select count(*) from dead_letter) + (select count(*) from held_subject))::int as n`,
  );
  return {
    notices: notices.rows,
    decisions: decisions.rows,
    received,
    setAside: setAside.rows[0]?.n ?? 0,
  };
}
