import { decide, known, LOAN, on, partyOf, planned, pointOf, reported, touch } from './fixtures.js';
import type { PersonEvent } from './event.js';
import type { Step } from './step.js';
import type { PersonFlag } from '../words.js';
import { calendarDate } from '@mora/kernel';

const LATER = on('2026-03-10T11:00');
const party = (over: Parameters<typeof partyOf>[0]): PersonEvent => {
  return { kind: 'party', facts: partyOf({ version: 2, ...over }), fields: [] };
};
const flag = (one: PersonFlag['flag']): PersonFlag => ({
  flag: one,
  since: calendarDate('2026-03-10'),
  until: null,
  by: 'ledger',
});
const returned = ({ said }: Step) =>
  said.flatMap((one) => (one.kind === 'answered' ? [`${one.decision.outcome} ${one.decision.rules.join()}`] : []));

describe('between the gate’s yes and the sending', () => {
  // prettier-ignore
  it.each<[string, PersonEvent, readonly string[]]>([
    ['words that refuse the channel',      touch({ kind: 'opt-out', channel: 'sms', via: 'word' }),          ['returned H-1']],
    ['words that refuse every channel',    touch({ kind: 'opt-out', channel: 'all', via: 'word' }),          ['returned H-1']],
    ['words that refuse another channel',  touch({ kind: 'opt-out', channel: 'call', via: 'word' }),         []],
    ['a number that is somebody else’s',   touch({ kind: 'wrong-point', pointId: 'm' }),                     ['returned no-contact-point']],
    ['a number that is none',              touch({ kind: 'invalid-point', pointId: 'm' }),                   ['returned no-contact-point']],
    ['another number that is none',        touch({ kind: 'invalid-point', pointId: 'e' }),                   []],
    ['a death',                            party({ flags: [flag('deceased')] }),                             ['returned H-2']],
    ['another number in its place',        party({ points: [pointOf('n', 'mobile')] }),                      ['returned no-contact-point']],
    ['a record that changes nothing',      party({}),                                                        []],
    ['what concerns the loan alone',       { kind: 'withdrawn', loanId: LOAN, contactId: null },             []],
  ])('%s', (_what, event, said) => {
    const step = decide(planned(), event, LATER);
    expect(returned(step).map((line) => line.split(',')[0])).toEqual(said);
    expect(step.next.history).toHaveLength(1 - said.length);
  });

  it('stops no notice that the law demands', () => {
    const notice = planned({ channels: ['email'], purpose: 'statutory-notice' });
    expect(notice.history).toHaveLength(1);
    expect(returned(decide(notice, touch({ kind: 'opt-out', channel: 'all', via: 'word' }), LATER))).toEqual([]);
  });

  it('takes back calls that nobody has made yet', () => {
    const call = planned({ channels: ['call'], purpose: 'collection' });
    expect(returned(decide(call, touch({ kind: 'opt-out', channel: 'call', via: 'word' }), LATER))).toEqual([
      'returned H-1',
    ]);
  });

  it('takes back nothing that has left, and nothing whose time is over', () => {
    const id = planned().history[0]?.id ?? '';
    const optOut = touch({ kind: 'opt-out', channel: 'all', via: 'word' });
    const claimed = decide(planned(), reported(id, '2026-03-10T10:01', { channel: 'sms' }), LATER).next;
    expect(returned(decide(claimed, optOut, LATER))).toEqual([]);
    expect(returned(decide(planned(), optOut, on('2026-03-10T12:00')))).toEqual([]);
    expect(returned(decide(planned(), optOut, on('2026-03-10T11:59')))).toEqual(['returned H-1']);
  });
});

it('what people ask for just before they act is theirs to report', () => {
  const asked = decide(known, { ...askOfStaff }, on('2026-03-10T10:00')).next;
  expect(
    returned(decide(asked, touch({ kind: 'opt-out', channel: 'all', via: 'word' }), on('2026-03-10T10:01'))),
  ).toEqual([]);
});

const askOfStaff: PersonEvent = {
  kind: 'ask',
  decisionId: 'd',
  ask: {
    ...{ loanId: LOAN, role: 'borrower', channel: 'call', purpose: 'collection', pointId: 'm' },
    ...{ collector: { kind: 'staff', id: 'li', agency: null }, visitors: null, recording: null, templateId: null },
    ...{ versions: {}, spineKnown: true },
  },
};
