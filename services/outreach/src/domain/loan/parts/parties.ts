import type { CalendarDate, PersonId } from '@mora/kernel';
import type { Flag, PersonFacts, Role } from '../../words.js';
import type { Part, Step } from '../part.js';

/** Somebody stands in a role to the loan. */
export type Link = Readonly<{ personId: PersonId; role: Role; from: CalendarDate; until: CalendarDate | null }>;

/** Who has to do with the loan, and what their lanes have said of them. */
export type PartiesPart = Readonly<{
  links: readonly Link[];
  facts: Readonly<Record<string, PersonFacts>>;
  /** Who has been told everything of the loan, and in which role; what is new there is told at the close of the day. */
  told: Readonly<Record<string, Role>>;
}>;

export const partiesPart: Part<PartiesPart> = {
  name: 'parties',
  start: { links: [], facts: {}, told: {} },
  on(part, event, _view, { openDay }): Step<PartiesPart> {
    switch (event.kind) {
      case 'party-linked': {
        const { personId, role, from, until } = event;
        const others = part.links.filter((link) => link.personId !== personId || link.role !== role);
        return { part: { ...part, links: [...others, { personId, role, from, until }] }, reviewOn: openDay };
      }
      case 'person-facts':
        return {
          part: { ...part, facts: { ...part.facts, [event.personId]: event.facts } },
          reviewOn: openDay,
        };
      case 'person-said':
        return { part, said: [{ type: event.type, data: event.data }] };
      case 'day-closed':
        return newcomersOf(part).length === 0 ? { part } : { part: { ...part, told: rolesOf(part) } };
      default:
        return { part };
    }
  },
};

/** Everybody who was ever linked, each once and by id: whoever has left is told on what has become of it. */
export const personsOf = ({ links }: PartiesPart): readonly PersonId[] =>
  [...new Set(links.map(({ personId }) => personId))].toSorted();

const rolesOf = (part: PartiesPart): PartiesPart['told'] =>
  Object.fromEntries(personsOf(part).map((person) => [person, roleOf(part, person)]));

/** Whoever has not been told everything yet, or in another role. */
export const newcomersOf = (part: PartiesPart): readonly PersonId[] =>
  personsOf(part).filter((person) => part.told[person] !== roleOf(part, person));

/** The strongest role of a person to the loan, as the lane of the person counts by it. */
export function roleOf({ links }: PartiesPart, person: PersonId): Role {
  const roles = links.filter(({ personId }) => personId === person).map(({ role }) => role);
  return STRENGTH.find((role) => roles.includes(role)) ?? 'contact';
}

const STRENGTH: readonly Role[] = ['borrower', 'co-borrower', 'guarantor', 'representative', 'contact'];

/** Those who stand in a role on a day, by id, so that the order of links does not matter. */
export const inRole = ({ links }: PartiesPart, role: Role, on: CalendarDate): readonly PersonId[] =>
  links
    .filter((link) => link.role === role && link.from <= on && (link.until === null || link.until >= on))
    .map(({ personId }) => personId)
    .toSorted();

/** What restrains contact with those who owe the loan. */
export const personFlags = (part: PartiesPart): readonly Flag[] =>
  part.links
    .filter(({ role }) => role === 'borrower' || role === 'co-borrower')
    .flatMap(({ personId }) => part.facts[personId]?.flags ?? []);
