import { InvariantViolated } from '@mora/kernel';
import { loadFees } from '../../policies/fees.js';
import { SHIPPED } from '../../policies/shipped.js';
import { feeFor, feeOf } from './fee.js';
import { type FeeFile, proveFees } from './golden.js';
import type { FeeVectorName } from './rules.js';

const FILES = loadFees(SHIPPED) as readonly FeeFile[];
const cn = FILES.find(({ jurisdiction }) => jurisdiction === 'CN');
const VECTORS = Object.keys(cn!.vectors) as readonly FeeVectorName[];
const CASES = FILES.flatMap((file) =>
  file.goldenCases.map((one) => [`${file.id}/${file.version}`, one.name, file, one] as const),
);

it.each(CASES)('%s: %s', (_file, _name, file, one) => {
  const found =
    'kind' in one ? feeFor(file, one.kind, one.amount) : feeOf(file.vectors[one.vector], one.amount, one.share);
  expect(found).toBe(one.fee);
  expect(() => proveFees({ ...file, goldenCases: [{ ...one, fee: one.fee + 1 }] })).toThrow(InvariantViolated);
});

it('every edge of every bracket is a golden case', () => {
  for (const { vectors, goldenCases } of FILES.filter(({ id }) => id === 'fees-cn')) {
    const proven = new Set(goldenCases.map((one) => ('vector' in one ? `${one.vector} ${one.amount}` : '')));
    const edges = VECTORS.flatMap((name) =>
      [vectors[name].baseUpTo, ...vectors[name].brackets.flatMap(({ upTo }) => upTo ?? [])].map(
        (edge) => `${name} ${edge}`,
      ),
    );
    expect(edges.filter((edge) => !proven.has(edge))).toEqual([]);
  }
});

it.each(VECTORS)('%s: a cent more at an edge never costs less, nor a cent of fee more than one', (name) => {
  const vector = cn!.vectors[name];
  for (const edge of [vector.baseUpTo, ...vector.brackets.flatMap(({ upTo }) => upTo ?? [])]) {
    const [below, at, above] = [edge - 1, edge, edge + 1].map((amount) => feeOf(vector, amount));
    expect([at! - below!, above! - at!].every((step) => step === 0 || step === 1)).toBe(true);
  }
});

it('a payment order costs a third, the simplified procedure a half, and a ruling on collateral nothing', () => {
  const fees = (['ordinary', 'simplified', 'small-claims', 'payment-order', 'collateral'] as const).map((kind) =>
    feeFor(cn!, kind, 10_000_000),
  );
  expect(fees).toEqual([230_000, 115_000, 115_000, 76_667, 0]);
  expect(feeFor(cn!, 'tw-ordinary', 10_000_000)).toBeNull();
});

it('a suit that is mediated or withdrawn costs a half, and what is halved already is not halved again', () => {
  const left = (['ordinary', 'simplified', 'payment-order'] as const).map((kind) =>
    feeFor(cn!, kind, 10_000_000, true),
  );
  expect(left).toEqual([115_000, 115_000, 76_667]);
});

it('in Taiwan a started unit counts whole, below an amount nothing is asked, and of a kind that is not listed nothing is known', () => {
  const tw = FILES.find(({ id, version }) => id === 'fees-tw' && version === 2)!;
  const suit = (['tw-ordinary', 'tw-simplified', 'tw-small-claims'] as const).map((kind) =>
    feeFor(tw, kind, 11_000_001),
  );
  expect(suit).toEqual([176_000, 176_000, 176_000]);
  expect([499_999, 500_000].map((amount) => feeOf(tw.vectors.enforcement, amount))).toEqual([0, 4_000]);
  expect(feeFor(tw, 'preservation', 10_000_000)).toBeNull();
  const broken = { ...tw, kinds: { 'tw-mediation': { fixed: [{ below: 5, fee: 1 }], source: '-' } } };
  expect(() => proveFees(broken)).toThrow(InvariantViolated);
});

it('brackets that do not rise are no fee, and neither are brackets that end', () => {
  const withClaim = (upTo: readonly (number | null)[]): FeeFile => ({
    ...cn!,
    goldenCases: [],
    vectors: {
      ...cn!.vectors,
      claim: { ...cn!.vectors.claim, brackets: upTo.map((end) => ({ upTo: end, perTenThousand: 1 })) },
    },
  });
  for (const upTo of [[500, null], [2_000_000, 2_000_000, null], [2_000_000], [null, null]]) {
    expect(() => proveFees(withClaim(upTo))).toThrow(InvariantViolated);
  }
});
