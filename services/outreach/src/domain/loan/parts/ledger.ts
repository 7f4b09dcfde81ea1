import { addDays, type CalendarDate, type Currency } from '@mora/kernel';
import type { PaymentBooked } from '../../promises/credit.js';
import type { Flag } from '../../words.js';
import type { Instalment, LedgerFact } from '../event.js';
import type { LoanView, Part, Step, SliceContent } from '../part.js';

export type Pause = Readonly<{ from: CalendarDate; until: CalendarDate | null }>;

/** What the ledger says of a loan, as far as a contact depends on it. Written at facts of the loan stream alone. */
export type LedgerPart = Readonly<{
  product: string | null;
  currency: Currency | null;
  status: 'active' | 'closed' | 'written-off' | 'transferred';
  scheduleVersion: number;
  /** Those that are still to fall due when the schedule comes, by day. */
  instalments: readonly Instalment[];
  /** Of the last 400 days; what was taken back is not there. */
  payments: readonly PaymentBooked[];
  /**
   * Money that came beyond what has fallen due; null where the last day ended with anything overdue. It is counted anew
   * from there, and from every schedule: what came before may have gone elsewhere, and a reminder too many does less
   * harm than one too few.
   */
  aheadMinor: number | null;
  pauses: Readonly<Record<string, Pause>>;
  held: string | null;
}>;

const PAYMENT_DAYS = 400;

const START: LedgerPart = {
  product: null,
  currency: null,
  status: 'active',
  scheduleVersion: -1,
  instalments: [],
  payments: [],
  aheadMinor: 0,
  pauses: {},
  held: null,
};

export const ledgerPart: Part<LedgerPart> = {
  name: 'ledger',
  start: START,
  on(part, event, view, { openDay }): Step<LedgerPart> {
    switch (event.kind) {
      case 'registered': {
        const { product, currency } = event;
        return looked({ ...part, product, currency }, openDay);
      }
      case 'schedule':
        return schedule(part, event, openDay);
      case 'payment': {
        const { paymentId: id, minor, valueDate, currency } = event;
        if (part.currency !== null && currency !== part.currency) {
          return { part, refuse: { because: 'currency-differs', detail: `the loan is in ${part.currency}` } };
        }
        const since = addDays(openDay, -PAYMENT_DAYS);
        const kept = part.payments.filter((one) => one.valueDate >= since && one.id !== id);
        const aheadMinor = aheadBy(part, minor - bookedAs(part, id));
        return { part: { ...part, aheadMinor, payments: [...kept, { id, minor, valueDate }] } };
      }
      case 'reversal': {
        const aheadMinor = aheadBy(part, -bookedAs(part, event.paymentId));
        const payments = part.payments.filter(({ id }) => id !== event.paymentId);
        return looked({ ...part, aheadMinor, payments }, openDay);
      }
      case 'status': {
        const stop = event.status === 'active' ? {} : { stop: event.status };
        return { ...looked({ ...part, status: event.status }, openDay), ...stop };
      }
      case 'paused': {
        const { pauseId, from, until } = event;
        const next = { ...part, pauses: { ...part.pauses, [pauseId]: { from, until } } };
        return { ...looked(next, openDay), ...(isPaused(next, openDay) && { stop: 'paused' }) };
      }
      case 'upstream-held':
        return event.by === 'ledger' ? { ...looked({ ...part, held: event.reason }, openDay), stop: 'held' } : { part };
      case 'upstream-released':
        return event.by === 'ledger' ? looked({ ...part, held: null }, openDay) : { part };
      case 'day-closed':
        return close(part, event.day, view);
      default:
        return { part };
    }
  },
  tells(part, on): SliceContent {
    const flags: Flag[] = [];
    if (part.status !== 'active') flags.push('closed');
    if (part.held !== null) flags.push('held');
    if (isPaused(part, on)) flags.push('moratorium');
    // Nobody tells which product is sold online; the stricter rules are for those that are.
    // A bank that has written a debt off is owed it all the same: it is not dunned for, and whoever owes it not forgotten.
    const isWrittenOff = part.status === 'written-off';
    return { flags, facts: { product: part.product, online: true, ...(isWrittenOff && { writtenOff: true }) } };
  },
};

const looked = (part: LedgerPart, openDay: CalendarDate): Step<LedgerPart> => ({ part, reviewOn: openDay });

function schedule(
  part: LedgerPart,
  { version, instalments, currency }: Extract<LedgerFact, { kind: 'schedule' }>,
  openDay: CalendarDate,
): Step<LedgerPart> {
  if (version < part.scheduleVersion) return { part };
  const toCome = instalments.filter(({ dueOn }) => dueOn >= openDay).toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  return looked({ ...part, currency, scheduleVersion: version, instalments: toCome, aheadMinor: 0 }, openDay);
}

const aheadBy = ({ aheadMinor }: LedgerPart, change: number): number | null =>
  aheadMinor === null ? null : aheadMinor + change;

const bookedAs = ({ payments }: LedgerPart, paymentId: string): number =>
  payments.find(({ id }) => id === paymentId)?.minor ?? 0;

/** Time alone changes whether a pause runs, and which instalments are still to come. */
function close(part: LedgerPart, day: CalendarDate, { parts: { arrears } }: LoanView): Step<LedgerPart> {
  const over = part.instalments.findIndex(({ dueOn }) => dueOn > day);
  const count = over < 0 ? part.instalments.length : over;
  const toCome = count === 0 ? part.instalments : part.instalments.slice(count);
  const fallen = part.instalments.slice(0, count).reduce((sum, { minor }) => sum + minor, 0);
  const aheadMinor = arrears.episode === null ? (aheadBy(part, -fallen) ?? 0) : null;
  const isSame = count === 0 && aheadMinor === part.aheadMinor;
  const next = isSame ? part : { ...part, instalments: toCome, aheadMinor };
  const [edge] = Object.values(part.pauses)
    .flatMap(({ from, until }) => [addDays(from, -1), ...(until === null ? [] : [addDays(until, -1), until])])
    .filter((date) => date > day)
    .toSorted();
  return { part: next, ...(edge !== undefined && { reviewOn: edge }) };
}

/** Whether a pause runs on a day, its last day among them. */
const isPaused = ({ pauses }: Pick<LedgerPart, 'pauses'>, on: CalendarDate): boolean =>
  Object.values(pauses).some(({ from, until }) => from <= on && (until === null || on <= until));

/** The next instalment that falls due after a day and has not been paid ahead to its last cent. */
export function nextDue({ instalments, aheadMinor }: LedgerPart, after: CalendarDate): Instalment | null {
  let left = aheadMinor ?? 0;
  for (const instalment of instalments) {
    left -= instalment.minor;
    if (left < 0 && instalment.dueOn > after) return instalment;
  }
  return null;
}
