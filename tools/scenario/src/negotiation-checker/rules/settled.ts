import { ledgerRequestFund, ledgerRequestSettle } from '@mora/contracts';
import { minorUnits } from '@mora/kernel';
import { amountOf, type Finding, type NegotiationBook } from '../book.js';
import type { Taken } from '../trace.js';

/** What was disclosed of a settlement, or of a sum of the fund, is what the ledger is asked for, to the cent and to the day. */
export function sameSums({ trace, accepted, acknowledged }: Taken, book: NegotiationBook): readonly Finding[] {
  const { planId } = accepted.data;
  const pack = book.packs.get(acknowledged?.data.disclosureId ?? '');
  if (pack === undefined) return [];
  const finding: Finding = { check: 'rows', loan: trace.loan, about: planId, detail: 'other sums are asked for' };
  const told = pack.rows.map((row) => `${row.dueOn} ${amountOf(row)}`).join();
  const all = pack.rows.reduce((sum, row) => sum + amountOf(row), 0n);
  const minor = (text: string): bigint => minorUnits(text, pack.currency);
  const settles = trace.all(ledgerRequestSettle).filter(({ data }) => data.planId === planId);
  const funds = trace.all(ledgerRequestFund).filter(({ data }) => data.planId === planId);
  const areSame = [
    ...settles.map(({ data: { pay, parts } }) => {
      const asked = parts.map(({ dueOn, amount }) => `${dueOn} ${minor(amount)}`).join();
      return asked === told && minor(pay) === all && all === pack.settlesFor;
    }),
    ...funds.map(({ data: { amount, instalments } }) => {
      const asked = instalments.map(({ dueOn, principal }) => `${dueOn} ${minor(principal)}`).join();
      return asked === told && minor(amount) === all;
    }),
  ];
  return areSame.every(Boolean) ? [] : [finding];
}
