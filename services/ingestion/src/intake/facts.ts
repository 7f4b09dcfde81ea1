import type { LedgerRecord } from '@mora/contracts';
import { amountText, type CalendarDate, type Currency, minorUnits } from '@mora/kernel';
import { type MonthsConvention, oldestUnpaidOf } from '../domain/arrears.js';
import type { Fact } from '../domain/booked.js';
import { amountOf, dayOf, minorOf } from './field.js';
import { rejected } from './rejection.js';

type Of<K extends LedgerRecord['kind']> = Extract<LedgerRecord, { kind: K }>['data'];
type Control = Readonly<{ currency: Currency; minor: bigint }>;

/** What one record says: its facts, the day from which they count, and what it adds to the day's control total. */
export type Meaning = Readonly<{
  facts: readonly Fact[];
  valueDate: CalendarDate;
  currency: Currency | null;
  control: Control | null;
  historyUntil?: CalendarDate;
}>;

export type BookedKind = Exclude<LedgerRecord['kind'], 'day-closed'>;

/** Reads the data of a record of a loan. Throws Rejected. */
export function meaningOf(
  record: Extract<LedgerRecord, { kind: BookedKind }>,
  bookedOn: CalendarDate,
  months: MonthsConvention,
): Meaning {
  switch (record.kind) {
    case 'loan-registered':
      return registered(record.data, bookedOn);
    case 'schedule-replaced':
      return scheduleReplaced(record.data, bookedOn);
    case 'payment-posted':
      return paymentPosted(record.data);
    case 'payment-reversed':
      return paymentReversed(record.data);
    case 'charge-posted':
      return chargePosted(record.data);
    case 'status-changed':
      return statusChanged(record.data);
    case 'pause-changed':
      return pauseChanged(record.data);
    case 'party-linked':
      return partyLinked(record.data);
    case 'request-answered':
      return requestAnswered(record.data, bookedOn);
    case 'arrears-snapshot':
      return arrearsSnapshot(record.data, months);
  }
}

function registered(data: Of<'loan-registered'>, bookedOn: CalendarDate): Meaning {
  const { product, currency, externalId, disbursedOn, principal, history } = data;
  const historyUntil = history === undefined ? undefined : dayOf(history.asOf, 'history.asOf');
  const body = {
    product,
    currency,
    ...(externalId !== undefined && { externalId }),
    ...(disbursedOn !== undefined && { disbursedOn: dayOf(disbursedOn, 'disbursedOn') }),
    ...(principal !== undefined && { principal: amountOf(principal, currency, 'principal') }),
    ...(history !== undefined && { history: historyOf(history) }),
  };
  const meaning = { facts: [{ kind: 'registered' as const, body }], valueDate: bookedOn, currency, control: null };
  return historyUntil === undefined ? meaning : { ...meaning, historyUntil };
}

const historyOf = ({ asOf, firstOverdueOn, episodes, class: name }: NonNullable<Of<'loan-registered'>['history']>) => ({
  asOf,
  episodes,
  ...(firstOverdueOn !== undefined && { firstOverdueOn: dayOf(firstOverdueOn, 'history.firstOverdueOn') }),
  ...(name !== undefined && { class: name }),
});

function scheduleReplaced(data: Of<'schedule-replaced'>, bookedOn: CalendarDate): Meaning {
  const { version, currency, reason, request, yearlyRate } = data;
  const instalments = data.instalments.map(({ number, dueOn, ...amounts }, n) => {
    const at = `instalments.${n}`;
    return { number, dueOn: dayOf(dueOn, `${at}.dueOn`), ...portionsOf(amounts, currency, at) };
  });
  const body = {
    version,
    currency,
    ...(reason !== undefined && { reason }),
    ...(request !== undefined && { request }),
    ...(yearlyRate !== undefined && { yearlyRate }),
    instalments,
  };
  return { facts: [{ kind: 'schedule-replaced', body }], valueDate: bookedOn, currency, control: null };
}

type Money = Readonly<{ transactionId: string; amount: string; valueDate: string; portions?: Portions }>;
type Portions = NonNullable<Of<'payment-posted'>['portions']>;

function paymentPosted(data: Of<'payment-posted'>): Meaning {
  const { currency } = data;
  const body = paymentBody(data, currency, '');
  return {
    facts: [{ kind: 'payment-posted', body }],
    valueDate: body.valueDate,
    currency,
    control: controlOf(body.amount, currency),
  };
}

function paymentBody({ transactionId, amount, valueDate, portions }: Money, currency: Currency, above: string) {
  const minor = minorOf(amount, currency, `${above}amount`);
  const shares = portions === undefined ? undefined : portionsOf(portions, currency, `${above}portions`);
  if (shares !== undefined && sumOf(shares, currency) > minor) {
    const field = `${above}portions`;
    throw rejected('contract', 'portions-exceed-amount', field, `${field} add up to more than ${above}amount`);
  }
  return {
    transactionId,
    amount: amountText(minor, currency),
    currency,
    valueDate: dayOf(valueDate, `${above}valueDate`),
    ...(shares !== undefined && { portions: shares }),
  };
}

