import type { LoanId, PersonId } from '@mora/kernel';
import type { Role, Slice } from '../words.js';
import type { Said, SliceContent } from './part.js';
import type { LoanState, SliceSaid } from './state.js';

type Slices = LoanState['slices'];

const NEVER: SliceSaid = { version: 0, sent: '', flags: [] };

export const NO_SLICES: Slices = {
  ledger: NEVER,
  arrears: NEVER,
  elsewhere: NEVER,
  says: NEVER,
  promises: NEVER,
  notices: NEVER,
};

export const SLICES = Object.keys(NO_SLICES) as readonly Slice[];

type Person = Readonly<{ personId: PersonId; role: Role }>;

/** One slice for the lane of one person. */
export function factsFor(loanId: LoanId, { personId, role }: Person, slice: Slice, { version, sent }: SliceSaid): Said {
  const content = JSON.parse(sent) as SliceContent;
  return { type: 'loan-facts', to: personId, data: { loanId, personId, role, slice, version, ...content } };
}

/** What whoever asks the gate must have seen of the loan. */
export const versionsOf = (slices: Slices): Readonly<Partial<Record<Slice, number>>> =>
  Object.fromEntries(SLICES.flatMap((slice) => (slices[slice].version > 0 ? [[slice, slices[slice].version]] : [])));
