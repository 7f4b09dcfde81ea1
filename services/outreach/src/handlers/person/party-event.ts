import type { PartiesRecord } from '@mora/contracts';
import type { CalendarDate, PersonId } from '@mora/kernel';
import { Pii } from '@mora/runtime';
import type { PersonEvent } from '../../domain/person/event.js';
import type { PartyFacts, Point } from '../../domain/person/state.js';
import type { VaultField } from '../../domain/person/writes.js';
import type { Flag, PersonFlag } from '../../domain/words.js';
import { comparable, printOf } from '../../vault/blind-index.js';

type Of<K extends PartiesRecord['kind']> = Extract<PartiesRecord, { kind: K }>;
type Party = Of<'party-registered' | 'party-updated'>['data'];
type PartyPoint = Party['points'][number];
type OfPerson = Exclude<PartiesRecord, { kind: 'parties-heartbeat' }>;

const BY_LEDGER = 'ledger';

/** The ledger's words in ours: what is personal in them is hidden from here on, and goes to the vault. */
export function partyEvent(record: OfPerson, person: PersonId, indexKey: Buffer): PersonEvent {
  switch (record.kind) {
    case 'party-registered':
    case 'party-updated':
      return {
        kind: 'party',
        facts: factsOf(record.data, person, indexKey, record.envelope.businessdate),
        fields: fieldsOf(record.data),
      };
    case 'party-consent': {
      const { consentId: id, channel, purpose, kind, given, from, until = null, hours = null } = record.data;
      return { kind: 'consent', consent: { id, channel, purpose, kind, given, from, until, hours } };
    }
    case 'party-relation': {
      const { loan, otherPartyId, role, from, until = null } = record.data;
      return { kind: 'relation', relation: { loan, otherPartyId, role, from, until } };
    }
    case 'party-erased':
      // The ledger's own words may name the person, and stay for ever: the day on which it asked says enough.
      return { kind: 'erase', by: BY_LEDGER, because: `asked on ${record.data.requestedOn}`, asked: 'by-ledger' };
  }
}

function factsOf(data: Party, person: PersonId, indexKey: Buffer, on: CalendarDate): PartyFacts {
  const {
    version,
    kind,
    language,
    timeZone = null,
    jurisdiction = null,
    segment = null,
    preference = [],
    habits,
  } = data;
  return {
    version,
    kind,
    language,
    timeZone,
    jurisdiction,
    segment,
    points: data.points.map((point) => pointOf(point, printOf(indexKey, person, sameOf(point, jurisdiction)))),
    preference,
    hours: habits?.hours ?? null,
    digital: habits?.digital ?? null,
    flags: flagsOf(data, on),
  };
}

const pointOf = (point: PartyPoint, print: string): Point => ({
  id: point.id,
  kind: point.kind,
  reserved: point.reserved,
  preferred: point.preferred,
  validFrom: point.validFrom ?? null,
  print,
  dead: false,
});

/** A value as it is told apart from others: one number is one, however it is written and whatever kind it is said to be. */
function sameOf({ kind, value }: PartyPoint, jurisdiction: string | null): string {
  const index = INDEXED[kind];
  const place = value.normalize('NFKC').replace(/\s+/gu, ' ').trim().toLowerCase();
  return `${index ?? kind}|${index === undefined ? place : comparable(index, value, jurisdiction)}`;
}

/** What the ledger knows of a person that stops or bends contact; it holds until a record says otherwise. */
function flagsOf({ deceased, incapacity, bankrupt, represented }: Party, on: CalendarDate): readonly PersonFlag[] {
  const since: readonly (readonly [Flag, CalendarDate | undefined])[] = [
    ['deceased', deceased],
    ['incapacity', incapacity === true ? on : undefined],
    ['bankrupt', bankrupt],
    ['represented', represented === undefined ? undefined : on],
  ];
  return since.flatMap(([flag, day]) =>
    day === undefined ? [] : [{ flag, since: day < on ? day : on, until: null, by: BY_LEDGER }],
  );
}

const INDEXED: Readonly<Partial<Record<PartyPoint['kind'], 'phone' | 'email'>>> = {
  mobile: 'phone',
  phone: 'phone',
  email: 'email',
};

function fieldsOf({ name, idNumber, birthDate, represented, points, jurisdiction }: Party): readonly VaultField[] {
  const one = (field: string, value: string | undefined): VaultField[] =>
    value === undefined ? [] : [{ field, ordinal: '', value: new Pii(value), index: null }];
  return [
    ...one('name', name),
    ...one('idNumber', idNumber),
    ...one('birthDate', birthDate),
    ...one('attorney', represented?.attorney),
    ...points.map(({ id, kind, value }): VaultField => {
      return {
        field: 'point',
        ordinal: id,
        value: new Pii(value),
        index: INDEXED[kind] ?? null,
        jurisdiction: jurisdiction ?? null,
      };
    }),
  ];
}
