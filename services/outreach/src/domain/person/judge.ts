import { localOf } from '../gate/local-time.js';
import { id128 } from '../ids.js';
import type { Channel, Collector } from '../words.js';
import { answer, type Asked, counted, decisionOf, recorded } from './decisions.js';
import { type Judged, type Planned, putToGate } from './put-to-gate.js';
import type { PersonSaid } from './said.js';
import type { PersonState, Wanted } from './state.js';
import type { Context, Step } from './step.js';
import { zoneOf } from './wanted.js';

const MINUTE_MS = 60_000;

/**
 * Judges all that is wanted up to now, in the order of (priority, loan, contact) and never of arrival; each decision
 * sees the history that the ones before it have left.
 */
export function judgeDue(state: PersonState, context: Context): Step {
  const due = state.wanted.filter(({ dueAt }) => dueAt <= context.at.now).toSorted(inOrder);
  const said: PersonSaid[] = [];
  let next = state;
  for (const wanted of due) {
    const judged = judgeOne(next, wanted, context);
    next = judged.next;
    said.push(...judged.said);
  }
  return { next, said };
}

const inOrder = (a: Wanted, b: Wanted): number =>
  a.priority - b.priority || compare(a.loanId, b.loanId) || compare(a.contactId, b.contactId);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function judgeOne(state: PersonState, wanted: Wanted, context: Context): Step {
  const { at, policies } = context;
  const [channel] = wanted.channels;
  if (channel === undefined || localOf(zoneOf(state, policies), at.now).date > wanted.lapsesOn) {
    return ended(state, wanted, lapsedUnasked(wanted, at.now), context, 'lapsed');
  }
  const channels = wanted.byPreference ? byPreference(state, wanted.channels) : wanted.channels;
  return settle(
    state,
    wanted,
    best(channels, (one) => putToGate(state, plannedBy(wanted, one), at.now, context)),
    context,
  );
}

/** What the person prefers first, then the habit of reading on a screen, then the order of the strategy. */
function byPreference({ party }: PersonState, channels: readonly Channel[]): readonly Channel[] {
  const preference = party?.preference ?? [];
  const rank = (channel: Channel): number => {
    const preferred = preference.indexOf(channel);
    if (preferred >= 0) return preferred;
    return preference.length + (party?.digital === true && !DIGITAL.has(channel) ? 1 : 0);
  };
  return channels.toSorted((a, b) => rank(a) - rank(b));
}

const DIGITAL: ReadonlySet<Channel> = new Set<Channel>(['sms', 'email', 'agency-message']);

/** The first that is allowed, so that nothing behind it is asked for; else the refusal that ends soonest. */
function best(channels: readonly Channel[], judge: (channel: Channel) => Judged): Judged {
  const refused: Judged[] = [];
  for (const channel of channels) {
    const judged = judge(channel);
    if (judged.decision.kind === 'allowed') return judged;
    refused.push(judged);
  }
  const until = ({ decision }: Judged): number =>
    decision.kind === 'refused' ? (decision.nextAllowedAt ?? Infinity) : 0;
  return refused.toSorted((a, b) => until(a) - until(b) || 0)[0] as Judged;
}

function settle(state: PersonState, wanted: Wanted, judged: Judged, context: Context): Step {
  const { decision } = judged;
  if (decision.kind === 'allowed') return ended(state, wanted, judged, context);
  if (decision.nextAllowedAt === null) return ended(state, wanted, judged, context);
  const again = Math.max(decision.nextAllowedAt, context.at.now + MINUTE_MS);
  const lapses = localOf(zoneOf(state, context.policies), again).date > wanted.lapsesOn;
  if (lapses) return ended(state, wanted, judged, context, 'lapsed');
  const { next, said } = ended(state, wanted, { ...judged, decision: { ...decision, nextAllowedAt: again } }, context);
  return { next: { ...next, wanted: [...next.wanted, { ...wanted, dueAt: again, tries: wanted.tries + 1 }] }, said };
}

/** Takes it off the list, counts it where it is allowed, writes it down and says so. */
function ended(state: PersonState, wanted: Wanted, judged: Judged, context: Context, lapsed?: 'lapsed'): Step {
  const asked = askedOf(wanted, judged, context);
  const found = decisionOf(state, asked, judged, context);
  const decision = lapsed === undefined ? found : { ...found, outcome: lapsed };
  const rest = { ...state, wanted: state.wanted.filter(({ contactId }) => contactId !== wanted.contactId) };
  const taken = decision.outcome === 'allowed' ? counted(rest, decision, asked, judged.at) : rest;
  return { next: recorded(taken, decision, context.at.today), said: [answer(decision, wanted.about)] };
}

/** An id of its own for every answer: the same contact may be asked for again on the day on which a mark comes late. */
const askedOf = (wanted: Wanted, { channel, at }: Judged, { policies }: Context): Asked => ({
  decisionId: id128(wanted.contactId, wanted.tries, at),
  contactId: wanted.contactId,
  about: wanted.about,
  planned: plannedBy(wanted, channel),
  plannedFor: wanted.dueAt,
  reservedMinutes: policies.flow.reservationMinutes.robot,
  isPlanned: true,
});

const plannedBy = (wanted: Wanted, channel: Channel): Planned => ({
  loanId: wanted.loanId,
  role: wanted.role,
  channel,
  purpose: wanted.purpose,
  collector: collectorOf(channel),
  pointId: null,
  templateId: wanted.templateId,
  visitors: channel === 'visit' ? PAIR : null,
  recording: channel === 'visit' ? true : null,
  versions: wanted.versions,
  spineKnown: true,
});

/** A planned visit is a task of two that record it; who goes alone is refused when the visit is asked for. */
const PAIR = 2;

const BY_STAFF: ReadonlySet<Channel> = new Set<Channel>(['call', 'visit']);
const BY_AGENCY: ReadonlySet<Channel> = new Set<Channel>(['agency-call', 'agency-visit', 'agency-message']);

function collectorOf(channel: Channel): Collector {
  const kind = BY_STAFF.has(channel) ? 'staff' : BY_AGENCY.has(channel) ? 'agency' : 'robot';
  return { kind, id: null, agency: null };
}

/** Nobody asks the gate about what is over: there is nothing to be decided by. */
const lapsedUnasked = ({ channels }: Wanted, at: number): Judged => ({
  decision: { kind: 'refused', rules: ['lapsed'], nextAllowedAt: null, packs: [], inputs: {} },
  channel: channels[0] ?? 'letter',
  pointId: null,
  at,
});
