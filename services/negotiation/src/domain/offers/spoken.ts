import type { Evidence, Via } from '../loan/part.js';

type Spoken = Readonly<{ via: Via; evidence?: Evidence }>;

/** What the bank writes down for a borrower needs a proof that it was said; whoever speaks for themselves is the proof. */
export const isUnproven = ({ via, evidence }: Spoken): boolean => via === 'staff' && evidence === undefined;

/** How the borrower spoke, for events and lines. */
export const spokenBy = ({ via, evidence }: Spoken): Spoken => ({ via, ...(evidence !== undefined && { evidence }) });
