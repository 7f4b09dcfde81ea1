import { after, isOpen, type NoticeHappening, type NoticeState } from './transitions.js';

const STATES: readonly NoticeState[] = [
  'planned',
  'claimed',
  'sent',
  'delivered',
  'failed',
  'unknown',
  'lapsed',
  'withdrawn',
];
const HAPPENINGS: readonly NoticeHappening[] = [
  'claim',
  'hand-sent',
  'hand-failed',
  'hand-unknown',
  'receipt-sent',
  'receipt-delivered',
  'receipt-failed',
  'receipt-unknown',
  'settle-sent',
  'settle-failed',
  'settle-delivered',
  'lapse',
  'withdraw',
];

/** By hand, beside the table of the code: state, happening, and where it leads. All other pairs change nothing. */
const LEADS: readonly (readonly [NoticeState, NoticeHappening, NoticeState])[] = [
  ['planned', 'claim', 'claimed'],
  ['planned', 'lapse', 'lapsed'],
  ['planned', 'withdraw', 'withdrawn'],
  ['claimed', 'hand-sent', 'sent'],
  ['claimed', 'hand-failed', 'failed'],
  ['claimed', 'hand-unknown', 'unknown'],
  ['claimed', 'receipt-sent', 'sent'],
  ['claimed', 'receipt-delivered', 'delivered'],
  ['claimed', 'receipt-failed', 'failed'],
  ['claimed', 'receipt-unknown', 'unknown'],
  ['sent', 'receipt-delivered', 'delivered'],
  ['sent', 'receipt-failed', 'failed'],
  ['sent', 'settle-delivered', 'delivered'],
  ['unknown', 'hand-sent', 'sent'],
  ['unknown', 'hand-failed', 'failed'],
  ['unknown', 'receipt-sent', 'sent'],
  ['unknown', 'receipt-delivered', 'delivered'],
  ['unknown', 'receipt-failed', 'failed'],
  ['unknown', 'settle-sent', 'sent'],
  ['unknown', 'settle-failed', 'failed'],
  ['unknown', 'settle-delivered', 'delivered'],
];

describe('what can become of a notice', () => {
  const pairs = STATES.flatMap((state) => HAPPENINGS.map((happening) => [state, happening] as const));

  it.each(pairs)('%s, %s', (state, happening) => {
    const [, , to] = LEADS.find(([from, what]) => from === state && what === happening) ?? [];
    expect(after(state, happening)).toBe(to ?? null);
  });

  it('leads to claimed from planned alone, so that no notice is sent twice', () => {
    expect(pairs.filter(([state, happening]) => after(state, happening) === 'claimed')).toEqual([['planned', 'claim']]);
  });

  it('never leaves an end', () => {
    expect(STATES.filter((state) => !isOpen(state))).toEqual(['delivered', 'failed', 'lapsed', 'withdrawn']);
  });
});
