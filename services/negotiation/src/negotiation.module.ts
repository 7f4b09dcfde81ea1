import { CONFIG, MoraService } from '@mora/runtime';
import type { Bundle } from './bundle.js';
import { type NegotiationConfig, negotiationSettings } from './config.js';
import { bundle as loan } from './handlers/loan/bundle.js';
import { bundle as assessment } from './http/assessment/bundle.js';
import { bundle as offers } from './http/offers/bundle.js';
import { bundle as plans } from './http/plans/bundle.js';
import { negotiationMigrations } from './persistence/migrations/index.js';
import { loadPolicies, NEGOTIATION_POLICIES } from './policies/load.js';
import { UnconfirmedPolicies } from './policies/unconfirmed.js';
import { bundle as views } from './views/bundle.js';

const BUNDLES: readonly Bundle[] = [loan, assessment, offers, plans, views];

@MoraService({
  name: 'negotiation',
  title: 'Negotiation',
  description:
    'A plan that the borrower can keep: assessed, priced, approved, disclosed, booked by the ledger, watched.',
  controllers: BUNDLES.flatMap(({ controllers }) => controllers),
  providers: [
    {
      provide: NEGOTIATION_POLICIES,
      inject: [CONFIG],
      useFactory: ({ POLICY_FOLDER }: NegotiationConfig) => loadPolicies(POLICY_FOLDER),
    },
    UnconfirmedPolicies,
    ...BUNDLES.flatMap(({ providers }) => providers),
  ],
  readsBodies: BUNDLES.flatMap(({ readsBodies = [] }) => readsBodies),
  migrations: negotiationMigrations,
  reactors: BUNDLES.flatMap(({ reactors = [] }) => reactors),
  settings: negotiationSettings,
})
export class NegotiationModule {}
