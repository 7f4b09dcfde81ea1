import { type CalendarDate, calendarDate, InvariantViolated } from '@mora/kernel';
import type { ForbearanceRules } from '../menu/rules.js';
import type { Kind } from '../words.js';
import type { ListingRules } from '../menu/listing-rules.js';
import { listingOf } from './listing.js';

/** A golden case as the policy file has it; a row is the day it is due on and the day it was paid on, or `-`. */
export type ListingCase = Readonly<{
  name: string;
  kind: Kind;
  activeFrom: CalendarDate;
  keepsRate: boolean;
  rows: readonly string[];
  on: CalendarDate;
  listed: boolean;
  since: CalendarDate;
  classOneFrom: CalendarDate;
}>;

type Proven = Pick<ForbearanceRules, 'id' | 'kinds'> & Readonly<{ listingCases?: readonly ListingCase[] }>;

/** Throws InvariantViolated where a case comes out otherwise. */
export function proveListing({ id, kinds, listingCases = [] }: Proven): void {
  for (const { name, kind, activeFrom, keepsRate, rows, on, listed, since, classOneFrom } of listingCases) {
    const plan = { activeFrom, keepsRate, rows: rows.map(rowOf) };
    const found = JSON.stringify(listingOf(plan, on, kinds[kind].limits as ListingRules));
    const expected = JSON.stringify({ listed, since, classOneFrom });
    if (found !== expected) {
      throw new InvariantViolated(`${id}: golden case "${name}" gives ${found}, not ${expected}`);
    }
  }
}

function rowOf(text: string): Readonly<{ dueOn: CalendarDate; paidOn: CalendarDate | null }> {
  const [dueOn = '', paidOn = ''] = text.split(' ');
  return { dueOn: calendarDate(dueOn), paidOn: paidOn === '-' ? null : calendarDate(paidOn) };
}
