import type { EventContract } from './define-event.js';

/** Tells the contracts from all else that this package exports, so that nobody keeps a second list of them. */
export const isEventContract = (value: unknown): value is EventContract<unknown> =>
  typeof value === 'object' && value !== null && 'type' in value && 'streams' in value && 'check' in value;
