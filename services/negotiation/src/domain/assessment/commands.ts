import type { CalendarDate, PersonId } from '@mora/kernel';
import type { Evidence, Via } from '../loan/part.js';
import type { Hidden } from '../words.js';
import type { Proof, Statement } from './types.js';

/** What the documents are called, by their ids. Whoever reads a name knows something of the borrower. */
export type DocumentNames = Hidden<Readonly<Record<string, string>>>;

/** What a borrower declares with a statement; where the bank says so, by what proof. */
export type Declared = Readonly<{ willing?: boolean; clearance?: true; evidence?: Evidence }>;

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
      /** That the borrower wants to pay, and asks for the negotiation of the statute on debt clearance; by what proof. */
      declared?: Declared;
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
