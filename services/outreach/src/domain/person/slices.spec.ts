import fc from 'fast-check';
import type { LoanId, PersonId } from '@mora/kernel';
import type { Flag, Slice } from '../words.js';
import { isBehind, loanFactsOf, lostBorrower, type SliceVersions, withSlice } from './slices.js';
import type { LoanCopy, PersonState } from './state.js';
import { stranger } from './step.js';

const LOAN = 'demo:L-1' as LoanId;
const SLICES: readonly Slice[] = ['ledger', 'arrears', 'elsewhere', 'says', 'promises', 'notices'];

type Said = Readonly<{ slice: Slice; version: number; flags: readonly Flag[] }>;
const tell = (state: PersonState, { slice, version, flags }: Said): PersonState =>
  withSlice(state, { loanId: LOAN, role: 'borrower', slice, copy: { version, flags, facts: {} } });
const nobody = stranger('demo:P-1' as PersonId);
const copyOf = (state: PersonState): LoanCopy => state.loans[LOAN] as LoanCopy;

const said = fc.uniqueArray(
  fc.record({
    slice: fc.constantFrom(...SLICES),
    version: fc.integer({ min: 1, max: 5 }),
    flags: fc.constantFrom<readonly Flag[]>([], ['dispute'], ['closed'], ['held', 'dispute']),
  }),
  { selector: ({ slice, version }) => `${slice}${version}`, minLength: 1 },
);

it('ends equal in whatever order and however often the facts of a loan come', () => {
  fc.assert(
    fc.property(
      said.chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })),
      ),
      ([all, mixed]) => {
        const inOrder = all.toSorted((a, b) => a.version - b.version).reduce(tell, nobody);
        expect(loanFactsOf(copyOf(mixed.reduce(tell, nobody)))).toEqual(
          expect.objectContaining({ ...loanFactsOf(copyOf(inOrder)), versions: expect.anything() }),
        );
        expect(copyOf(mixed.reduce(tell, nobody)).slices).toEqual(copyOf(inOrder).slices);
      },
    ),
  );
});

it('is the very same state where nothing newer was said', () => {
  const state = tell(nobody, { slice: 'says', version: 2, flags: ['dispute'] });
  expect(tell(state, { slice: 'says', version: 2, flags: [] })).toBe(state);
  expect(tell(state, { slice: 'says', version: 1, flags: [] })).toBe(state);
});

it.each<[SliceVersions, boolean]>([
  [{}, false],
  [{ says: 1 }, false],
  [{ says: 2 }, false],
  [{ says: 3 }, true],
  [{ ledger: 1 }, true],
])('having seen version 2 of what was said, %j is behind: %s', (asked, behind) => {
  const state = tell(nobody, { slice: 'says', version: 2, flags: [] });
  expect(isBehind(state.loans[LOAN], asked)).toBe(behind);
});

it('knows nothing of a loan that was never told of', () => {
  expect(isBehind(undefined, { ledger: 1 })).toBe(true);
  expect(isBehind(undefined, {})).toBe(false);
  expect(lostBorrower(undefined)).toBe('no');
});

it('puts the slices of a loan together', () => {
  const copy: LoanCopy = {
    loanId: LOAN,
    role: 'guarantor',
    slices: {
      ledger: { version: 3, flags: [], facts: { product: 'card-gold', online: true } },
      arrears: { version: 5, flags: [], facts: { overdue: true, episodeId: 'e-1' } },
      says: { version: 1, flags: ['dispute', 'complaint'], facts: {} },
      elsewhere: { version: 2, flags: ['dispute'], facts: { notKnown: 'mora.legal.v1,mora.negotiation.v1' } },
      notices: { version: 4, flags: [], facts: { firstContactOn: '2026-03-01', validationSentOn: null } },
    },
  };
  expect(loanFactsOf(copy)).toEqual({
    loanId: LOAN,
    role: 'guarantor',
    tenant: 'demo',
    versions: { ledger: 3, arrears: 5, says: 1, elsewhere: 2, notices: 4 },
    product: 'card-gold',
    online: true,
    overdue: true,
    flags: ['complaint', 'dispute'],
    firstContactOn: '2026-03-01',
    validationSentOn: null,
    lastNoticeOn: null,
    notKnown: ['mora.legal.v1', 'mora.negotiation.v1'],
  });
});

it.each([
  [{}, false],
  [{ overdue: false }, false],
  [{ overdue: true }, true],
])('what the arrears say, %j, is overdue: %s', (facts, overdue) => {
  const arrears = { version: 1, flags: [], facts };
  expect(loanFactsOf({ loanId: LOAN, role: 'borrower', slices: { arrears } }).overdue).toBe(overdue);
});
