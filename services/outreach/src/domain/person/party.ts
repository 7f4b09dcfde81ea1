import type { Consent, Flag } from '../words.js';
import type { PersonEvent } from './event.js';
import { succeed } from './points.js';
import type { PersonState, Relation } from './state.js';
import type { PersonSaid, TouchSaid } from './said.js';
import { type Context, type Step, unchanged, writing } from './step.js';
import { plannedAnew } from './wanted.js';

type PartyEvent = Extract<PersonEvent, { kind: 'party' }>;

/** The whole record of a party: the greatest version is the last word. */
export function takeParty(state: PersonState, { facts, fields }: PartyEvent, context: Context): Step {
  if (facts.version <= (state.party?.version ?? -1)) return unchanged(state);
  const party = { ...facts, points: succeed(state.party, facts.points) };
  const known = { ...state, status: 'known' as const, party };
  const next = plannedAnew(writing(known, { party: { version: facts.version, fields } }), context);
  return { next, said: flagsSaid(state, next) };
}

/** What the ledger knows of a death or the like, its word and its taking back, is published like anybody's. */
function flagsSaid(known: PersonState, next: PersonState): readonly PersonSaid[] {
  const flags = ({ party }: PersonState): readonly Flag[] => (party?.flags ?? []).map(({ flag }) => flag);
  const [before, now] = [flags(known), flags(next)];
  const [fresh, gone] = [now.filter((flag) => !before.includes(flag)), before.filter((flag) => !now.includes(flag))];
  return [
    ...(fresh.length === 0 ? [] : toLoans(next, { kind: 'flagged', flags: fresh })),
    ...(gone.length === 0 ? [] : toLoans(next, { kind: 'unflagged', flags: gone })),
  ];
}

export const toLoans = ({ loans }: PersonState, what: TouchSaid): readonly PersonSaid[] =>
  Object.values(loans).map(({ loanId, role }) => ({ kind: 'said', to: loanId, role, what }));

/** As `takeConsent`, of the ledger's word: what it does to an opt-out is published. */
export function takeLedgerConsent(state: PersonState, consent: Consent, context: Context): Step {
  const next = takeConsent(state, consent, context);
  if (JSON.stringify(next.optOuts) === JSON.stringify(state.optOuts)) return unchanged(next);
  const kind = consent.given ? ('opted-in' as const) : ('opted-out' as const);
  return { next, said: toLoans(next, { kind, channel: consent.channel, via: 'ledger', at: context.at.now }) };
}

/**
 * A consent replaces the one of the same id. One to a channel for all purposes also lifts an opt-out; one that is withdrawn
 * for any purpose sets it, as opt-outs know of no purposes.
 */
export function takeConsent(state: PersonState, consent: Consent, { at }: Context): PersonState {
  const consents = [...state.consents.filter(({ id }) => id !== consent.id), consent];
  const next = { ...state, consents };
  if (consent.kind !== 'channel' || consent.from > at.today) return next;
  const others = state.optOuts.filter(({ channel }) => consent.channel !== 'all' && channel !== consent.channel);
  if (consent.given) return consent.purpose === 'all' ? { ...next, optOuts: others } : next;
  return { ...next, optOuts: [...others, { channel: consent.channel, since: at.now, via: 'ledger' }] };
}

export function takeRelation(state: PersonState, relation: Relation): PersonState {
  const isSame = ({ loan, otherPartyId, role }: Relation): boolean =>
    loan === relation.loan && otherPartyId === relation.otherPartyId && role === relation.role;
  return { ...state, relations: [...state.relations.filter((one) => !isSame(one)), relation] };
}
