import type { Decided, Log } from './log.js';

/** A contact that was made, or that may have been: whatever kind it is of. */
export type Attempt = Readonly<{
  id: string;
  loan: string;
  personId: string;
  role: string;
  channel: string;
  purpose: string;
  by: string;
  /** Milliseconds of UTC. */
  at: number;
  conversation: boolean | null;
  /** Null where nobody has ever asked. */
  decision: Decided | null;
}>;

/** All contacts that went out, in the order of their instants. */
export function attemptsIn({ handed, calls, visits, decided }: Log): readonly Attempt[] {
  const allowed = new Map<string, Decided>();
  const byId = new Map<string, Decided>();
  for (const { data } of decided) {
    if (data.outcome !== 'allowed') continue;
    allowed.set(data.contactId, data);
    byId.set(data.decisionId, data);
  }
  const asked = (contactId: string | null): Decided | null =>
    contactId === null ? null : (allowed.get(contactId) ?? byId.get(contactId) ?? null);
  const notices = handed.map(({ loan, data }) => ({
    id: data.noticeId,
    loan,
    personId: data.personId,
    role: data.role,
    channel: data.channel,
    purpose: data.purpose,
    by: 'robot',
    at: Date.parse(data.at),
    conversation: null,
    decision: byId.get(data.decisionId) ?? null,
  }));
  const called: readonly Attempt[] = calls
    .filter(({ data }) => data.direction === 'out')
    .map(({ loan, data }) => {
      const decision = asked(data.contactId);
      return {
        id: data.callId,
        loan,
        personId: data.personId,
        role: data.role,
        channel: decision?.channel ?? 'call',
        purpose: decision?.purpose ?? 'collection',
        by: data.by,
        at: Date.parse(data.at),
        conversation: data.conversation,
        decision,
      };
    });
  const visited: readonly Attempt[] = visits.map(({ loan, data }) => {
    const decision = asked(data.contactId);
    return {
      id: data.visitId,
      loan,
      personId: data.personId,
      role: data.role,
      channel: decision?.channel ?? 'visit',
      purpose: decision?.purpose ?? 'collection',
      by: data.agencyId === null ? 'staff' : 'agency',
      at: Date.parse(data.checkedInAt),
      conversation: null,
      decision,
    };
  });
  return [...notices, ...called, ...visited, ...unlogged(decided, [...called, ...visited])].toSorted(
    (a, b) => a.at - b.at,
  );
}

/** What people were allowed to do counts as done unless they gave it back, whoever forgot to log it. */
function unlogged(decided: Log['decided'], logged: readonly Attempt[]): readonly Attempt[] {
  const known = new Set(logged.map(({ decision }) => decision?.decisionId));
  const returned = new Set(
    decided.filter(({ data }) => data.outcome === 'returned').map(({ data }) => data.decisionId),
  );
  return decided.flatMap(({ loan, data }) => {
    const { decisionId: id, personId, role, channel, purpose, collector } = data;
    if (data.outcome !== 'allowed' || collector.kind === 'robot' || known.has(id) || returned.has(id)) return [];
    const at = Date.parse(data.plannedFor);
    return [{ id, loan, personId, role, channel, purpose, by: collector.kind, at, conversation: null, decision: data }];
  });
}

export const isDunning = ({ purpose }: Pick<Attempt, 'purpose'>): boolean =>
  purpose === 'collection' || purpose === 'reminder';
