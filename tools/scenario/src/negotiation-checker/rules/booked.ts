import { ledgerRequestReschedule, loanPaymentPosted, loanPaymentReversed, loanRequestAnswered } from '@mora/contracts';
import { type Currency, minorUnits } from '@mora/kernel';
import { amountOf, type Finding, type NegotiationBook, type Row } from '../book.js';
import type { Taken, Trace } from '../trace.js';

type Texts = Readonly<{ dueOn: string; principal: string; interest: string; fee?: string; penalty?: string }>;

const rowOf = ({ dueOn, principal, interest, fee = '0', penalty = '0' }: Texts, currency: Currency): Row => ({
  dueOn,
  principal: minorUnits(principal, currency),
  interest: minorUnits(interest, currency),
  fee: minorUnits(fee, currency),
  penalty: minorUnits(penalty, currency),
});
const text = (rows: readonly Row[]): string =>
  rows.map((row) => [row.dueOn, row.principal, row.interest, row.fee, row.penalty].join(' ')).join('\n');

/** What was disclosed is what was asked for, is what was booked, is what the plan says; to the cent and to the day. */
export function sameRows({ trace, accepted, acknowledged, ask, booked, activated }: Taken, book: NegotiationBook) {
  const finding = (detail: string): Finding[] => [
    { check: 'rows', loan: trace.loan, about: accepted.data.planId, detail },
  ];
  if (ask === undefined) return [];
  const { currency, instalments, effectiveFrom } = ask.data;
  const asked = instalments.map((row) => rowOf(row, currency));
  const pack = book.packs.get(acknowledged?.data.disclosureId ?? '');
  if (pack !== undefined && text(pack.rows) !== text(asked)) return finding('asked for otherwise than disclosed');
  if (booked === undefined || activated === undefined) return [];
  const all = booked.data.instalments.map((row) => rowOf(row, currency));
  const said = (activated.data.instalments ?? []).map((row) => `${row.dueOn} ${minorUnits(row.amount, currency)}`);
  const difference = book.differences.get(accepted.data.planId);
  if (difference !== undefined && difference.disclosureId === activated.data.disclosureId) {
    const stands = owedIn(all.slice(-said.length));
    const isShown = said.join() === difference.rows.join() && said.join() === stands.join();
    return isShown ? [] : finding('in force otherwise than the ledger has booked it and it was shown');
  }
  const paid = all.slice(0, -asked.length);
  if (text(all.slice(paid.length)) !== text(asked)) return finding('in force though it was booked otherwise');
  const before = paid.reduce((sum, row) => sum + amountOf(row), 0n);
  if (before !== moneyOf(trace, booked.place, effectiveFrom, currency))
    return finding('what stands before was not paid');
  return owedIn(asked).join() === said.join() ? [] : finding('the plan says other instalments than were booked');
}

const owedIn = (rows: readonly Row[]): readonly string[] => rows.map((row) => `${row.dueOn} ${amountOf(row)}`);

function moneyOf(trace: Trace, place: number, from: string, currency: Currency): bigint {
  const back = new Set(trace.before(loanPaymentReversed, place).map(({ data }) => data.originalTransactionId));
  return trace
    .before(loanPaymentPosted, place)
    .filter(({ data }) => data.valueDate < from && !back.has(data.transactionId))
    .reduce((sum, { data }) => sum + minorUnits(data.amount, currency), 0n);
}

/** No plan of which the ledger is asked is in force before the ledger has booked it. */
export function bookedFirst({ trace, accepted, booked, activated }: Taken): Finding[] {
  const { planId, requestId } = accepted.data;
  if (activated === undefined || requestId === null) return [];
  const answers = trace.before(loanRequestAnswered, activated.place);
  const said = answers.some(({ data }) => data.outcome === 'accepted' && data.requestId === activated.data.requestId);
  const isBooked = booked === undefined ? said : booked.place < activated.place;
  const asks = trace.all(ledgerRequestReschedule).some(({ data }) => data.planId === planId);
  if (isBooked && (booked !== undefined || !asks)) return [];
  return [{ check: 'booked', loan: trace.loan, about: planId, detail: 'in force before the ledger has booked it' }];
}
