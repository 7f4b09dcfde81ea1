import type { CalendarDate, PersonId } from '@mora/kernel';
import type { Via } from '../loan/part.js';
import type { Hidden } from '../words.js';
import type { Proof, Statement } from './types.js';

/** What the documents are called, by their ids. Whoever reads a name knows something of the borrower. */
export type DocumentNames = Hidden<Readonly<Record<string, string>>>;

/** What is given, and what is found true, of a borrower's means. */
export type AssessmentCommand = Readonly<
  | {
      kind: 'assess';
      assessmentId: string;
      /** Where what was stated before is judged anew: the assessment that it was stated for. */
      anew: string | null;
      personId: PersonId;
      statement: Hidden<Statement>;
      proofs: readonly Proof[];
      names: DocumentNames;
      by: string;
      via: Via;
    }
  | {
      kind: 'documents';
      personId: PersonId;
      docs: readonly Proof[];
      names: DocumentNames;
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
