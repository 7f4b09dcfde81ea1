import { addDays, type CalendarDate } from '@mora/kernel';
import type { HoldKind } from '../../words.js';
import type { ElsewhereFact } from '../event.js';
import type { ElsewherePart, Hold } from './elsewhere.js';

/** So many are kept, as evidence; of those that have ended the oldest go first, and one in force never. */
const MOST_HOLDS = 100;

/** The same hold again moves it: it began when it was said first. */
export function held(part: ElsewherePart, said: Omit<Hold, 'until'>, until: CalendarDate | null = null): ElsewherePart {
  const known = part.holds.find((hold) => hold.holdId === said.holdId && hold.until === null);
  const others = part.holds.filter((one) => one !== known);
  const hold = { ...said, until, from: known?.from ?? said.from };
  return { ...part, holds: kept([...others, hold].toSorted(byStart), said.from) };
}

function kept(holds: readonly Hold[], on: CalendarDate): readonly Hold[] {
  const ended = holds.filter(({ until }) => until !== null && until < on);
  const dropped = new Set(ended.slice(0, Math.max(0, holds.length - MOST_HOLDS)));
  return dropped.size === 0 ? holds : holds.filter((hold) => !dropped.has(hold));
}

const byStart = (a: Hold, b: Hold): number =>
  a.from < b.from ? -1 : a.from > b.from ? 1 : a.holdId < b.holdId ? -1 : a.holdId > b.holdId ? 1 : 0;

/** What is lifted on a day holds up to the day before; a hold of one day only never was. */
export function lifted(part: ElsewherePart, holdId: string, on: CalendarDate): ElsewherePart {
  const last = addDays(on, -1);
  const isOpen = (hold: Hold): boolean => hold.holdId === holdId && (hold.until === null || hold.until > last);
  if (!part.holds.some(isOpen)) return part;
  const holds = part.holds.flatMap((hold) => {
    if (!isOpen(hold)) return [hold];
    return hold.from > last ? [] : [{ ...hold, until: last }];
  });
  return { ...part, holds };
}

type Vulnerable = Extract<ElsewhereFact, { kind: 'vulnerable' }>;

/** The death of a debtor, and what a court has ordered, are more than a reason for care. */
export function vulnerable(part: ElsewherePart, { personId, role, legal, on }: Vulnerable): ElsewherePart {
  if (role !== 'borrower' && role !== 'co-borrower') return part;
  return held(part, { holdId: `vulnerable:${personId}`, kind: kindOf(legal), by: 'outreach', from: on });
}

function kindOf(legal: readonly string[]): HoldKind {
  if (legal.includes('deceased')) return 'deceased';
  return legal.includes('bankrupt') || legal.includes('moratorium') ? 'moratorium' : 'vulnerability';
}
