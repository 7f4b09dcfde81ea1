export { type NegotiationConfig, negotiationSettings } from './config.js';
export { NegotiationModule } from './negotiation.module.js';
export { negotiationMigrations } from './persistence/migrations/index.js';
export { loadPolicies, type PolicyBook } from './policies/load.js';
