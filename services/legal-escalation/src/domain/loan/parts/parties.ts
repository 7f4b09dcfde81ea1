import type { CalendarDate, PersonId } from '@mora/kernel';
import type { Role } from '../event.js';
import type { Part, Step } from '../part.js';

/** Somebody stands in a role to the loan. */
export type Link = Readonly<{ personId: PersonId; role: Role; from: CalendarDate; until: CalendarDate | null }>;

/** Who has to do with the loan. Written at facts of the loan stream alone. */
export type PartiesPart = Readonly<{ links: readonly Link[] }>;

export const partiesPart: Part<PartiesPart> = {
  name: 'parties',
  start: { links: [] },
  on(part, event): Step<PartiesPart> {
    if (event.kind !== 'party-linked') return { part };
    const { personId, role, from, until } = event;
    const others = part.links.filter((link) => link.personId !== personId || link.role !== role);
    return { part: { links: [...others, { personId, role, from, until }] } };
  },
};

/** Those who stand in a role on a day, by id, so that the order of links does not matter. */
export const inRole = ({ links }: PartiesPart, role: Role, on: CalendarDate): readonly PersonId[] =>
  links
    .filter((link) => link.role === role && link.from <= on && (link.until === null || link.until >= on))
    .map(({ personId }) => personId)
    .toSorted();

/** Whether somebody owes the loan on a day: only they may look at it, and speak for themselves. */
export const owes = (part: PartiesPart, person: PersonId, on: CalendarDate): boolean =>
  inRole(part, 'borrower', on).includes(person) || inRole(part, 'co-borrower', on).includes(person);
