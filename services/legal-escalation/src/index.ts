export { type LegalConfig, legalSettings } from './config.js';
export { LegalReactor } from './handlers/loan/legal.reactor.js';
export { LegalModule } from './legal.module.js';
export { LoanRepository } from './persistence/loan/loan.repository.js';
export { legalMigrations } from './persistence/migrations/index.js';
export { loadPolicies, type PolicyBook } from './policies/load.js';
export { archiveOf, archiveWith, type Paper, seal, type StoredBundle } from './evidence/archive.js';
export { type Signer, signerOf } from './evidence/signer.js';
