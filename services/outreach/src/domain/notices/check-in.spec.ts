import { outreachVisitCheckedIn, outreachVisitLogged } from '@mora/contracts';
import { factsOf, linked, LoanStory, WANG } from '../loan/fixtures.js';
import type { CheckInVisit, LogVisit } from './commands.js';

const CAME = Date.parse('2026-03-02T10:00:00+08:00');
const who = { personId: WANG, role: 'borrower' as const, decisionId: 'd-1', contactId: 'c-1', pointId: 'home' };
const story = () => new LoanStory().take(linked(), factsOf(WANG));

const checkIn = (over: Partial<CheckInVisit> = {}): CheckInVisit => ({
  kind: 'check-in-visit',
  ...who,
  agencyId: null,
  visitors: ['zhao', 'qian'],
  checkedInAt: CAME,
  ...over,
});
const visit = (over: Partial<LogVisit> = {}): LogVisit => ({
  kind: 'log-visit',
  visitId: 'v-1',
  channel: 'visit',
  arrival: null,
  recorded: true,
  entryConsent: null,
  ...who,
  by: 'staff',
  agencyId: null,
  at: CAME,
  outcome: 'not-at-home',
  answered: false,
  conversation: false,
  invalidPoint: false,
  ...over,
});

it.each([
  ['nobody', [], 'alone'],
  ['one', ['zhao'], 'alone'],
  ['the same one twice', ['zhao', 'zhao'], 'alone'],
  ['two', ['zhao', 'qian'], null],
  ['three', ['zhao', 'qian', 'sun'], null],
] as const)('%s', (_name, visitors, because) => {
  expect(story().take(checkIn({ visitors })).refused).toBe(because);
});

it.each([
  ['a moment before they came', -1, 'before-check-in'],
  ['at the moment', 0, null],
  ['later', 3_600_000, null],
])('an outcome %s', (_name, ms, because) => {
  expect(story().take(checkIn(), visit({ at: CAME + ms })).refused).toBe(because);
});

it('is told with who came and when, first of the arrival and then of the outcome', () => {
  const told = story().take(checkIn({ visitors: ['zhao', 'qian', 'sun'] }), visit());
  const [came] = told.heard<object>('visit-checked-in').map((data) => outreachVisitCheckedIn.check(data));
  expect(came).toMatchObject({ visitors: 3, pointId: 'home', checkedInAt: '2026-03-02T02:00:00.000Z' });
  const [logged] = told.heard<object>('visit-logged').map((data) => outreachVisitLogged.check(data));
  expect(logged).toMatchObject({ visitors: 3, checkedInAt: '2026-03-02T02:00:00.000Z' });
});

it('no outcome without a check-in, none twice by one, and none by that of another visit', () => {
  expect(story().take(visit()).refused).toBe('not-checked-in');
  expect(story().take(checkIn(), visit(), visit({ visitId: 'v-2' })).refused).toBe('not-checked-in');
  expect(story().take(checkIn({ decisionId: 'd-2' }), visit()).refused).toBe('not-checked-in');
  expect(story().take(checkIn(), checkIn()).refused).toBe('checked-in-already');
});

it('a firm that works offline says in one line who came and when', () => {
  const arrival = { visitors: 2, checkedInAt: CAME };
  expect(story().take(visit({ arrival, by: 'agency', agencyId: 'a1' })).refused).toBeNull();
});
