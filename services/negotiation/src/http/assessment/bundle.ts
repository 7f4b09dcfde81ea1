import type pg from 'pg';
import { CLOCK, type Clock, CONFIG, DATABASE } from '@mora/runtime';
import { FileKeys, KEY_PROVIDER, type KeyProvider, Vault } from '@mora/vault';
import type { Bundle } from '../../bundle.js';
import type { NegotiationConfig } from '../../config.js';
import { Erasures } from '../../vault/erasures.js';
import { Figures } from '../../vault/figures.js';
import { DocumentsController } from './documents.controller.js';
import { ErasureController } from './erasure.controller.js';
import { Statements } from './statements.js';
import { StatementController } from './statement.controller.js';
import { VaultController } from './vault.controller.js';

/** What a borrower can afford, and where the figures behind it lie sealed. */
export const bundle: Bundle = {
  controllers: [StatementController, DocumentsController, ErasureController, VaultController],
  providers: [
    {
      provide: KEY_PROVIDER,
      inject: [CONFIG],
      useFactory: ({ KEY_FILE }: NegotiationConfig): KeyProvider => FileKeys.read(KEY_FILE),
    },
    {
      provide: Vault,
      inject: [DATABASE, KEY_PROVIDER, CLOCK],
      useFactory: (pool: pg.Pool, keys: KeyProvider, clock: Clock) => new Vault(pool, keys, () => clock.now()),
    },
    Figures,
    Erasures,
    Statements,
  ],
};
