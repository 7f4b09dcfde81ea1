import type { PersonId } from '@mora/kernel';
import type { DecisionAt, TimerSet } from '../words.js';
import type { PersonPolicies } from './rules.js';
import type { PersonAlarm, PersonSaid } from './said.js';
import type { PersonState } from './state.js';
import { NO_WRITES, type PersonWrites } from './writes.js';

/** What a decision may look at besides the state and the event. */
export type Context = Readonly<{ at: DecisionAt; policies: PersonPolicies }>;

/** Where one event leads; `said` goes to loans, in this order. */
export type Step = Readonly<{
  next: PersonState;
  said: readonly PersonSaid[];
  timers?: readonly TimerSet[];
  clear?: readonly string[];
  alarms?: readonly PersonAlarm[];
}>;

/** A command that cannot be taken: it is answered with its reason. */
export type NotTaken = Readonly<{ refuse: Readonly<{ because: string; detail: string }> }>;

export const unchanged = (next: PersonState): Step => ({ next, said: [] });

export const notTaken = (because: string, detail: string): NotTaken => ({ refuse: { because, detail } });

/** The state with more to write. */
export const writing = (state: PersonState, more: Partial<PersonWrites>): PersonState => ({
  ...state,
  writes: { ...state.writes, ...more },
});

/** A person of whom nothing is known but the id. */
export const stranger = (personId: PersonId): PersonState => ({
  personId,
  status: 'unknown',
  party: null,
  consents: [],
  optOuts: [],
  flags: [],
  relations: [],
  loans: {},
  wanted: [],
  history: [],
  allowances: [],
  lastActivityOn: null,
  told: null,
  vaultKnownUpTo: null,
  ownWords: [],
  writes: NO_WRITES,
});
