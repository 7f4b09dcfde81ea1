import type { CalendarDate, LoanId, PersonId } from '@mora/kernel';
import type { Write } from '../loan/part.js';
import type { Hidden } from '../words.js';
import type { DocumentNames } from './commands.js';
import type { Assessment, Proof, Statement } from './types.js';

/** What the vault is to keep of a person; it is sealed in the transaction that writes the loan. */
export type SealedRow = Readonly<{
  personId: PersonId;
  loanId: LoanId;
  /** The day on which it was given: from then on its retention counts. */
  on: CalendarDate;
  field: 'statement' | 'assessment' | 'document' | 'declaration';
  /** The id of the assessment, of the document or of the declaration. */
  ordinal: string;
  value: Hidden<string>;
}>;

/** A document as it stands in its table: never what it is called. */
export type DocumentRow = Readonly<{ loanId: LoanId }> & Omit<Proof, 'type' | 'givenBy' | 'givenOn'>;

export type Whose = Pick<SealedRow, 'personId' | 'loanId' | 'on'>;

const sealed = (row: SealedRow): Write => ({ table: 'sealed', row });

/** Text only once the vault asks for it, so that nothing of it lies about in a row. */
const asText = <T>(hidden: Hidden<T>): Hidden<string> => ({ reveal: () => JSON.stringify(opened(hidden)) });

/** The one place where a lane looks at what the borrower has stated: it judges by it, and passes it to the vault. */
export const opened = <T>(hidden: Hidden<T>): T =>
  // eslint-disable-next-line no-restricted-syntax -- the lane judges by the figures of a command and keeps none of them
  hidden.reveal();

export const statementRow = (whose: Whose, assessmentId: string, statement: Hidden<Statement>): Write =>
  sealed({ ...whose, field: 'statement', ordinal: assessmentId, value: asText(statement) });

export const assessmentRow = (whose: Whose, assessmentId: string, assessment: Assessment): Write =>
  sealed({ ...whose, field: 'assessment', ordinal: assessmentId, value: { reveal: () => JSON.stringify(assessment) } });

/** Why somebody of the bank has declared that the borrower can afford nothing, in their words. */
export const declarationRow = (whose: Whose, declarationId: string, words: Hidden<string>): Write =>
  sealed({ ...whose, field: 'declaration', ordinal: declarationId, value: words });

export const documentRow = (loanId: LoanId, proof: Proof): Write => {
  const { type: _type, givenBy: _givenBy, givenOn: _givenOn, ...kept } = proof;
  return { table: 'document', row: { loanId, ...kept } satisfies DocumentRow };
};

/** The documents and, in the vault, what they are called. */
export const documentRows = (whose: Whose, docs: readonly Proof[], names: DocumentNames): readonly Write[] => {
  const named = opened(names);
  return docs.flatMap((doc): readonly Write[] => {
    const name = named[doc.docId];
    const row = documentRow(whose.loanId, doc);
    if (name === undefined) return [row];
    return [row, sealed({ ...whose, field: 'document', ordinal: doc.docId, value: { reveal: () => name } })];
  });
};
