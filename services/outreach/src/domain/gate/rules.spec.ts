import { calendarDate as day } from '@mora/kernel';
import type { Channel } from '../words.js';
import type { GateFacts } from './attempt.js';
import { MINUTE, someAttempt, someFacts } from './fixtures/known.js';
import { cap, judge, two, until } from './fixtures/one-rule.js';
import type { Rule } from './pack.js';

it.each<[Channel | 'all', Channel, string]>([
  ['sms', 'sms', 'refused'],
  ['sms', 'agency-message', 'refused'],
  ['sms', 'email', 'allowed'],
  ['call', 'robot-call', 'refused'],
  ['call', 'agency-call', 'refused'],
  ['robot-call', 'call', 'allowed'],
  ['visit', 'agency-visit', 'refused'],
  ['all', 'letter', 'refused'],
])('who has refused %s and is met by %s: %s', (refused, channel, expected) => {
  const optOuts = [{ channel: refused, since: someAttempt().at, via: 'word' }];
  const rule: Rule = { id: 'X-1', kind: 'opt-out', purposes: ['reminder'] };
  expect(judge(rule, [], { channel }, { optOuts }).kind).toBe(expected);
});

it('an opt-out of a minute later has not been said yet', () => {
  const optOuts = [{ channel: 'all' as const, since: someAttempt().at + MINUTE, via: 'word' }];
  expect(judge({ id: 'X-1', kind: 'opt-out', purposes: ['reminder'] }, [], {}, { optOuts }).kind).toBe('allowed');
});

describe('consent', () => {
  const rule: Rule = { id: 'X-1', kind: 'consent', purposes: ['reminder'], consent: 'channel' };
  const said = (given: boolean, from: string, more: object = {}) => ({
    ...{ id: from, channel: 'all', purpose: 'all', kind: 'channel', given, from: day(from), until: null, hours: null },
    ...more,
  });

  it.each([
    ['none', [], 'never'],
    ['one that holds', [said(true, '2026-03-01')], 'allowed'],
    ['one from today', [said(true, '2026-03-09')], 'allowed'],
    ['one from tomorrow', [said(true, '2026-03-10')], '2026-03-10T00:00'],
    ['one until yesterday', [said(true, '2026-03-01', { until: day('2026-03-09') })], 'never'],
    ['one for another channel', [said(true, '2026-03-01', { channel: 'call' })], 'never'],
    ['one for another purpose', [said(true, '2026-03-01', { purpose: 'service' })], 'never'],
    ['one of another kind', [said(true, '2026-03-01', { kind: 'outsourcing' })], 'never'],
    ['one taken back later', [said(true, '2026-03-01'), said(false, '2026-03-05')], 'never'],
    ['one taken back on its day', [said(true, '2026-03-05'), said(false, '2026-03-05')], 'never'],
    ['one given again', [said(false, '2026-03-05'), said(true, '2026-03-06')], 'allowed'],
    [
      'a no that ends',
      [said(true, '2026-03-01'), said(false, '2026-03-05', { until: day('2026-03-12') })],
      '2026-03-12T00:00',
    ],
  ])('%s: %s', (_what, consents, expected) => {
    expect(until(judge(rule, [], {}, { consents: consents as GateFacts['consents'] }))).toBe(expected);
  });
});

it('writes down what it looked at, and never the value of a point', () => {
  const decision = judge(cap({ kind: 'rolling', days: 7 }), two('2026-03-07T10:00'));
  expect(decision.inputs).toEqual({
    jurisdiction: 'CN',
    zone: 'Asia/Shanghai',
    localDate: '2026-03-09',
    localTime: '10:00',
    product: 'consumer-loan',
    online: true,
    'cap:X-1': 1,
  });
});

describe('a flag of the person', () => {
  const rule: Rule = { id: 'X-1', kind: 'stop-on', purposes: ['reminder'], flags: ['moratorium'] };
  const dated = (since: string, until: string | null) => ({
    flag: 'moratorium' as const,
    since: day(since),
    until: until === null ? null : day(until),
    by: 'ledger',
  });

  it.each([
    ['that nothing explains has no end', ['moratorium'], [], 'never'],
    ['that a dated one explains ends with it', ['moratorium'], [dated('2026-03-01', '2026-03-12')], '2026-03-12T00:00'],
    ['that only an older one had is not explained', ['moratorium'], [dated('2026-03-01', '2026-03-09')], 'never'],
    ['that is dated only', [], [dated('2026-03-01', '2026-03-12')], '2026-03-12T00:00'],
    ['that begins tomorrow', [], [dated('2026-03-10', null)], 'allowed'],
    ['that ended today', [], [dated('2026-03-01', '2026-03-09')], 'allowed'],
    ['without an end', [], [dated('2026-03-01', null)], 'never'],
  ] as const)('%s', (_what, flags, personFlags, expected) => {
    const { person } = someFacts();
    expect(until(judge(rule, [], {}, { person: { ...person, flags }, personFlags }))).toBe(expected);
  });
});
