import { outreachRow, type OutreachView } from './outreach-view.js';
import { termOf } from './term.js';

const plain = termOf(false);
const NOTHING: OutreachView = {
  on: '2026-01-06',
  openDay: null,
  decisions: [],
  refusals: [],
  notices: [],
  promises: [],
};
const line = (view: Partial<OutreachView>) =>
  outreachRow({ ...NOTHING, ...view }, plain)
    .trim()
    .replaceAll(/\n +/g, ' · ')
    .replace(/ +/, ' ');
const counted = (name: string, count: number) => ({ name, count });

it('tells what was sent, what was refused by which rules, and which promises were kept', () => {
  const view = {
    decisions: [
      { channel: 'sms', outcome: 'allowed', count: 12 },
      { channel: 'sms', outcome: 'refused', count: 3 },
      { channel: 'call', outcome: 'lapsed', count: 1 },
      { channel: 'call', outcome: 'allowed', count: 2 },
    ],
    refusals: [counted('P-CN-1', 3), counted('H-4', 1)],
    notices: [
      { channel: 'email', state: 'sent', count: 3 },
      { channel: 'sms', state: 'delivered', count: 10 },
      { channel: 'sms', state: 'sent', count: 2 },
      { channel: 'sms', state: 'unknown', count: 1 },
      { channel: 'email', state: 'unknown', count: 2 },
    ],
    promises: [counted('broken', 1), counted('kept', 2), counted('open', 4)],
  };
  expect(line(view)).toBe(
    'outreach sent 3 email, 12 sms, 3 unknown · may call 2 · refused 4 (P-CN-1 3, H-4 1) · promises kept 2 of 3, 4 promised',
  );
});

it.each([
  ['a day without anything', {}, 'outreach nobody was contacted'],
  ['only a refusal', { decisions: [{ channel: 'sms', outcome: 'refused', count: 1 }] }, 'outreach refused 1 ()'],
  ['an open promise', { promises: [counted('open', 1)] }, 'outreach 1 promised'],
])('%s', (_what, view, says) => expect(line(view)).toBe(says));

it('names few rules and says that there are more', () => {
  const refusals = ['a', 'b', 'c', 'd', 'e'].map((name) => counted(name, 1));
  expect(line({ refusals, decisions: [{ channel: 'sms', outcome: 'refused', count: 5 }] })).toBe(
    'outreach refused 5 (a 1, b 1, c 1, d 1, …)',
  );
});
