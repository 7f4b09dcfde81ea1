import type { ProceedingKind } from '../words.js';

/** What only keeps assets where they are: it goes on beside a suit, and rests on an exception where the gate has not passed. */
export const isPreservation = (kind: ProceedingKind): boolean => kind === 'preservation' || kind === 'tw-preservation';
