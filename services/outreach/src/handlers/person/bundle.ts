import { CLOCK, type Clock, CONFIG, DATABASE } from '@mora/runtime';
import type pg from 'pg';
import type { Bundle } from '../../bundle.js';
import type { OutreachConfig } from '../../config.js';
import { FileKeys } from '../../gateways/keys/file-keys.js';
import { Asking } from '../../http/person/asking.js';
import { ContactsController } from '../../http/person/contacts.controller.js';
import { PARTIES, PartiesController } from '../../http/person/parties.controller.js';
import { PersonsController } from '../../http/person/persons.controller.js';
import { Reservations } from '../../http/person/reservations.js';
import { VaultController } from '../../http/person/vault.controller.js';
import { PersonRepository } from '../../persistence/person/person.repository.js';
import { Persons } from '../../persistence/person/persons.js';
import { OUTREACH_POLICIES } from '../../policies/load.js';
import { DoorSeal } from '../../vault/door-seal.js';
import { KEY_PROVIDER, type KeyProvider } from '../../vault/key-provider.js';
import { Vault } from '../../vault/vault.js';
import { PersonAlarms } from './alarms.js';
import { firstTenant, PartySources } from './party-sources.js';
import { PartyIntake } from './party-intake.js';
import { PersonCommands } from './person-commands.js';
import { PERSON_POLICIES, personPolicies } from './person-policies.js';
import { PersonReactor } from './person.reactor.js';

/** The lane of persons, the vault, and the doors of both. */
export const bundle: Bundle = {
  controllers: [PartiesController, ContactsController, PersonsController, VaultController],
  readsBodies: [PARTIES],
  reactors: [PersonReactor],
  providers: [
    {
      provide: KEY_PROVIDER,
      inject: [CONFIG],
      useFactory: ({ KEY_FILE }: OutreachConfig): KeyProvider => FileKeys.read(KEY_FILE),
    },
    {
      provide: Vault,
      inject: [DATABASE, KEY_PROVIDER, CLOCK],
      useFactory: (pool: pg.Pool, keys: KeyProvider, clock: Clock) => new Vault(pool, keys, () => clock.now()),
    },
    {
      provide: PartySources,
      inject: [CONFIG, KEY_PROVIDER],
      useFactory: ({ PARTY_SOURCES }: OutreachConfig, keys: KeyProvider) => PartySources.of(PARTY_SOURCES, keys),
    },
    {
      provide: DoorSeal,
      inject: [CONFIG, KEY_PROVIDER],
      useFactory: ({ PARTY_SOURCES }: OutreachConfig, keys: KeyProvider) =>
        DoorSeal.of(keys, firstTenant(PARTY_SOURCES)),
    },
    { provide: PERSON_POLICIES, inject: [OUTREACH_POLICIES, CONFIG], useFactory: personPolicies },
    PersonRepository,
    Persons,
    PersonAlarms,
    PartyIntake,
    PersonCommands,
    Asking,
    Reservations,
  ],
};
