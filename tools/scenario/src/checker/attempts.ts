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
  agencyId: string | null;
  /** Null where it is not known. */
  product: string | null;
  pointId: string | null;
  /** Milliseconds of UTC. */
  at: number;
  /** Null where nobody has said what came of it: it may have been anything. */
  conversation: boolean | null;
  /** The code of the outcome of a call or a visit; null where there is none. */
  outcome: string | null;
  /** `id/version` of what was written; null where nothing was. */
  /** Of a notice `id/version`; of what a firm wrote the id alone, as the gate was told it. */
  template: string | null;
  visitors: number | null;
  recorded: boolean | null;
  /** Null where nobody has ever asked. */
  decision: Decided | null;
}>;

const NOT_SAID = {
  agencyId: null,
  conversation: null,
  outcome: null,
  template: null,
  visitors: null,
  recorded: null,
} as const;

type Bare = Omit<Attempt, 'product' | 'pointId'>;

/** All contacts that went out, in the order of their instants. */
export function attemptsIn(log: Log): readonly Attempt[] {
  const permits = new Permits(log);
  const notices = log.handed.map(({ loan, data }): Bare => {
    const { noticeId: id, personId, role, channel, purpose, template } = data;
    const decision = permits.byDecision(data.decisionId);
    const written = { ...NOT_SAID, template: `${template.id}/${template.version}` };
    return { id, loan, personId, role, channel, purpose, by: 'robot', at: Date.parse(data.at), ...written, decision };
  });
  const people = [...called(log, permits), ...visited(log, permits)];
  return [...notices, ...people, ...unlogged(log, people)]
    .map((one) => ({
      ...one,
      product: log.products.get(one.loan) ?? null,
      pointId: log.points.get(one.decision?.decisionId ?? '') ?? null,
    }))
    .toSorted((a, b) => a.at - b.at);
}

/** Whoever says of a contact that nobody has allowed which way it went, says it by who it was: a firm's calls are a firm's. */
const wayOf = (decision: Decided | null, way: string, agencyId: string | null) => ({
  channel: decision?.channel ?? (agencyId === null ? way : `agency-${way}`),
  purpose: decision?.purpose ?? 'collection',
});

const called = ({ calls }: Log, permits: Permits): Bare[] =>
  calls
    .filter(({ data }) => data.direction === 'out')
    .map(({ loan, data }) => {
      const { callId: id, personId, role, by, agencyId, conversation, outcome } = data;
      const at = Date.parse(data.at);
      const decision = permits.of(data.contactId, at);
      const what = { ...NOT_SAID, ...wayOf(decision, 'call', agencyId), agencyId, conversation, outcome };
      return { id, loan, personId, role, by, at, ...what, decision };
    });

const visited = ({ visits }: Log, permits: Permits): Bare[] =>
  visits.map(({ loan, data }) => {
    const { visitId: id, personId, role, agencyId, outcome, visitors, recorded } = data;
    const at = Date.parse(data.checkedInAt);
    const decision = permits.of(data.contactId, at);
    const what = { ...NOT_SAID, ...wayOf(decision, 'visit', agencyId), agencyId, outcome, visitors, recorded };
    const by = agencyId === null ? 'staff' : 'agency';
    return { id, loan, personId, role, by, at, ...what, decision };
  });

/** What people were allowed to do counts as done unless they gave it back, whoever forgot to log it. */
function unlogged({ decided }: Log, logged: readonly Bare[]): readonly Bare[] {
  const known = new Set(logged.map(({ decision }) => decision?.decisionId));
  const returned = returnedIn(decided);
  return decided.flatMap(({ loan, data }): Bare[] => {
    const { decisionId: id, personId, role, channel, purpose, collector } = data;
    if (data.outcome !== 'allowed' || collector.kind === 'robot' || known.has(id) || returned.has(id)) return [];
    const agencyId = collector.kind === 'agency' ? collector.id : null;
    const who = { personId, role, channel, purpose, by: collector.kind };
    const template = String(data.inputs['template'] ?? '') || null;
    return [{ id, loan, ...who, at: Date.parse(data.plannedFor), ...NOT_SAID, template, agencyId, decision: data }];
  });
}

export const returnedIn = (decided: Log['decided']): ReadonlySet<string> =>
  new Set(decided.filter(({ data }) => data.outcome === 'returned').map(({ data }) => data.decisionId));

/** What the gate has allowed, by the ids under which it is reported. */
class Permits {
  private readonly byId = new Map<string, Decided>();
  private readonly byContact = new Map<string, Decided[]>();

  constructor({ decided }: Log) {
    for (const { data } of decided) {
      if (data.outcome !== 'allowed') continue;
      this.byId.set(data.decisionId, data);
      this.byContact.set(data.contactId, [...(this.byContact.get(data.contactId) ?? []), data]);
    }
  }

  byDecision(id: string): Decided | null {
    return this.byId.get(id) ?? null;
  }

  /** A contact may have been allowed more than once, or for several days: the one counts that held at that instant. */
  of(id: string | null, at: number): Decided | null {
    if (id === null) return null;
    const all = this.byContact.get(id) ?? [];
    const holding = all.find((one) => Date.parse(one.plannedFor) <= at && at <= Date.parse(one.reservedUntil ?? ''));
    return this.byId.get(id) ?? holding ?? all.at(-1) ?? null;
  }
}

/** The calls that people have made to the bank. */
export const incomingIn = ({ calls }: Log): readonly Attempt[] =>
  calls
    .filter(({ data }) => data.direction === 'in')
    .map(({ loan, data: { callId: id, personId, role, by, conversation, outcome, at } }) => {
      const about = { id, loan, personId, role, by, channel: 'call', purpose: 'reply', at: Date.parse(at) };
      return { ...NOT_SAID, ...about, conversation, outcome, product: null, pointId: null, decision: null };
    });
