import { calendarDate, type LoanId, type PersonId } from '@mora/kernel';
import { loadPolicies } from '../../policies/load.js';
import type { ContactOutcome } from '../words.js';
import { NOTHING } from './ask.js';
import { decidePerson } from './decide-person.js';
import type { Made } from './event.js';
import type { Counted, PersonState } from './state.js';
import { type Context, stranger } from './step.js';

const TODAY = calendarDate('2026-03-13');
const LOAN = 'demo:L-1' as LoanId;
const { packs, flow, holidays } = loadPolicies();
const policies = { packs, flow, holidays, retention: [], installationZone: 'Asia/Shanghai' };
const context: Context = {
  at: { now: Date.parse('2026-03-13T10:00:00+08:00'), openDay: TODAY, knownUpTo: {}, today: TODAY },
  policies,
};
const granted = (id: string): Counted => ({
  id,
  at: 0,
  loanId: LOAN,
  channel: 'agency-call',
  purpose: 'collection',
  role: 'borrower',
  collector: 'agency',
  pointId: 'm',
  direction: 'out',
  state: 'reserved',
  answered: null,
  conversation: null,
  consented: false,
  contactId: 'al-1',
  by: { kind: 'agency', id: 'a1', agency: null },
  about: NOTHING,
  allowanceId: 'al-1',
});
/** Two contacts, from the tenth to the eleventh. */
const [from, until] = [calendarDate('2026-03-10'), calendarDate('2026-03-11')];
const allowance = { id: 'al-1', agencyId: 'a1', loanId: LOAN, channel: 'agency-call' as const, granted: 2 };
const known: PersonState = {
  ...stranger('demo:P-1' as PersonId),
  history: [granted('c-1'), granted('c-2')],
  allowances: [{ ...allowance, used: 0, givenBack: 0, from, until }],
};
const MADE: Made = { loanId: LOAN, role: 'borrower', channel: 'agency-call' };
const usedAt = (at: string): ContactOutcome => {
  return { kind: 'used', at: Date.parse(at), answered: true, conversation: true, code: 'promised' };
};
function report(
  state: PersonState,
  decisionId: string,
  outcome: ContactOutcome,
  firm = 'a1',
  made: Made | null = MADE,
) {
  const step = decidePerson(state, { kind: 'give-back', decisionId, outcome, firm, made }, context);
  if ('refuse' in step) return { because: step.refuse.because, breaches: [], next: state };
  const { next, alarms = [] } = step;
  return { because: alarms.join(), breaches: next.writes.breaches.map(({ kind }) => kind), next };
}

// prettier-ignore
it.each([
  ['the last moment before its days',  '2026-03-09T23:59:59+08:00', ['outside-its-days']],
  ['the first moment of its days',     '2026-03-10T00:00:00+08:00', []],
  ['the last moment of its days',      '2026-03-11T23:59:59+08:00', []],
  ['the first moment after its days',  '2026-03-12T00:00:00+08:00', ['outside-its-days']],
])('a contact that was granted, made at %s', (_name, at, breaches) => {
  const found = report(known, 'c-1', usedAt(at));
  expect([found.because, found.breaches]).toEqual([breaches.length > 0 ? 'allowance-breach' : '', breaches]);
});

it('a third contact of a grant of two counts, and the firm answers for it', () => {
  const day = (hour: number) => usedAt(`2026-03-10T${hour}:00:00+08:00`);
  const two = report(report(known, 'al-1', day(10)).next, 'al-1', day(11));
  expect([two.because, two.breaches]).toEqual(['', []]);
  const third = report(two.next, 'al-1', day(12));
  expect([third.because, third.breaches]).toEqual(['allowance-breach', ['beyond-what-was-allowed']]);
  expect(third.next.history).toHaveLength(3);
  expect(third.next.history.at(-1)).toMatchObject({ state: 'used', collector: 'agency', loanId: LOAN });
  expect(report(third.next, 'al-1', day(12)).because).toBe('reported-already');
});

it('one permission used for two contacts is one too many; the same report again is not', () => {
  const first = report(known, 'c-1', usedAt('2026-03-10T10:00:00+08:00')).next;
  expect(report(first, 'c-1', usedAt('2026-03-10T10:00:00+08:00')).because).toBe('reported-already');
  expect(report(first, 'c-1', usedAt('2026-03-10T10:00:01+08:00')).breaches).toEqual(['beyond-what-was-allowed']);
});

// prettier-ignore
it.each<[string, string, ContactOutcome, string, Made | null]>([
  ['what was not made needs no permission',     'nothing', { kind: 'returned' },                          'a1', MADE],
  ['nobody says what it was',                   'nothing', usedAt('2026-03-10T10:00:00+08:00'),           'a1', null],
  ['another firm gives nothing back',           'c-1',     { kind: 'returned' },                          'a2', MADE],
])('%s: refused, and no breach', (_name, id, outcome, firm, made) => {
  expect(report(known, id, outcome, firm, made).because).toBe('no-reservation');
});

it('a firm that names another firm’s permission has none; the other one keeps it', () => {
  const found = report(known, 'c-1', usedAt('2026-03-10T10:00:00+08:00'), 'a2');
  expect(found.breaches).toEqual(['beyond-what-was-allowed']);
  expect(found.next.history.find(({ id }) => id === 'c-1')?.state).toBe('reserved');
});
