import { calendarDate } from '@mora/kernel';
import { authorityOf, type AuthorityTier, type Entry } from './authority.js';

const entry = (tier: AuthorityTier, from: string, until: string | null = null): Entry => ({
  tier,
  from: calendarDate(from),
  until: until === null ? null : calendarDate(until),
});
const TEMPORARY = [entry('T4', '2026-03-10', '2026-03-20')];
const LOWERED = [entry('T1', '2026-03-10', '2026-03-20')];
const REVOKED = [entry('none', '2026-03-10', '2026-03-20')];

it.each<readonly [string, readonly Entry[], string, AuthorityTier]>([
  ['nobody has said anything', [], '2026-03-10', 'T2'],
  ['it has not begun', TEMPORARY, '2026-03-09', 'T2'],
  ['its first day', TEMPORARY, '2026-03-10', 'T4'],
  ['its last day', TEMPORARY, '2026-03-20', 'T4'],
  ['over, the role is left', TEMPORARY, '2026-03-21', 'T2'],
  ['lowered', LOWERED, '2026-03-20', 'T1'],
  ['over, the calendar gives nothing back', LOWERED, '2026-03-21', 'T1'],
  ['until somebody says so', [...LOWERED, entry('T2', '2026-03-25')], '2026-03-25', 'T2'],
  ['revoked', REVOKED, '2026-03-10', 'none'],
  ['revoked, and over', REVOKED, '2027-03-10', 'none'],
  ['revoked, and set anew', [...REVOKED, entry('T1', '2026-04-01')], '2026-04-01', 'T1'],
  ['what has begun last', [entry('T4', '2026-03-10'), entry('T3', '2026-03-18')], '2026-03-18', 'T3'],
  ['said again for the same day', [entry('T4', '2026-03-10'), entry('T3', '2026-03-10')], '2026-03-10', 'T3'],
  ['raised while lowered, and over', [entry('T1', '2026-01-01'), ...TEMPORARY], '2026-03-21', 'T1'],
  ['more for a time, and over: not above the role', [entry('T3', '2026-01-01'), ...TEMPORARY], '2026-03-21', 'T2'],
])('%s', (_, entries, on, expected) => {
  expect(authorityOf(entries, 'T2', calendarDate(on))).toBe(expected);
});
