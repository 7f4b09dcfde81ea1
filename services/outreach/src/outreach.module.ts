import { CONFIG, MoraService } from '@mora/runtime';
import type { Bundle } from './bundle.js';
import { type OutreachConfig, outreachSettings } from './config.js';
import { bundle as loan } from './handlers/loan/bundle.js';
import { bundle as person } from './handlers/person/bundle.js';
import { bundle as people } from './people/bundle.js';
import { outreachMigrations } from './persistence/migrations/index.js';
import { CalendarWatch } from './policies/calendar-watch.js';
import { loadPolicies, OUTREACH_POLICIES } from './policies/load.js';
import { UnconfirmedPolicies } from './policies/unconfirmed.js';
import { bundle as sending } from './sending/bundle.js';
import { bundle as views } from './views/bundle.js';

const BUNDLES: readonly Bundle[] = [person, loan, sending, people, views];

@MoraService({
  name: 'outreach',
  title: 'Outreach',
  description: 'The right contact, at a lawful time, in the right words: decided, sent, answered and provable.',
  controllers: BUNDLES.flatMap(({ controllers }) => controllers),
  providers: [
    {
      provide: OUTREACH_POLICIES,
      inject: [CONFIG],
      useFactory: ({ POLICY_FOLDER }: OutreachConfig) => loadPolicies(POLICY_FOLDER),
    },
    UnconfirmedPolicies,
    CalendarWatch,
    ...BUNDLES.flatMap(({ providers }) => providers),
  ],
  readsBodies: BUNDLES.flatMap(({ readsBodies = [] }) => readsBodies),
  migrations: outreachMigrations,
  reactors: BUNDLES.flatMap(({ reactors = [] }) => reactors),
  settings: outreachSettings,
})
export class OutreachModule {}
