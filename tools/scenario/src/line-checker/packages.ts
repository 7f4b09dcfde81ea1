import { ledgerRequestTransfer } from '@mora/contracts';
import { minorUnits } from '@mora/kernel';
import type { Finding, LawBook, LogRecord } from './book.js';

type Asked = Readonly<{ loan: string; requestId: string; minor: bigint }>;

/** Claims that are sold together cost together what was bid for all of them, to the cent, and each of them once. */
export function pricesAddUp(
  records: readonly LogRecord[],
  { packages }: Pick<LawBook, 'packages'>,
): readonly Finding[] {
  const asked = new Map<string, Map<string, Asked>>();
  for (const { type, loan, data } of records) {
    if (type !== ledgerRequestTransfer.type) continue;
    const { packageId, requestId, price, currency } = ledgerRequestTransfer.check(data);
    const loans = asked.get(packageId) ?? new Map<string, Asked>();
    asked.set(packageId, loans.set(loan, { loan, requestId, minor: minorUnits(price, currency) }));
  }
  return [...asked].flatMap(([packageId, loans]) => {
    const [first] = loans.values();
    const finding = (detail: string): Finding => ({
      check: 'price',
      loan: first?.loan ?? '',
      about: packageId,
      detail,
    });
    const awarded = packages.get(packageId);
    if (awarded === undefined) return [finding('sold, and nobody has awarded it')];
    const sum = [...loans.values()].reduce((all, { minor }) => all + minor, 0n);
    // Whoever could not be sold any more keeps its share.
    const isRight = awarded.notAsked > 0 ? sum < awarded.price : sum === awarded.price;
    return isRight ? [] : [finding(`its claims cost ${sum}, it went for ${awarded.price}`)];
  });
}
