import type { Consent, Flag } from '../words.js';
import type { PersonEvent } from './event.js';
import { isLater, refused, standing, withdrawal } from './opt-outs.js';
import { succeed } from './points.js';
import type { PersonState, Relation } from './state.js';
import type { PersonSaid, TouchSaid } from './said.js';
import { type Context, type Step, unchanged, writing } from './step.js';
import { plannedAnew } from './wanted.js';

type PartyEvent = Extract<PersonEvent, { kind: 'party' }>;

/** The whole record of a party: the greatest version is the last word. */
export function takeParty(state: PersonState, { facts, fields }: PartyEvent, context: Context): Step {
  if (facts.version <= (state.party?.version ?? -1)) return unchanged(state);
  const party = succeed(state.party, facts);
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
  const { at, policies } = context;
  const [before, now] = [state, next].map((one) => standing(one, at.now, policies).length) as [number, number];
  if (before === now) return unchanged(next);
  const kind = now < before ? ('opted-in' as const) : ('opted-out' as const);
  return { next, said: toLoans(next, { kind, channel: consent.channel, via: 'ledger', at: at.now }) };
}

/**
 * Of two consents of one id the later one stands, by its own day and not by when it came. One that is withdrawn, for any
 * purpose, is a no to its channel at once, as opt-outs know of no purposes.
 */
export function takeConsent(state: PersonState, consent: Consent, { policies }: Context): PersonState {
  const known = state.consents.find(({ id }) => id === consent.id);
  const others = state.consents.filter((one) => one !== known);
  const isStale = known !== undefined && !isLater(consent, known);
  const next = isStale ? state : { ...state, consents: [...others, consent] };
  return consent.kind === 'channel' && !consent.given ? refused(next, withdrawal(consent, policies)) : next;
}

export function takeRelation(state: PersonState, relation: Relation): PersonState {
  const isSame = ({ loan, otherPartyId, role }: Relation): boolean =>
    loan === relation.loan && otherPartyId === relation.otherPartyId && role === relation.role;
  return { ...state, relations: [...state.relations.filter((one) => !isSame(one)), relation] };
}
