import { OUTREACH_STREAM } from '@mora/contracts';
import type { World } from '@mora/scenario';
import type { Told, ToldOn } from '../told.js';

/** A notice as outreach has it in its books when all has come to rest. */
export type NoticeRow = Readonly<{
  noticeId: string;
  decisionId: string;
  channel: string;
  state: string;
  claimed: boolean;
}>;
/** What the gate has said under an id, all of it. */
export type DecisionRow = Readonly<{ decisionId: string; channel: string; outcomes: readonly string[] }>;

/** How often something is said of a notice on the public stream, repetitions of the relay aside. */
export type SaidRow = Readonly<{ noticeId: string; type: string; times: number }>;

export type OutreachEvidence = Readonly<{
  notices: readonly NoticeRow[];
  decisions: readonly DecisionRow[];
  /** Messages at the provider, by the key of the notice. */
  received: Readonly<Record<string, number>>;
  said: readonly SaidRow[];
  /** Notices at whose provider the process was killed, between the claim and the outcome. */
  killedAt: readonly string[];
  /** What was set aside, and whoever is held: there is no reason for any. */
  setAside: number;
}>;

const RESTING = ['sent', 'delivered', 'failed', 'unknown', 'lapsed', 'withdrawn'];
const MAY_BE_RECEIVED = ['sent', 'delivered', 'unknown'];
const BY_NOTICE = ['sms', 'email', 'letter'];
/** Letters are laid down for the post, which tells of those that have arrived; they lie there for their time only. */
const BY_PROVIDER = ['sms', 'email'];

/** Everything that is wrong, in words. */
export function wrongIn(evidence: OutreachEvidence): readonly string[] {
  const { notices, decisions, received, said, killedAt, setAside } = evidence;
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
    .filter(({ state }) => state === 'delivered')
    .filter(({ noticeId, claimed, channel }) => !claimed || (BY_PROVIDER.includes(channel) && !(noticeId in received)))
    .map(({ noticeId }) => `notice ${noticeId}: delivered, and nobody has it`);
  const cutOff = killedAt.filter((key) => !MAY_BE_RECEIVED.includes(byId.get(key)?.state ?? ''));
  return [
    ...atProvider,
    ...unfinished,
    ...unsent,
    ...cutOff.map((key) => `notice ${key}: nobody can know that it is ${byId.get(key)?.state ?? 'gone'}`),
    ...repeated(said),
    ...counted(decisions, byDecision),
    ...held(setAside),
  ];
}

/** A receipt that is told twice, or before the answer, says nothing twice. */
const repeated = (said: readonly SaidRow[]): readonly string[] =>
  said
    .filter(({ times }) => times > 1)
    .map(({ noticeId, type, times }) => `notice ${noticeId}: ${type} ${times} times`);

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

export async function evidenceOf(
  world: Pick<World, 'pools' | 'provider'>,
  toldOn: ToldOn,
  killedAt: readonly string[],
): Promise<OutreachEvidence> {
  const { outreach } = world.pools;
  const notices = await outreach.query<NoticeRow>(
    `select notice_id as "noticeId", decision_id as "decisionId", channel, state, claimed_at is not null as claimed
     from notice`,
  );
  const decisions = await outreach.query<DecisionRow>(
    `select decision_id as "decisionId", min(channel) as channel, array_agg(outcome) as outcomes
     from contact_decision group by 1`,
  );
  const setAside = await outreach.query<{ n: number }>(
    `select ((select count(*) from dead_letter) + (select count(*) from held_subject))::int as n`,
  );
  return {
    notices: notices.rows,
    decisions: decisions.rows,
    received: world.provider.counts(),
    said: saidOf(await toldOn(OUTREACH_STREAM)),
    killedAt,
    setAside: setAside.rows[0]?.n ?? 0,
  };
}

const OF_NOTICES = 'mora.outreach.notice-';

function saidOf(told: readonly Told[]): readonly SaidRow[] {
  const times = new Map<string, SaidRow>();
  for (const { type, data } of told.filter((one) => one.type.startsWith(OF_NOTICES))) {
    const noticeId = String(data['noticeId']);
    const key = `${noticeId} ${type}`;
    times.set(key, { noticeId, type, times: (times.get(key)?.times ?? 0) + 1 });
  }
  return [...times.values()];
}
