export { type RunningIssuer, startIssuer, type TokenSpec } from '@mora/testing';