const sumOf = (shares: Readonly<Record<string, string>>, currency: Currency): bigint =>
  Object.values(shares).reduce((sum, share) => sum + minorUnits(share, currency), 0n);

/** A correction is the payment taken back, and the one that stands in its place. */
function paymentReversed(data: Of<'payment-reversed'>): Meaning {
  const { transactionId, originalTransactionId, currency, after } = data;
  const amount = amountOf(data.amount, currency, 'amount');
  const valueDate = dayOf(data.valueDate, 'valueDate');
  const reversal = { transactionId, originalTransactionId, amount, currency, valueDate };
  const facts: Fact[] = [{ kind: 'payment-reversed', body: reversal }];
  if (after !== undefined) facts.push({ kind: 'payment-posted', body: paymentBody(after, currency, 'after.') });
  return { facts, valueDate, currency, control: controlOf(amount, currency) };
}

function chargePosted({ chargeId, component, amount, currency, dueOn }: Of<'charge-posted'>): Meaning {
  const due = dayOf(dueOn, 'dueOn');
  const body = { chargeId, component, amount: amountOf(amount, currency, 'amount'), currency, dueOn: due };
  const control = controlOf(body.amount, currency);
  return { facts: [{ kind: 'charge-posted', body }], valueDate: due, currency, control };
}

function statusChanged({ status, effectiveOn }: Of<'status-changed'>): Meaning {
  const valueDate = dayOf(effectiveOn, 'effectiveOn');
  const body = { status, effectiveOn: valueDate };
  return { facts: [{ kind: 'status-changed', body }], valueDate, currency: null, control: null };
}

function pauseChanged({ pauseId, from, until }: Of<'pause-changed'>): Meaning {
  const valueDate = dayOf(from, 'from');
  const body = { pauseId, from: valueDate, until: until === null ? null : dayOf(until, 'until') };
  return { facts: [{ kind: 'paused', body }], valueDate, currency: null, control: null };
}

function partyLinked({ partyId, role, from, until }: Of<'party-linked'>): Meaning {
  const valueDate = dayOf(from, 'from');
  const body = { partyId, role, from: valueDate, ...(until !== undefined && { until: dayOf(until, 'until') }) };
  return { facts: [{ kind: 'party-linked', body }], valueDate, currency: null, control: null };
}

function requestAnswered(data: Of<'request-answered'>, bookedOn: CalendarDate): Meaning {
  const { requestId, outcome, reason, restructure } = data;
  const body = {
    requestId,
    outcome,
    ...(reason !== undefined && { reason }),
    ...(restructure !== undefined && { restructure }),
  };
  return { facts: [{ kind: 'request-answered', body }], valueDate: bookedOn, currency: null, control: null };
}

function arrearsSnapshot(data: Of<'arrears-snapshot'>, months: MonthsConvention): Meaning {
  const { currency, overdue, monthsInArrears, ledgerDaysPastDue, ledgerClass } = data;
  const asOf = dayOf(data.asOf, 'asOf');
  const { total, ...components } = overdue;
  const body = {
    asOf,
    oldestUnpaidDueOn: ageOf(data, asOf, months),
    ...(monthsInArrears !== undefined && { monthsInArrears }),
    currency,
    overdue: { total: amountOf(total, currency, 'overdue.total'), ...given(components, currency, 'overdue') },
    ...(ledgerDaysPastDue !== undefined && { ledgerDaysPastDue }),
    ...(ledgerClass !== undefined && { ledgerClass }),
  };
  const control = controlOf(body.overdue.total, currency);
  return { facts: [{ kind: 'arrears-reported', body }], valueDate: asOf, currency, control };
}

function ageOf(data: Of<'arrears-snapshot'>, asOf: CalendarDate, months: MonthsConvention): CalendarDate | null {
  const { oldestUnpaidDueOn, monthsInArrears } = data;
  if (oldestUnpaidDueOn === null) return null;
  if (oldestUnpaidDueOn !== undefined) return dayOf(oldestUnpaidDueOn, 'oldestUnpaidDueOn');
  if (monthsInArrears !== undefined) return oldestUnpaidOf(monthsInArrears, asOf, months);
  const field = 'oldestUnpaidDueOn';
  throw rejected('contract', 'arrears-age-missing', field, `one of ${field} and monthsInArrears must be given`);
}

const COMPONENTS = ['principal', 'interest', 'fee', 'penalty'] as const;

/** All four components; what is left out is nought. */
function portionsOf(portions: Portions, currency: Currency, above: string) {
  const [principal, interest, fee, penalty] = COMPONENTS.map((c) => amountOf(portions[c], currency, `${above}.${c}`));
  return { principal, interest, fee, penalty } as Record<(typeof COMPONENTS)[number], string>;
}

const given = (portions: Portions, currency: Currency, above: string): Partial<Record<string, string>> =>
  Object.fromEntries(
    COMPONENTS.filter((c) => portions[c] !== undefined).map((c) => [
      c,
      amountOf(portions[c], currency, `${above}.${c}`),
    ]),
  );

const controlOf = (amount: string, currency: Currency): Control => ({ currency, minor: minorUnits(amount, currency) });
