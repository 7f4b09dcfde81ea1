import { legalClaimComputed, legalFiled } from '@mora/contracts';
import { minorUnits } from '@mora/kernel';
import type { Trace } from '../negotiation-checker/trace.js';
import type { Finding } from './book.js';
import { Ledger } from './ledger.js';
import type { FeeTable, LineRules, Vector } from './rules-read.js';

const BOOKED = ['interest', 'fee'] as const;

/** What is claimed is what the ledger has booked: all that is due, and of what is not due the principal or nothing. */
export function claimsAreBooked(trace: Trace): readonly Finding[] {
  return trace.all(legalClaimComputed).flatMap(({ place, data }) => {
    const { asOf, currency, sheetId } = data;
    const ledger = new Ledger(trace, place, asOf);
    const due = ledger.dueBefore(asOf);
    const wrong = BOOKED.filter((component) => minorUnits(data[component], currency) !== due[component]);
    const principal = minorUnits(data.principal, currency);
    const isPrincipal = principal === due.principal || principal === ledger.total.principal;
    return [...wrong, ...(isPrincipal ? [] : ['principal'])].map((component): Finding => {
      return { check: 'claim', loan: trace.loan, about: sheetId, detail: `${component} is not what is booked` };
    });
  });
}

/** What was filed is what was computed for it, and the court's fee is by its table. */
export function filedAmounts(trace: Trace, { fees }: LineRules): readonly Finding[] {
  return trace.all(legalFiled).flatMap(({ place, data }) => {
    const { proceedingId, sheetId, amount, currency, fee, kind, on } = data;
    const finding = (detail: string): Finding => ({ check: 'fee', loan: trace.loan, about: proceedingId, detail });
    const sheet = trace.before(legalClaimComputed, place).find((one) => one.data.sheetId === sheetId);
    if (sheet === undefined) return [finding('no such claim was computed')];
    const own = feeIn(fees, { kind, on, currency }, minorUnits(amount, currency));
    return [
      ...(own === minorUnits(fee, currency) ? [] : [finding(`asks for ${fee} where the table says ${own}`)]),
      ...(minorUnits(amount, currency) > minorUnits(sheet.data.total, currency)
        ? [finding('more is filed than was computed')]
        : []),
    ];
  });
}

type Asked = Readonly<{ kind: string; on: string; currency: string }>;

function feeIn(tables: readonly FeeTable[], { kind, on, currency }: Asked, amount: bigint): bigint | null {
  const table = tables
    .filter((one) => one.currency === currency && one.effectiveFrom <= on)
    .toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1))
    .at(-1);
  const row = table?.kinds[kind];
  if (table === undefined || row === undefined) return null;
  if (row === null) return 0n;
  if ('fixed' in row) {
    return BigInt(row.fixed.find(({ below }) => below === null || amount < BigInt(below))?.fee ?? 0);
  }
  const vector = table.vectors[row.vector];
  return vector === undefined ? null : shareOf(vector, amount, row.share);
}

/** In ten thousandths of the smallest unit until the end, and rounded once. */
function shareOf(vector: Vector, claimed: bigint, share: Readonly<{ of: number; in: number }>): bigint {
  const { perStarted = 1, roundedTo = 1, freeBelow = 0 } = vector;
  if (claimed < BigInt(freeBelow)) return 0n;
  const step = BigInt(perStarted);
  const amount = ((claimed + step - 1n) / step) * step;
  let fee = BigInt(vector.base) * 10_000n;
  let from = BigInt(vector.baseUpTo);
  for (const { upTo, perTenThousand } of vector.brackets) {
    const to = upTo === null || BigInt(upTo) > amount ? amount : BigInt(upTo);
    if (to > from) fee += (to - from) * BigInt(perTenThousand);
    if (upTo !== null) from = BigInt(upTo);
  }
  const most = vector.max === null ? fee : BigInt(vector.max) * 10_000n;
  const unit = 10_000n * BigInt(share.in) * BigInt(roundedTo);
  return ((2n * (fee < most ? fee : most) * BigInt(share.of) + unit) / (2n * unit)) * BigInt(roundedTo);
}
