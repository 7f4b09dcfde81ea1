import { type CalendarDate, type Currency, daysBetween } from '@mora/kernel';
import type { Amounts, Instalment, Minor, Rate } from '../../words.js';
import type { LedgerFact, LoanStatus } from '../event.js';
import type { Part, Step } from '../part.js';

/** Money that stands; what was taken back is not there. Sorted by (valueDate, id). */
export type PaymentKept = Readonly<{
  id: string;
  minor: Minor;
  valueDate: CalendarDate;
  /** The business day on which it became known. */
  bookedOn: CalendarDate;
  /** How the ledger has allocated it, where it says so. */
  portions: Amounts | null;
}>;

/** What the ledger asks for beside the schedule. Sorted by (dueOn, id). */
export type Charge = Readonly<{
  id: string;
  component: keyof Amounts;
  minor: Minor;
  dueOn: CalendarDate;
  bookedOn: CalendarDate;
}>;

export type ScheduleEnd = Readonly<{ lastOn: CalendarDate; requestId: string | null }>;

export type Pause = Readonly<{ id: string; from: CalendarDate; until: CalendarDate | null }>;

/** What the ledger says of a loan. Written at facts of the loan stream alone. */
export type LedgerPart = Readonly<{
  product: string | null;
  currency: Currency | null;
  disbursedOn: CalendarDate | null;
  principal: Minor | null;
  yearlyRate: Rate | null;
  cutOver: boolean;
  schedule: Readonly<{ version: number; bookedOn: CalendarDate; instalments: readonly Instalment[] }> | null;
  /** How its last day has moved, from what was signed on, and by which ask; not there where it never has. */
  ends?: readonly ScheduleEnd[];
  charges: readonly Charge[];
  /** All of them: an act may lie years back, and a claim is what was paid from the first day on. */
  payments: readonly PaymentKept[];
  pauses: readonly Pause[];
  status: LoanStatus;
  statusOn: CalendarDate | null;
  /** What the ledger has said to an ask, by request. */
  answers: Readonly<Record<string, 'accepted' | 'rejected'>>;
  heldSince: CalendarDate | null;
}>;

const START: LedgerPart = {
  product: null,
  currency: null,
  disbursedOn: null,
  principal: null,
  yearlyRate: null,
  cutOver: false,
  schedule: null,
  charges: [],
  payments: [],
  pauses: [],
  status: 'active',
  statusOn: null,
  answers: {},
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
        return isForeign(part, event.currency) ? foreign(part) : { part: scheduled(part, event), reviewOn: openDay };
      case 'charge':
        return isForeign(part, event.currency) ? foreign(part) : { part: charged(part, event), reviewOn: openDay };
      case 'payment':
        return isForeign(part, event.currency) ? foreign(part) : { part: paid(part, event), reviewOn: openDay };
      case 'reversal':
        return { part: takenBack(part, event), reviewOn: openDay };
      case 'status':
        return { part: { ...part, status: event.status, statusOn: event.effectiveOn }, reviewOn: openDay };
      case 'paused': {
        const { pauseId: id, from, until } = event;
        const pauses = [...part.pauses.filter((pause) => pause.id !== id), { id, from, until }];
        return { part: { ...part, pauses }, reviewOn: openDay };
      }
      case 'request-answered': {
        const { requestId, outcome } = event;
        return { part: { ...part, answers: { ...part.answers, [requestId]: outcome } }, reviewOn: openDay };
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

function scheduled(part: LedgerPart, fact: Fact<'schedule'>): LedgerPart {
  const { version, instalments, yearlyRate, currency, bookedOn } = fact;
  if (part.schedule !== null && version < part.schedule.version) return part;
  const ordered = instalments.toSorted((a, b) =>
    a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.number - b.number,
  );
  return {
    ...part,
    currency,
    yearlyRate: yearlyRate ?? part.yearlyRate,
    schedule: { version, bookedOn, instalments: ordered },
    ...endsOf(part, fact, ordered),
  };
}

/** A correction tells what the last of the agreements said; anything else is another agreement. */
function endsOf(
  { schedule, ends = [] }: LedgerPart,
  { isCorrection, requestId }: Fact<'schedule'>,
  ordered: readonly Instalment[],
): Pick<LedgerPart, 'ends'> {
  const [before, lastOn] = [schedule?.instalments.at(-1)?.dueOn, ordered.at(-1)?.dueOn];
  if (before === undefined || lastOn === undefined || before === lastOn) return {};
  const [last] = ends.slice(-1);
  if (isCorrection !== true) {
    const signed: readonly ScheduleEnd[] = ends.length === 0 ? [{ lastOn: before, requestId: null }] : ends;
    return { ends: [...signed, { lastOn, requestId: requestId ?? null }] };
  }
  return last === undefined ? {} : { ends: [...ends.slice(0, -1), { ...last, lastOn }] };
}

/** A charge that is said again is as it is said last, and gone where nothing is left of it. */
function charged(part: LedgerPart, fact: Fact<'charge'>): LedgerPart {
  const { chargeId: id, component, minor, dueOn, currency, bookedOn } = fact;
  const others = part.charges.filter((charge) => charge.id !== id);
  const charges = minor === 0 ? others : [...others, { id, component, minor, dueOn, bookedOn }].toSorted(byDueDate);
  return { ...part, currency, charges };
}

const byDueDate = (a: Charge, b: Charge): number =>
  a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.id < b.id ? -1 : 1;

function paid(part: LedgerPart, { paymentId: id, minor, valueDate, portions, bookedOn }: Fact<'payment'>): LedgerPart {
  const others = part.payments.filter((payment) => payment.id !== id);
  const at = others.findLastIndex(
    (payment) => payment.valueDate < valueDate || (payment.valueDate === valueDate && payment.id < id),
  );
  return { ...part, payments: others.toSpliced(at + 1, 0, { id, minor, valueDate, bookedOn, portions }) };
}

function takenBack(part: LedgerPart, { paymentId }: Fact<'reversal'>): LedgerPart {
  const payments = part.payments.filter(({ id }) => id !== paymentId);
  return payments.length === part.payments.length ? part : { ...part, payments };
}

/** How many of the days after one, up to another, lie in a pause that the ledger has granted. */
export function pausedDays({ pauses }: Pick<LedgerPart, 'pauses'>, after: CalendarDate, upTo: CalendarDate): number {
  const spans = pauses
    .map(({ from, until }) => [Math.max(0, daysBetween(after, from) - 1), daysTo(after, until, upTo)] as const)
    .filter(([first, last]) => last > first)
    .toSorted(([a], [b]) => a - b);
  let [counted, reached] = [0, 0];
  for (const [first, last] of spans) {
    counted += Math.max(0, last - Math.max(first, reached));
    reached = Math.max(reached, last);
  }
  return counted;
}

const daysTo = (after: CalendarDate, until: CalendarDate | null, upTo: CalendarDate): number =>
  daysBetween(after, until === null || until > upTo ? upTo : until);
