import type { CalendarDate, PersonId } from '@mora/kernel';
import type { Via } from '../loan/part.js';
import type { Hidden } from '../words.js';
import type { Proof, Statement } from './types.js';

/** What is given, and what is found true, of a borrower's means. */
export type AssessmentCommand = Readonly<
  | {
      kind: 'assess';
      assessmentId: string;
      personId: PersonId;
      statement: Hidden<Statement>;
      proofs: readonly Proof[];
      by: string;
      via: Via;
    }
  | {
      kind: 'documents';
      docs: readonly Proof[];
      names: Hidden<Readonly<Record<string, string>>>;
      by: string;
      via: Via;
    }
  | {
      kind: 'proof-verified';
      docId: string;
      accepted: boolean;
      expiresOn: CalendarDate | null;
      because: string;
      by: string;
    }
>;
