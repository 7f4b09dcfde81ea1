import { type LoanId, type PersonId, tenantOf } from '@mora/kernel';
import type { Flag, LoanFacts, Role, Slice } from '../words.js';
import type { LoanCopy, PersonState, SliceCopy } from './state.js';

export type SliceVersions = Readonly<Partial<Record<Slice, number>>>;

/** The copy of a loan with a newer slice; the very same state where a greater version is known already. */
export function withSlice(
  state: PersonState,
  { loanId, role, slice, copy }: Readonly<{ loanId: LoanId; role: Role; slice: Slice; copy: SliceCopy }>,
): PersonState {
  const known = state.loans[loanId];
  if ((known?.slices[slice]?.version ?? 0) >= copy.version) return state;
  const loan: LoanCopy = { loanId, role, slices: { ...known?.slices, [slice]: copy } };
  return { ...state, loans: { ...state.loans, [loanId]: loan } };
}

const slicesOf = ({ slices }: LoanCopy): readonly SliceCopy[] => Object.values(slices);

/** Every flag of every slice, each once. */
export const flagsOf = (loan: LoanCopy): readonly Flag[] =>
  [...new Set(slicesOf(loan).flatMap(({ flags }) => flags))].toSorted();

/** Whether the copy is older than what whoever asks has seen of the loan. */
export const isBehind = (loan: LoanCopy | undefined, asked: SliceVersions): boolean =>
  Object.entries(asked).some(([slice, version]) => (loan?.slices[slice as Slice]?.version ?? 0) < version);

type Facts = SliceCopy['facts'];

/** The facts of all slices: where two have one, the first. */
const allFacts = (loan: LoanCopy): Facts =>
  Object.assign(
    {},
    ...slicesOf(loan)
      .map(({ facts }) => facts)
      .toReversed(),
  ) as Facts;

const textIn = (facts: Facts, name: string): string | null => {
  const fact = facts[name];
  return typeof fact === 'string' && fact !== '' ? fact : null;
};

/** The loan as the gate looks at it: its slices put together. */
export function loanFactsOf(loan: LoanCopy): LoanFacts {
  const facts = allFacts(loan);
  const { placedWith } = facts;
  const askedBy = textIn(facts, 'askedBy');
  const day = (name: string) => textIn(facts, name) as LoanFacts['firstContactOn'];
  return {
    loanId: loan.loanId,
    role: loan.role,
    versions: Object.fromEntries(Object.entries(loan.slices).map(([slice, { version }]) => [slice, version])),
    product: textIn(facts, 'product') ?? '',
    online: facts['online'] === true,
    overdue: facts['overdue'] === true,
    tenant: tenantOf(loan.loanId),
    flags: flagsOf(loan),
    firstContactOn: day('firstContactOn'),
    validationSentOn: day('validationSentOn'),
    lastNoticeOn: day('lastNoticeOn'),
    ...(askedBy !== null && { askedBy: askedBy.split(',').map((id) => id as PersonId) }),
    ...(typeof placedWith === 'string' && { placedWith }),
    notKnown: textIn(facts, 'notKnown')?.split(',') ?? [],
  };
}

/** Whether the borrower of the loan cannot be found, as its lane says it: what others of the loan may be asked by. */
export const lostBorrower = (loan: LoanCopy | undefined): 'no' | 'number-invalid' | 'three-failed' => {
  const lost = loan === undefined ? null : textIn(allFacts(loan), 'lostContact');
  return lost === 'number-invalid' || lost === 'three-failed' ? lost : 'no';
};

/** Whether the loan is over for good. One that was written off is owed still, however quiet it has become about it. */
export const isSettled = (loan: LoanCopy): boolean =>
  flagsOf(loan).includes('closed') && allFacts(loan)['writtenOff'] !== true;
