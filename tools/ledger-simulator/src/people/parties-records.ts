import type { CalendarDate } from '@mora/kernel';
import type { LedgerMessage } from '../message.js';
import type { Portfolio } from '../portfolio.js';
import { peopleOf, type Person } from './person.js';

/** The bank's system of customers, as it is configured at the door for people. */
export const PEOPLE_SYSTEM = 'simulated-crm';

/** All that the system of customers says on the first day: who everybody is, and what they have agreed to. */
export function partiesRecords(portfolio: Portfolio): readonly LedgerMessage[] {
  const { opensOn } = portfolio;
  return peopleOf(portfolio).flatMap((person) => [registered(person, opensOn), ...consents(person, opensOn)]);
}

/** Says that all has been said up to this day, so that it is known that nothing is missing. */
export const partiesHeartbeat = (asOf: CalendarDate): LedgerMessage => ({
  specversion: '1.0',
  id: `heartbeat:${asOf}`,
  source: PEOPLE_SYSTEM,
  type: 'ledger.parties-heartbeat.v1',
  businessdate: asOf,
  data: { source: PEOPLE_SYSTEM, asOf, partitions: 1 },
});

function registered(person: Person, on: CalendarDate): LedgerMessage {
  const { home, zoneKnown, name, idNumber, birthDate, segment, points, preference, digital } = person;
  return about(person, 'party-registered', 'registered', on, {
    version: 1,
    kind: 'person',
    name,
    idNumber,
    birthDate,
    language: home.language,
    jurisdiction: home.jurisdiction,
    ...(zoneKnown && { timeZone: home.timeZone }),
    segment,
    points,
    preference,
    habits: { digital },
  });
}

function consents(person: Person, from: CalendarDate): readonly LedgerMessage[] {
  const given = (consentId: string, data: object): LedgerMessage =>
    about(person, 'party-consent', consentId, from, { consentId, purpose: 'all', given: true, from, ...data });
  return [
    ...(person.robotCalls ? [given('robot', { kind: 'channel', channel: 'robot-call' })] : []),
    ...(person.hours === null ? [] : [given('hours', { kind: 'contact-hours', channel: 'all', hours: person.hours })]),
  ];
}

const about = ({ party }: Person, kind: string, what: string, on: CalendarDate, data: object): LedgerMessage => ({
  specversion: '1.0',
  id: `${party}:${what}`,
  source: PEOPLE_SYSTEM,
  type: `ledger.${kind}.v1`,
  subject: party,
  businessdate: on,
  data: { ...data },
});
