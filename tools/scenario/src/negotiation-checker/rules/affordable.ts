import { type Finding, amountOf, type NegotiationBook, type Stated } from '../book.js';
import type { Taken } from '../trace.js';

/** What a household may be asked for, by what it stated: computed here and nowhere else. */
export function capacityOf(stated: Stated): bigint {
  const { verifiedIncome, unverifiedIncome, unverifiedPermille, essentials, floor, priorityDebts, permille } = stated;
  const income = verifiedIncome + (unverifiedIncome * unverifiedPermille) / 1000n;
  const left = income - (essentials > floor ? essentials : floor) - priorityDebts;
  return left > 0n ? (left * permille) / 1000n : 0n;
}

/** No instalment of a plan is more than its borrower can bear. */
export function affordable({ trace, accepted, acknowledged }: Taken, book: NegotiationBook): readonly Finding[] {
  const pack = book.packs.get(acknowledged?.data.disclosureId ?? '');
  if (pack === undefined) return [];
  const finding = (detail: string): Finding[] => [
    { check: 'affordable', loan: trace.loan, about: accepted.data.planId, detail },
  ];
  const stated = book.stated.get(pack.assessmentId);
  if (stated === undefined) return finding('nobody has stated what it rests on');
  const capacity = capacityOf(stated);
  const over = pack.rows.find((row) => amountOf(row) > capacity);
  return over === undefined ? [] : finding(`the instalment of ${over.dueOn} is more than the borrower can bear`);
}
