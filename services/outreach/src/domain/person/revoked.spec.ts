import { calendarDate, type LoanId } from '@mora/kernel';
import type { Flag, Slice } from '../words.js';
import { decidePerson } from './decide-person.js';
import type { PersonEvent } from './event.js';
import { known, LOAN, on, partyOf, pointOf, touch } from './fixtures.js';
import type { PersonState } from './state.js';

const GOOD = { standing: 'good', announcedOn: calendarDate('2026-03-01'), listed: true, certified: true } as const;
const FIRM = { kind: 'agency', id: 'a1', agency: GOOD } as const;
const [from, until] = [calendarDate('2026-03-10'), calendarDate('2026-03-12')];

/** The firm may call on three days. */
function granted(): PersonState {
  const event: PersonEvent = {
    kind: 'allow',
    allowanceId: 'al-1',
    grant: {
      ...{ loanId: LOAN, role: 'borrower', channel: 'agency-call', purpose: 'collection', collector: FIRM },
      ...{ pointId: null, visitors: null, recording: null, templateId: null, versions: {}, spineKnown: true },
      ...{ count: 3, from, until },
    },
  };
  const step = decidePerson(known, event, on('2026-03-10T09:00'));
  if ('refuse' in step) throw new Error(step.refuse.because);
  return { ...step.next, writes: { ...step.next.writes, breaches: [] } };
}

const copy = (
  slice: Slice,
  flags: readonly Flag[],
  facts: Record<string, string | boolean>,
  version = 2,
): PersonEvent => ({
  kind: 'loan-facts',
  loanId: LOAN as LoanId,
  role: 'borrower',
  slice,
  copy: { version, flags, facts: { product: 'loan', overdue: true, ...facts } },
});
const dead = { flag: 'deceased', since: from, until: null, by: 'ledger' } as const;
const party = (over: Parameters<typeof partyOf>[0]): PersonEvent => {
  return { kind: 'party', facts: partyOf({ version: 2, ...over }), fields: [] };
};

/** What comes of a contact that the firm says it made at an instant, after what has happened. */
function usedAfter(events: readonly (readonly [at: string, PersonEvent])[], made: string) {
  let state = granted();
  for (const [at, event] of events) {
    const step = decidePerson(state, event, on(at));
    if ('refuse' in step) throw new Error(step.refuse.because);
    state = step.next;
  }
  const outcome = {
    kind: 'used' as const,
    at: Date.parse(`${made}+08:00`),
    answered: true,
    conversation: true,
    code: 'x',
  };
  const report: PersonEvent = {
    ...{ kind: 'give-back', decisionId: 'al-1', outcome, firm: 'a1' },
    made: { loanId: LOAN, role: 'borrower', channel: 'agency-call' },
  };
  const step = decidePerson(state, report, on('2026-03-12T18:00'));
  if ('refuse' in step) return step.refuse.because;
  const kinds = step.next.writes.breaches.map(({ kind }) => kind);
  expect((step.alarms ?? []).includes('allowance-breach')).toBe(kinds.length > 0);
  return kinds.join();
}

it('three calls are granted', () => {
  expect(granted().allowances).toMatchObject([{ granted: 3, used: 0 }]);
});

// prettier-ignore
it.each<[string, PersonEvent, string]>([
  ['a dispute',                     copy('says', ['dispute'], {}),                                  'after-it-was-revoked'],
  ['an agreed plan',                copy('elsewhere', ['plan-active'], {}),                         'after-it-was-revoked'],
  ['an opt-out of calls',           touch({ kind: 'opt-out', channel: 'call', via: 'word' }),       'after-it-was-revoked'],
  ['an opt-out of messages',        touch({ kind: 'opt-out', channel: 'sms', via: 'word' }),        ''],
  ['a death',                       party({ flags: [dead] }),                                       'after-it-was-revoked'],
  ['a number that is no more',      party({ points: [pointOf('e', 'email')] }),                     'after-it-was-revoked'],
  ['a record that changes nothing', party({}),                                                      ''],
  ['a recall',                      copy('elsewhere', [], { placedWith: '' }),                      'after-it-was-revoked'],
  ['another firm in its place',     copy('elsewhere', [], { placedWith: 'a2' }),                    'after-it-was-revoked'],
  ['that the firm has the loan',    copy('elsewhere', [], { placedWith: 'a1' }),                    ''],
])('%s', (_what, event, wrong) => {
  expect(usedAfter([['2026-03-10T20:00', event]], '2026-03-11T10:00')).toBe(wrong);
});

// prettier-ignore
it.each([
  ['before the dispute',               '2026-03-10T19:59:59', ''],
  ['as it comes',                      '2026-03-10T20:00:00', 'after-it-was-revoked'],
  ['the moment before it is settled',  '2026-03-11T11:59:59', 'after-it-was-revoked'],
  ['once it is settled',               '2026-03-11T12:00:00', ''],
])('a contact that was made %s', (_when, made, wrong) => {
  const events = [
    ['2026-03-10T20:00', copy('says', ['dispute'], {})],
    ['2026-03-11T12:00', copy('says', [], {}, 3)],
  ] as const;
  expect(usedAfter(events, made)).toBe(wrong);
});

// prettier-ignore
it.each([
  ['at three in the night',          '2026-03-11T03:00:00', 'outside-its-hours'],
  ['the last moment of the night',   '2026-03-11T07:59:59', 'outside-its-hours'],
  ['the first moment of its hours',  '2026-03-11T08:00:00', ''],
  ['the last moment of its hours',   '2026-03-11T21:59:59', ''],
  ['the first moment after them',    '2026-03-11T22:00:00', 'outside-its-hours'],
])('a contact that was made %s', (_when, made, wrong) => {
  expect(usedAfter([], made)).toBe(wrong);
});

it('what is revoked counts all the same', () => {
  const after = decidePerson(granted(), copy('says', ['dispute'], {}), on('2026-03-10T20:00'));
  expect('next' in after && after.next.history.filter(({ state }) => state === 'reserved')).toHaveLength(3);
});
