import { calendarDate as day, type LoanId, type PersonId } from '@mora/kernel';
import { loadCalendars } from '../../policies/calendars.js';
import { loadPeoplePolicies } from '../../policies/people.js';
import { SHIPPED } from '../../policies/shipped.js';
import type { DecisionAt } from '../words.js';
import type { Seen } from './step.js';

export const LOAN = 'demo:L-1' as LoanId;
export const PERSON = 'demo:P-1' as PersonId;

const holidays = loadCalendars(SHIPPED);
const rules = loadPeoplePolicies(SHIPPED, holidays);

/** A loan of Shanghai, two weeks behind with 500.00. */
export const seen = (over: Partial<Seen> = {}): Seen => ({
  loanId: LOAN,
  eventId: 'event-1',
  flags: [],
  rules,
  holidays,
  currency: 'CNY',
  payments: [],
  dues: [],
  overdueMinor: 50_000,
  isOverdue: true,
  bucket: 'M1',
  grade: null,
  jurisdictionOf: () => 'CN',
  borrowersOn: () => [PERSON],
  ...over,
});

/** Ten in the morning of the day that is open. */
export const on = (date: string): DecisionAt => ({
  now: Date.parse(`${date}T10:00:00+08:00`),
  openDay: day(date),
  today: day(date),
  knownUpTo: {},
});

/** What is said, a line each: the type and what of it a spec looks at. */
export const lines = (said: readonly Readonly<{ type: string; data: object }>[] = [], ...fields: readonly string[]) =>
  said.map(({ type, data }) =>
    [
      type,
      ...fields.flatMap((field) => (field in data ? [String((data as Record<string, unknown>)[field])] : [])),
    ].join(' '),
  );
