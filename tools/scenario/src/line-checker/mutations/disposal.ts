import { minorUnits } from '@mora/kernel';
import { SMALL_AND_OLD } from '../law.js';
import { behind, cent, type Data, dataOf, gone, hasNot, HOLDS, type Mutation, said, typeOf } from './words.js';

const TRANSFER = 'ledger-request.transfer';
const APPROVED = 'legal.write-off-approved';
/** What is small and old may be written off whatever a court has tried. */
const isLarge = ({ currency, amount }: Data): boolean =>
  (currency === 'CNY' || currency === 'TWD') && minorUnits(String(amount), currency) > SMALL_AND_OLD.most[currency];
/** Where some of the claims could not be sold any more, what the others cost lies below what was bid. */
const isAllAsked: Mutation['where'] = (all, { packages }) =>
  all.some((record) => {
    const { packageId } = dataOf(record);
    return record.type === typeOf(TRANSFER) && packages.get(String(packageId))?.notAsked === 0;
  });
const isUnjudged = hasNot('legal.judgment-final');

/** Selling and writing off, and what is asked of others. */
export const OF_DISPOSAL: readonly Mutation[] = [
  {
    name: 'sold though its gate was withdrawn since',
    check: 'sold',
    kind: TRANSFER,
    where: isUnjudged,
    apply: behind('legal.gate-withdrawn', () => ({ gateId: 'mutation', because: 'no-hold' })),
  },
  {
    name: 'sold though nobody has agreed to it',
    check: 'sold',
    kind: 'legal.strategy-approved',
    of: ({ strategy }) => strategy === 'sale',
    before: { kind: TRANSFER },
    apply: gone,
  },
  ...HOLDS.map(({ name, apply }): Mutation => ({ name: `sold beside ${name}`, check: 'sold', kind: TRANSFER, apply })),
  {
    name: 'a cent more is sold than is owed',
    check: 'sold',
    kind: 'legal.asset-sold',
    apply: said(({ claim }) => ({ claim: cent(claim) })),
  },
  {
    name: 'the claims of a package cost a cent more than was bid',
    check: 'price',
    kind: TRANSFER,
    where: isAllAsked,
    apply: said(({ price }) => ({ price: cent(price) })),
  },
  {
    name: 'written off by the one who has proposed it',
    check: 'written-off',
    kind: APPROVED,
    apply: said(() => ({ approver: 'l-1' })),
  },
  {
    name: 'a cent more is written off than is owed',
    check: 'written-off',
    kind: APPROVED,
    apply: said(({ amount }) => ({ amount: cent(amount) })),
  },
  {
    name: 'written off while it is being enforced',
    check: 'written-off',
    kind: 'legal.execution-ended',
    before: { kind: APPROVED, of: isLarge },
    apply: gone,
  },
  ...HOLDS.map(({ name, apply }): Mutation => ({
    name: `written off beside ${name}`,
    check: 'written-off',
    kind: APPROVED,
    apply,
  })),
  {
    name: 'what became of a notice is never said',
    check: 'asks',
    kind: 'legal.notice-requested',
    apply: said(() => ({ requestId: 'mutation', deadline: '2025-01-02' })),
  },
  {
    name: 'a negotiation that was asked for never ends',
    check: 'asks',
    kind: 'legal.negotiation-requested',
    apply: (record) => [
      { ...record, businessDate: '2024-01-01', data: { ...(record.data as object), requestId: 'x' } },
    ],
  },
  {
    name: 'the ledger never answers a write-off',
    check: 'asks',
    kind: 'ledger-request.write-off',
    apply: said(() => ({ requestId: 'mutation', answerBy: '2025-01-02' })),
  },
  {
    name: 'the ledger never answers a transfer',
    check: 'asks',
    kind: TRANSFER,
    apply: said(() => ({ requestId: 'mutation', answerBy: '2025-01-02' })),
  },
];
