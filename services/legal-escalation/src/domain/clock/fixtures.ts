import { loadCalendars } from '@mora/calendars';
import { calendarDate, type CalendarDate, type LoanId } from '@mora/kernel';
import { loadGate } from '../../policies/gate.js';
import { loadLimitation } from '../../policies/limitation.js';
import { loadProducts } from '../../policies/products.js';
import { SHIPPED } from '../../policies/shipped.js';
import { PARTS } from '../loan/all-parts.js';
import type { LoanView } from '../loan/part.js';
import type { Episode } from '../loan/parts/arrears.js';
import type { LoanState } from '../loan/state.js';
import type { LegalPolicies } from '../policies.js';
import type { LaneAt } from '../words.js';

type Parts = LoanState['parts'];

export const LOAN = 'demo:L-1' as LoanId;
export const day = (text: string): CalendarDate => calendarDate(text);

const [CN, TW] = loadLimitation(SHIPPED);
const [GATE] = loadGate(SHIPPED);
const [PRODUCTS] = loadProducts(SHIPPED);

/** What the periods and the gate go by, of the policies that are shipped. */
export const POLICIES = {
  limitation: { CN, TW },
  gate: GATE,
  products: PRODUCTS,
  book: loadCalendars(),
} as LegalPolicies;

const STARTS = Object.fromEntries(Object.entries(PARTS).map(([name, part]) => [name, part.start])) as unknown as Parts;

const EPISODE: Episode = {
  id: 'e-1',
  first: true,
  cutOver: false,
  startedOn: day('2025-12-01'),
  asOf: day('2025-12-01'),
  daysPastDue: 1,
  oldestUnpaidOn: day('2025-11-30'),
  overdue: { principal: 100_00, interest: 5_00, fee: 0, penalty: 0 },
  buckets: {},
};

/** One loan of one instalment that is overdue, with whatever else a spec wants to be so. */
export function partsWith(dueOn: string, over: Partial<Parts> = {}): Parts {
  const owed = { principal: 100_00, interest: 5_00, fee: 0, penalty: 0 };
  const instalments = [{ number: 1, dueOn: day(dueOn), ...owed }];
  return {
    ...STARTS,
    ledger: {
      ...STARTS.ledger,
      product: 'consumer-loan',
      currency: 'CNY',
      schedule: { version: 1, bookedOn: day('2020-01-01'), instalments },
    },
    arrears: { ...STARTS.arrears, episode: { ...EPISODE, oldestUnpaidOn: day(dueOn) } },
    ...over,
  };
}

export const viewOf = (parts: Parts, eventId = 'event-1'): LoanView => ({
  loanId: LOAN,
  parts,
  policies: POLICIES,
  eventId,
});

/** The lane in an open day of which nothing is behind. */
export const laneAt = (openDay: string): LaneAt => ({
  now: Date.parse(`${openDay}T02:00:00Z`),
  openDay: day(openDay),
  knownUpTo: {},
  today: day(openDay),
  endOf: (on) => Date.parse(`${on}T15:59:59.999Z`),
});
