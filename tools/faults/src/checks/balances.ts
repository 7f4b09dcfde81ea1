import { minorUnits } from '@mora/kernel';
import type { Evidence } from '../evidence.js';
import { CURRENCY } from '../ledger-record.js';
import type { StreamRecord } from '../streams.js';
import { finding, type Finding } from './finding.js';

/** The bank's own sums, those of the loan stream and classification's books agree to the cent, loan by loan. */
export function checkBalances({ expected, standings }: Evidence, loanStream: readonly StreamRecord[]): Finding[] {
  const published = paidOnStream(loanStream);
  const books = new Map(standings.map((row) => [row.loan, row]));
  const findings: Finding[] = [];
  for (const [loan, { paidMinor, overdueMinor }] of expected) {
    const row = books.get(loan);
    const told = published.get(loan) ?? 0n;
    if (told !== paidMinor) findings.push(finding('balance', `${loan}: paid ${paidMinor}, on the stream ${told}`));
    if (row === undefined) findings.push(finding('lost', `${loan} is not in classification's books`));
    else if (row.paidMinor !== paidMinor)
      findings.push(finding('balance', `${loan}: paid ${paidMinor}, in the books ${row.paidMinor}`));
    else if (row.overdueMinor !== overdueMinor)
      findings.push(finding('balance', `${loan}: overdue ${overdueMinor}, in the books ${row.overdueMinor}`));
    books.delete(loan);
  }
  for (const loan of books.keys()) findings.push(finding('doubled', `${loan} is in the books and not in the bank`));
  return findings;
}

type Money = Readonly<{ amount: string }>;

function paidOnStream(loanStream: readonly StreamRecord[]): Map<string, bigint> {
  const paid = new Map<string, bigint>();
  for (const { key, type, text } of loanStream) {
    const sign = type.includes('.payment-posted.') ? 1n : type.includes('.payment-reversed.') ? -1n : 0n;
    if (key === null || sign === 0n) continue;
    const minor = minorUnits((JSON.parse(text) as Money).amount, CURRENCY);
    paid.set(key, (paid.get(key) ?? 0n) + sign * minor);
  }
  return paid;
}
