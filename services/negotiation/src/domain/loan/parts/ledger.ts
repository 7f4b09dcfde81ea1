import { addDays, type CalendarDate, type Currency, daysBetween, earliest } from '@mora/kernel';
import type { Amounts, Instalment, Minor, Rate } from '../../words.js';
import type { LedgerFact, LoanStatus } from '../event.js';
import type { Part, Step } from '../part.js';

/** Money that stands; what was taken back is not there. Sorted by (valueDate, id). */
export type PaymentKept = Readonly<{
  id: string;
  minor: Minor;
  valueDate: CalendarDate;
  /** How the ledger has allocated it, where it says so. */
  portions: Amounts | null;
}>;

export type Pause = Readonly<{ id: string; from: CalendarDate; until: CalendarDate | null }>;

/** What the ledger says of a loan. Written at facts of the loan stream alone. */
export type LedgerPart = Readonly<{
  product: string | null;
  currency: Currency | null;
  disbursedOn: CalendarDate | null;
  principal: Minor | null;
  yearlyRate: Rate | null;
  cutOver: boolean;
  schedule: Readonly<{ version: number; instalments: readonly Instalment[] }> | null;
  /** How the first schedule ended: limits of an extension are counted from there. */
  first: Readonly<{ count: number; endOn: CalendarDate }> | null;
  /** Of the last 400 days. */
  payments: readonly PaymentKept[];
  /** The sum of those before. */
  foldedMinor: Minor;
  pauses: readonly Pause[];
  status: LoanStatus;
  heldSince: CalendarDate | null;
}>;

const PAYMENT_DAYS = 400;

const START: LedgerPart = {
  product: null,
  currency: null,
  disbursedOn: null,
  principal: null,
  yearlyRate: null,
  cutOver: false,
  schedule: null,
  first: null,
  payments: [],
  foldedMinor: 0,
  pauses: [],
  status: 'active',
  heldSince: null,
};

export const ledgerPart: Part<LedgerPart> = {
  name: 'ledger',
  start: START,
  on(part, event, _view, { openDay }): Step<LedgerPart> {
    switch (event.kind) {
      case 'registered': {
        const { product, currency, disbursedOn, principal, cutOver } = event;
        return { part: { ...part, product, currency, disbursedOn, principal, cutOver } };
      }
      case 'schedule':
        return isForeign(part, event.currency) ? foreign(part) : { part: scheduled(part, event) };
      case 'payment':
        return isForeign(part, event.currency) ? foreign(part) : { part: paid(part, event, openDay) };
      case 'reversal':
        return { part: takenBack(part, event) };
      case 'status':
        return { part: { ...part, status: event.status }, reviewOn: openDay };
      case 'paused': {
        const { pauseId: id, from, until } = event;
        const pauses = [...part.pauses.filter((pause) => pause.id !== id), { id, from, until }];
        return { part: { ...part, pauses }, reviewOn: openDay };
      }
      case 'upstream-held':
        return event.by === 'ledger' ? { part: { ...part, heldSince: event.since }, reviewOn: openDay } : { part };
      case 'upstream-released':
        return event.by === 'ledger' ? { part: { ...part, heldSince: null }, reviewOn: openDay } : { part };
      default:
        return { part };
    }
  },
};

const isForeign = ({ currency }: LedgerPart, given: Currency): boolean => currency !== null && currency !== given;

const foreign = (part: LedgerPart): Step<LedgerPart> => ({
  part,
  refuse: { because: 'currency-differs', detail: `the loan is in ${part.currency}` },
});

type Fact<K extends LedgerFact['kind']> = Extract<LedgerFact, { kind: K }>;

function scheduled(part: LedgerPart, { version, instalments, yearlyRate, currency }: Fact<'schedule'>): LedgerPart {
  if (part.schedule !== null && version < part.schedule.version) return part;
  const ordered = instalments.toSorted((a, b) =>
    a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.number - b.number,
  );
  const last = ordered.at(-1);
  const first = part.first ?? (last === undefined ? null : { count: ordered.length, endOn: last.dueOn });
  return {
    ...part,
    currency,
    first,
    yearlyRate: yearlyRate ?? part.yearlyRate,
    schedule: { version, instalments: ordered },
  };
}

function paid(part: LedgerPart, fact: Fact<'payment'>, openDay: CalendarDate): LedgerPart {
  const { paymentId: id, minor, valueDate, portions } = fact;
  const since = addDays(openDay, -PAYMENT_DAYS);
  const all = withPayment(part.payments, { id, minor, valueDate, portions });
  const old = all.filter((one) => one.valueDate < since);
  if (old.length === 0) return { ...part, payments: all };
  return { ...part, payments: all.slice(old.length), foldedMinor: part.foldedMinor + sumOf(old) };
}

/** The payments with one more, or with the same one as it is said now, in their order. */
export function withPayment(payments: readonly PaymentKept[], one: PaymentKept): readonly PaymentKept[] {
  const others = payments.filter(({ id }) => id !== one.id);
  const at = others.findLastIndex(
    ({ valueDate, id }) => valueDate < one.valueDate || (valueDate === one.valueDate && id < one.id),
  );
  return others.toSpliced(at + 1, 0, one);
}

const sumOf = (payments: readonly PaymentKept[]): Minor => payments.reduce((sum, { minor }) => sum + minor, 0);

/** A payment that is too old to be kept by itself is taken out of the sum. */
function takenBack(part: LedgerPart, { paymentId, minor }: Fact<'reversal'>): LedgerPart {
  const payments = part.payments.filter(({ id }) => id !== paymentId);
  if (payments.length < part.payments.length) return { ...part, payments };
  return part.foldedMinor < minor ? part : { ...part, foldedMinor: part.foldedMinor - minor };
}

const coversDay = ({ from, until }: Pause, day: CalendarDate): boolean =>
  from <= day && (until === null || day <= until);

/** Whether the ledger lets the loan rest on a day, its first and last day among them. */
export const isPaused = ({ pauses }: Pick<LedgerPart, 'pauses'>, day: CalendarDate): boolean =>
  pauses.some((pause) => coversDay(pause, day));

/** The first day after this one on which a pause begins or has ended; null where none does. */
export function nextPauseEdge({ pauses }: Pick<LedgerPart, 'pauses'>, after: CalendarDate): CalendarDate | null {
  const edges = pauses.flatMap(({ from, until }) => [from, ...(until === null ? [] : [addDays(until, 1)])]);
  return edges.reduce<CalendarDate | null>((first, edge) => {
    if (edge <= after) return first;
    return first === null ? edge : earliest(first, edge);
  }, null);
}

/** How many of the days after one, up to another, lie in a pause. */
export function pausedDays({ pauses }: Pick<LedgerPart, 'pauses'>, after: CalendarDate, upTo: CalendarDate): number {
  if (pauses.length === 0) return 0;
  const days = Math.max(0, daysBetween(after, upTo));
  return Array.from({ length: days }, (_, n) => addDays(after, n + 1)).filter((day) => isPaused({ pauses }, day))
    .length;
}
