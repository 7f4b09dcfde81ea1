import { addDays, amountText, type CalendarDate } from '@mora/kernel';
import { type Booking, sumOf } from './booking.js';
import type { Counted, LedgerMessage } from './message.js';
import { LEDGER, type LoanTerms, type Portfolio } from './portfolio.js';
import { type Instalment, owed } from './schedule.js';

/** A record before it has its number: what the ledger says, and what it adds to the control total. */
type Draft = Readonly<{ on: CalendarDate; kind: string; data: object; minor?: bigint; cutOver?: boolean }>;

/**
 * All records of a loan in the order of its ledger, numbered without a hole. A loan older than its first day with Mora
 * comes over on that day: as it stands, with one opening balance for all that was paid before. One that had ended by then
 * does not come.
 */
export function loanRecords({ opensOn }: Portfolio, terms: LoanTerms, story: readonly Booking[]): readonly Counted[] {
  const before = story.filter(({ bookedOn }) => bookedOn < opensOn);
  if (before.some(({ kind }) => kind === 'status')) return [];
  const after = story.filter(({ bookedOn }) => bookedOn >= opensOn);
  const takenOver = before.length === 0 ? [] : cutOver(terms, opensOn, before, after);
  const drafts = [...takenOver, ...after.flatMap((booking) => draftsOf(terms, booking))];
  return drafts.map((draft, index) => numbered(terms, draft, index + 1));
}

function numbered(
  { id, currency }: LoanTerms,
  { on, kind, data, minor = 0n, cutOver }: Draft,
  sequence: number,
): Counted {
  const message: LedgerMessage = {
    specversion: '1.0',
    id: `${id}:${sequence}`,
    source: LEDGER,
    type: `ledger.${kind}.v1`,
    subject: id,
    businessdate: on,
    sequence,
    data: { ...(cutOver ? { cutOver } : {}), ...data },
  };
  return { message, minor, currency };
}

function draftsOf(terms: LoanTerms, booking: Booking): readonly Draft[] {
  const { currency } = terms;
  const on = booking.bookedOn;
  switch (booking.kind) {
    case 'opened':
      return opened(terms, on);
    case 'schedule':
      return [schedule(terms, booking)];
    case 'payment': {
      const { transaction, minor, valueDate } = booking;
      const data = { transactionId: transaction, amount: amountText(minor, currency), currency, valueDate };
      return [{ on, kind: 'payment-posted', minor, data }];
    }
    case 'reversal': {
      const { transaction, original, minor } = booking;
      const amount = amountText(minor, currency);
      const data = { transactionId: transaction, originalTransactionId: original, amount, currency, valueDate: on };
      return [{ on, kind: 'payment-reversed', minor, data }];
    }
    case 'charge': {
      const { charge: chargeId, minor, dueOn } = booking;
      const data = { chargeId, component: 'fee', amount: amountText(minor, currency), currency, dueOn };
      return [{ on, kind: 'charge-posted', minor, data }];
    }
    case 'status':
      return [{ on, kind: 'status-changed', data: { status: booking.status, effectiveOn: on } }];
    case 'answer': {
      const { requestId, outcome, reason, restructure } = booking;
      const echo = { ...(reason !== undefined && { reason }), ...(restructure !== undefined && { restructure }) };
      return [{ on, kind: 'request-answered', data: { requestId, outcome, ...echo } }];
    }
  }
}

function opened({ product, currency, principalMinor, disbursedOn, party }: LoanTerms, on: CalendarDate): Draft[] {
  const principal = amountText(principalMinor, currency);
  return [
    { on, kind: 'loan-registered', data: { product, currency, disbursedOn, principal } },
    { on, kind: 'party-linked', data: { partyId: party, role: 'borrower', from: disbursedOn } },
  ];
}

function schedule({ currency }: LoanTerms, booking: Extract<Booking, { kind: 'schedule' }>): Draft {
  const { version, reason, request, yearlyRate, bookedOn: on } = booking;
  const instalments = booking.instalments.map(({ number, dueOn, principal, interest, fee, penalty }) => ({
    number,
    dueOn,
    principal: amountText(principal, currency),
    interest: amountText(interest, currency),
    ...(fee !== undefined && { fee: amountText(fee, currency) }),
    ...(penalty !== undefined && { penalty: amountText(penalty, currency) }),
  }));
  const agreed = { ...(request !== undefined && { request }), ...(yearlyRate !== undefined && { yearlyRate }) };
  return { on, kind: 'schedule-replaced', data: { version, currency, reason, ...agreed, instalments } };
}

/** The loan as it stands the evening before the first day. A payment taken back later must be known by its own number. */
function cutOver(terms: LoanTerms, on: CalendarDate, before: readonly Booking[], after: readonly Booking[]): Draft[] {
  const takenBackLater = new Set(after.map((one) => (one.kind === 'reversal' ? one.original : '')));
  const single = before.filter(
    (one) => one.kind === 'charge' || (one.kind === 'payment' && takenBackLater.has(one.transaction)),
  );
  const paid = sumOf(before.filter((one) => !single.includes(one)));
  const plans = before.filter((one) => one.kind === 'schedule');
  const [registered, party] = opened(terms, on) as [Draft, Draft];
  const history = historyOf(plans.at(-1)?.instalments ?? [], paid + sumOf(single), on);
  return [
    { ...registered, data: { ...registered.data, history } },
    party,
    ...plans.slice(-1).map((plan) => schedule(terms, plan)),
    ...single.flatMap((one) => draftsOf(terms, one)),
    ...(paid > 0n ? [openingBalance(terms, paid, on)] : []),
  ].map((draft) => ({ ...draft, on, cutOver: true }));
}

function openingBalance({ currency }: LoanTerms, minor: bigint, on: CalendarDate): Draft {
  const amount = amountText(minor, currency);
  const data = { transactionId: 'opening-balance', amount, currency, valueDate: addDays(on, -1) };
  return { on, kind: 'payment-posted', minor, data };
}

/** Oldest instalment first: from which day on the loan was overdue, if it was. */
function historyOf(instalments: readonly Instalment[], paid: bigint, opensOn: CalendarDate): object {
  const asOf = addDays(opensOn, -1);
  let left = paid;
  const unpaid = instalments.find((one) => (left -= owed(one)) < 0n);
  const overdue = unpaid !== undefined && unpaid.dueOn < asOf;
  return overdue ? { asOf, firstOverdueOn: unpaid.dueOn, episodes: 1 } : { asOf, episodes: 0 };
}
