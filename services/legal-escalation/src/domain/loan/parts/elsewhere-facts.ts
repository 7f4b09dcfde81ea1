import { type CalendarDate, id128 } from '@mora/kernel';
import type { Act } from '../../clock/types.js';
import type { ActKind } from '../../words.js';
import type { ElsewhereFact, ElsewhereSaid, LoanEvent } from '../event.js';
import { held, lifted, vulnerable } from './elsewhere-holds.js';
import type { AskState, ContactRecord, ElsewherePart, PlanKept } from './elsewhere.js';

/** So many contacts are kept one by one: they are evidence. */
const MOST_RECORDS = 400;

type Fact<K extends ElsewhereFact['kind']> = Extract<ElsewhereFact, { kind: K }>;

/** What a fact of another service, or a hold that people set, makes of the part; a text is why it is refused. */
export function changedBy(
  part: ElsewherePart,
  event: LoanEvent,
  eventId: string,
  openDay: CalendarDate,
): ElsewherePart | string {
  switch (event.kind) {
    case 'dispute-raised':
      return held(part, { holdId: `dispute:${event.disputeId}`, kind: 'dispute', by: 'outreach', from: event.on });
    case 'dispute-closed':
      return lifted(part, `dispute:${event.disputeId}`, event.on);
    case 'vulnerable':
      return vulnerable(part, event);
    case 'not-vulnerable':
      return lifted(part, `vulnerable:${event.personId}`, event.on);
    case 'contact':
      return recorded(part, event.record);
    case 'notice':
      return noticed(part, event);
    case 'notice-answered':
      return answered(part, event);
    case 'round-opened': {
      const rounds = [...part.rounds.filter((round) => round !== event.roundId), event.roundId];
      return roundRecorded({ ...part, rounds }, event.roundId, event.on, 'opened');
    }
    case 'round-closed': {
      const { roundId, outcome, consecutive, legal, on } = event;
      const state = outcome === 'agreed' ? 'agreed' : 'closed';
      const next = asked(closed({ ...part, consecutive, consecutiveOn: on }, roundId), legal, state);
      return roundRecorded(next, roundId, on, outcome);
    }
    case 'round-failed':
      return failed(part, event);
    case 'failure-taken-back': {
      const failures = part.failures.filter(({ roundId }) => roundId !== event.roundId);
      return { ...part, failures, consecutive: event.consecutive, consecutiveOn: event.on };
    }
    case 'tally-reset':
      return { ...part, failures: [], consecutive: 0, consecutiveOn: event.on };
    case 'guarantor-consented': {
      const { offerId, personId } = event;
      const others = (part.consents ?? []).filter((one) => one.offerId !== offerId || one.personId !== personId);
      return { ...part, consents: [...others, { offerId, personId }] };
    }
    case 'plan':
      return bookedBy(planned(part, event), event);
    case 'negotiation-hold':
      return held(part, { holdId: event.holdId, kind: event.hold, by: 'negotiation', from: event.on }, event.until);
    case 'negotiation-hold-lifted':
      return lifted(part, event.holdId, event.on);
    case 'interrupted':
      return heard(part, { ...act(id128('heard', eventId), event.act, event.on, 'negotiation'), proof: event.proof });
    case 'hold': {
      const { holdId, hold: kind, from, until } = event;
      if (until !== null && until < from) return 'ends-before-it-begins';
      return held(part, { holdId, kind, by: 'staff', from }, until);
    }
    case 'lift': {
      const isOpen = ({ holdId, by, until }: ElsewherePart['holds'][number]): boolean =>
        holdId === event.holdId && by === 'staff' && (until === null || until >= openDay);
      return part.holds.some(isOpen) ? lifted(part, event.holdId, openDay) : 'no-such-hold';
    }
    default:
      return part;
  }
}

const act = (actId: string, kind: ActKind, on: CalendarDate, from: 'outreach' | 'negotiation'): Omit<Act, 'proof'> => ({
  actId,
  kind,
  on,
  until: null,
  claims: 'all',
  against: 'debtor',
  from,
});

/** The same act again is as it is told last. */
function heard(part: ElsewherePart, one: Act): ElsewherePart {
  const others = part.heard.filter(({ actId }) => actId !== one.actId);
  const all = [...others, one].toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.actId < b.actId ? -1 : 1));
  return { ...part, heard: all };
}

function recorded(part: ElsewherePart, record: ContactRecord): ElsewherePart {
  const others = part.records.filter(({ kind, id }) => kind !== record.kind || id !== record.id);
  const records = [...others, record];
  const tooMany = Math.max(0, records.length - MOST_RECORDS);
  return { ...part, records: records.slice(tooMany), recordsBefore: part.recordsBefore + tooMany };
}

