import type { CalendarDate } from '@mora/kernel';
import type { Flag, PersonFacts, PersonFlag } from '../words.js';
import { lostOf } from './lost.js';
import { reachableBy } from './points.js';
import type { PersonState } from './state.js';

/** The flags that hold on a day. */
export const flagsOn = (flags: readonly PersonFlag[], day: CalendarDate): readonly Flag[] => {
  const holding = flags.filter(({ since, until }) => since <= day && (until === null || day < until));
  return [...new Set(holding.map(({ flag }) => flag))].toSorted();
};

/** All that others may know of a person without asking the vault. */
export function factsOf(state: PersonState, today: CalendarDate): PersonFacts {
  const { personId, status, party, flags } = state;
  return {
    personId,
    jurisdiction: party?.jurisdiction ?? null,
    timeZone: party?.timeZone ?? null,
    language: party?.language ?? null,
    segment: party?.segment ?? null,
    preference: party?.preference ?? [],
    digital: party?.digital ?? null,
    flags: flagsOn([...(party?.flags ?? []), ...flags], today),
    reachable: reachableBy(party, today),
    erased: status === 'erased',
    lostContact: lostOf(state),
  };
}

type Value = PersonFacts[keyof PersonFacts];

/** Whether both say the same of the person. */
export const sameFacts = (facts: PersonFacts, told: PersonFacts | null): boolean =>
  told !== null && (Object.keys(facts) as (keyof PersonFacts)[]).every((name) => isSame(facts[name], told[name]));

const isSame = (a: Value, b: Value): boolean =>
  a === b || (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, n) => one === b[n]));
