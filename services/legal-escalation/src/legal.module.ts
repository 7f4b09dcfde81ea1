import { CONFIG, MoraService } from '@mora/runtime';
import type { Bundle } from './bundle.js';
import { type LegalConfig, legalSettings } from './config.js';
import { bundle as loan } from './handlers/loan/bundle.js';
import { bundle as clock } from './http/clock/bundle.js';
import { bundle as disposal } from './http/disposal/bundle.js';
import { bundle as enforcement } from './http/enforcement/bundle.js';
import { bundle as evidence } from './http/evidence/bundle.js';
import { bundle as gate } from './http/gate/bundle.js';
import { bundle as matter } from './http/matter/bundle.js';
import { bundle as proceedings } from './http/proceedings/bundle.js';
import { legalMigrations } from './persistence/migrations/index.js';
import { LEGAL_POLICIES, loadPolicies } from './policies/load.js';
import { UnconfirmedPolicies } from './policies/unconfirmed.js';
import { bundle as views } from './views/bundle.js';

const BUNDLES: readonly Bundle[] = [loan, clock, gate, matter, evidence, proceedings, enforcement, disposal, views];

@MoraService({
  name: 'legal-escalation',
  title: 'Legal escalation',
  description: 'No loan goes to court too early, and none runs out of time: periods, acts, gates and exceptions.',
  controllers: BUNDLES.flatMap(({ controllers }) => controllers),
  providers: [
    {
      provide: LEGAL_POLICIES,
      inject: [CONFIG],
      useFactory: ({ POLICY_FOLDER, CALENDAR_FOLDER }: LegalConfig) => loadPolicies(POLICY_FOLDER, CALENDAR_FOLDER),
    },
    UnconfirmedPolicies,
    ...BUNDLES.flatMap(({ providers }) => providers),
  ],
  readsBodies: BUNDLES.flatMap(({ readsBodies = [] }) => readsBodies),
  migrations: legalMigrations,
  reactors: BUNDLES.flatMap(({ reactors = [] }) => reactors),
  settings: legalSettings,
})
export class LegalModule {}