const roundRecorded = (part: ElsewherePart, id: string, on: CalendarDate, outcome: string): ElsewherePart =>
  recorded(part, { kind: 'round', id, on, sha256: null, outcome });

/** A notice that outreach has sent by itself: once it is delivered, it asks for the money. */
function noticed(part: ElsewherePart, fact: Fact<'notice'>): ElsewherePart {
  const { noticeId: id, personId, role, on, sha256, outcome, isOurs } = fact;
  const next = recorded(part, { kind: 'notice', id, on, sha256, outcome });
  // What became of ours comes with the answer to the request, and is counted once.
  // Whoever is only a contact owes nothing; of several debtors one is enough (LIM 15).
  if (outcome !== 'delivered' || isOurs || role === 'contact') return next;
  return demanded(next, fact, 'demand', role === 'guarantor' ? { ...TO_GUARANTORS, guarantorId: personId } : {});
}

type Whom = Pick<Partial<Act>, 'against' | 'guarantorId'>;
const TO_GUARANTORS = { against: 'guarantor' } as const;

function demanded(
  part: ElsewherePart,
  { noticeId, on, sha256 }: Readonly<{ noticeId: string; on: CalendarDate; sha256: string | null }>,
  kind: ActKind,
  whom: Whom,
): ElsewherePart {
  const proof = { kind: 'notice', id: noticeId, sha256 };
  return heard(part, { ...act(id128('notice', noticeId), kind, on, 'outreach'), ...whom, proof });
}

function answered(part: ElsewherePart, fact: Fact<'notice-answered'>): ElsewherePart {
  const { requestId, outcome, noticeId, sha256, on } = fact;
  if (part.notices[requestId] === undefined) return part;
  const next = { ...part, notices: { ...part.notices, [requestId]: outcome } };
  const kind = part.meant[requestId] ?? null;
  if (outcome !== 'delivered' || noticeId === null || kind === null) return next;
  // The answer is that of the worst of all contacts: what has arrived has reached everybody in the role.
  const whom = part.toGuarantors.includes(requestId) ? TO_GUARANTORS : {};
  return demanded(next, { noticeId, on, sha256 }, kind, whom);
}

const closed = (part: ElsewherePart, roundId: string | null): ElsewherePart => ({
  ...part,
  rounds: part.rounds.filter((round) => round !== roundId),
});

function asked(part: ElsewherePart, legal: Fact<'round-closed'>['legal'], state: AskState): ElsewherePart {
  if (legal === null || part.asks[legal.requestId] === undefined) return part;
  return { ...part, asks: { ...part.asks, [legal.requestId]: state } };
}

function failed(part: ElsewherePart, fact: Fact<'round-failed'>): ElsewherePart {
  const { roundId, reason, consecutive, legal, on } = fact;
  const failures = [...part.failures.filter((one) => one.roundId !== roundId), { roundId, reason, on }];
  const next = asked(closed({ ...part, failures, consecutive, consecutiveOn: on }, roundId), legal, 'failed');
  return roundRecorded(next, roundId, on, `failed:${reason}`);
}

/** A plan tells which ask has booked its offer: the ledger names that, and no offer. */
function bookedBy(part: ElsewherePart, { offerId, requestId }: Fact<'plan'>): ElsewherePart {
  if (offerId === undefined || requestId === undefined) return part;
  const others = (part.booked ?? []).filter((one) => one.requestId !== requestId);
  return { ...part, booked: [...others, { offerId, requestId }] };
}

const MOST_PLANS = 20;

/** A plan in force is a hold: whoever keeps it is not sued. */
function planned(part: ElsewherePart, fact: Fact<'plan'> & Pick<ElsewhereSaid, 'saidOn'>): ElsewherePart {
  const { planId, state, legal, until = null, on } = fact;
  const known = part.plans.find((one) => one.planId === planId);
  const { from = on } = known ?? {};
  const saidOn = state === 'active' ? fact.saidOn : known?.saidOn;
  const whole = { legal: legal ?? known?.legal ?? null, until: until ?? known?.until ?? null };
  const plan = { planId, state, ...whole, from, on, ...(saidOn !== undefined && { saidOn }) };
  const plans = kept([...part.plans.filter((one) => one !== known), plan]);
  const holdId = `plan:${planId}`;
  if (state !== 'active') return lifted({ ...part, plans }, holdId, on);
  return held(asked({ ...part, plans }, plan.legal, 'agreed'), { holdId, kind: 'plan', by: 'negotiation', from: on });
}

/** Of plans that have ended only the last ones; one in force is never dropped. */
function kept(plans: readonly PlanKept[]): readonly PlanKept[] {
  const ended = plans.filter(({ state }) => state !== 'active');
  const dropped = new Set(ended.slice(0, Math.max(0, ended.length - MOST_PLANS)));
  return plans.filter((plan) => !dropped.has(plan));
}
