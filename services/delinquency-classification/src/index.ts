export { DelinquencyClassificationModule } from './delinquency-classification.module.js';
export { classify, type ClassifyResult, LineUnreadable, type NumberedLine } from './offline/classify.js';
export { type Active, Policies } from './domain/policies.js';
export { StandingReactor } from './handlers/standing.reactor.js';
export { delinquencyMigrations } from './persistence/migrations/index.js';
export { StandingRepository } from './persistence/standing.repository.js';
export { loadPolicies, readPolicySet, SHIPPED, withPolicyFile } from './policies.js';
