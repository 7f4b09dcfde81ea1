import type { Actor } from '@mora/runtime';
import type { EvidenceDto } from './evidence.dto.js';
import { type LoanSeen, nameFor } from './loans.js';

export type Spoken = Readonly<{ by: string; via: LoanSeen['via']; evidence?: EvidenceDto }>;

/** Who speaks, and by what proof where it is not the borrower. */
export const spokenBy = (actor: Actor, { via }: LoanSeen, evidence: EvidenceDto | undefined): Spoken => ({
  by: nameFor(actor),
  via,
  ...(via === 'staff' && evidence !== undefined && { evidence: { ...evidence } }),
});

export const proofOf = ({ evidence }: Spoken): Pick<Spoken, 'evidence'> => (evidence === undefined ? {} : { evidence });
