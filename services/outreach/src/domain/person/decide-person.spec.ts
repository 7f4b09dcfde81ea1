import { calendarDate, type LoanId, type PersonId } from '@mora/kernel';
import { loadPolicies } from '../../policies/load.js';
import type { Consent, Flag, PersonFlag, Touch } from '../words.js';
import { decidePerson } from './decide-person.js';
import type { PersonEvent } from './event.js';
import { standing } from './opt-outs.js';
import type { PartyFacts, PersonState } from './state.js';
import { type Context, type Step, stranger } from './step.js';

const TODAY = calendarDate('2026-03-10');
const NOW = Date.parse('2026-03-10T10:00:00+08:00');
const [FIRST, SECOND] = ['demo:L-1', 'demo:L-2'] as [LoanId, LoanId];
const { packs, flow, holidays } = loadPolicies();
const policies = { packs, flow, holidays, retention: [], installationZone: 'Asia/Shanghai' };
const context: Context = { at: { now: NOW, openDay: TODAY, knownUpTo: {}, today: TODAY }, policies };

const DAY_MS = 86_400_000;
const later = (ms: number): Context => ({ ...context, at: { ...context.at, now: NOW + ms } });

const nobody = stranger('demo:P-1' as PersonId);
const party: PartyFacts = {
  version: 1,
  kind: 'person',
  language: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  jurisdiction: 'CN',
  segment: null,
  points: [{ id: 'm', kind: 'mobile', reserved: false, preferred: false, validFrom: null, print: 'a', dead: false }],
  preference: [],
  hours: null,
  digital: null,
  flags: [],
};
const partyEvent = (over: Partial<PartyFacts> = {}): PersonEvent => ({
  kind: 'party',
  facts: { ...party, ...over },
  fields: [],
});
const loanFacts = (loanId: LoanId, version = 1, flags: readonly Flag[] = []): PersonEvent => {
  return { kind: 'loan-facts', loanId, role: 'borrower', slice: 'ledger', copy: { version, flags, facts: {} } };
};
const touch = (one: Touch): PersonEvent => ({ kind: 'touched', loanId: FIRST, touch: one });

function decide(state: PersonState, event: PersonEvent, at = context): Step {
  const step = decidePerson(state, event, at);
  if ('refuse' in step) throw new Error(step.refuse.because);
  return step;
}
const after = (...events: readonly PersonEvent[]) => events.reduce((state, event) => decide(state, event).next, nobody);
const known = after(partyEvent(), loanFacts(FIRST), loanFacts(SECOND));
/** What is said, each as one line. */
const linesOf = ({ said }: Step) =>
  said.map((one) => {
    if (one.kind === 'facts') return `${one.to} facts ${one.facts.flags.join()}`.trim();
    if (one.kind === 'answered') return `${one.to} answered ${one.decision.outcome}`;
    const { kind } = one.what;
    return `${one.to} ${kind} ${'flags' in one.what ? one.what.flags.join() : 'channel' in one.what ? one.what.channel : one.what.pointId}`;
  });

describe('what loans are told of a person', () => {
  it('goes to a new loan at once, and to it alone', () => {
    expect(linesOf(decide(after(partyEvent()), loanFacts(FIRST)))).toEqual([`${FIRST} facts`]);
    expect(linesOf(decide(after(partyEvent(), loanFacts(FIRST)), loanFacts(SECOND)))).toEqual([`${SECOND} facts`]);
  });

  it('goes to all of them when it has changed, and not again when it has not', () => {
    expect(linesOf(decide(known, partyEvent({ version: 2, language: 'en' })))).toEqual([
      `${FIRST} facts`,
      `${SECOND} facts`,
    ]);
    expect(linesOf(decide(known, partyEvent({ version: 2 })))).toEqual([]);
    expect(decide(known, partyEvent({ language: 'en' }))).toEqual({ next: known, said: [] });
    expect(linesOf(decide(known, loanFacts(FIRST, 2)))).toEqual([]);
  });
});

const deceased: PersonFlag = { flag: 'deceased', since: TODAY, until: null, by: 'ledger' };

it('publishes a death that the ledger tells of, and its taking back', () => {
  const dead = decide(known, partyEvent({ version: 2, flags: [deceased] }));
  expect(linesOf(dead)).toEqual([
    `${FIRST} flagged deceased`,
    `${SECOND} flagged deceased`,
    `${FIRST} facts deceased`,
    `${SECOND} facts deceased`,
  ]);
  expect(linesOf(decide(dead.next, partyEvent({ version: 3, flags: [deceased] })))).toEqual([]);
  expect(linesOf(decide(dead.next, partyEvent({ version: 3 })))).toContain(`${FIRST} unflagged deceased`);
});

const consent = (over: Partial<Consent> = {}): PersonEvent => ({
  kind: 'consent',
  consent: {
    id: 'c',
    channel: 'sms',
    purpose: 'all',
    kind: 'channel',
    given: true,
    from: TODAY,
    until: null,
    hours: null,
    ...over,
  },
});
const optedOut = after(partyEvent(), loanFacts(FIRST), touch({ kind: 'opt-out', channel: 'sms', via: 'word' }));

describe('an opt-out', () => {
  it.each<[string, PersonEvent, readonly string[], readonly string[]]>([
    ['the same words again', touch({ kind: 'opt-out', channel: 'sms', via: 'link' }), [], ['sms']],
    [
      'words about all channels',
      touch({ kind: 'opt-out', channel: 'all', via: 'word' }),
      [`${FIRST} opted-out all`],
      ['sms', 'all'],
    ],
    [
      'an opt-in of the channel',
      touch({ kind: 'opt-in', channel: 'sms', via: 'staff' }),
      [`${FIRST} opted-in sms`],
      [],
    ],
    ['an opt-in of another channel', touch({ kind: 'opt-in', channel: 'email', via: 'staff' }), [], ['sms']],
    ['an opt-in of all', touch({ kind: 'opt-in', channel: 'all', via: 'staff' }), [`${FIRST} opted-in all`], []],
    ['a consent of the very day, on which the no stands', consent(), [], ['sms']],
    ['a consent from before', consent({ from: calendarDate('2019-03-11') }), [], ['sms']],
    ['a consent to service alone', consent({ purpose: 'service' }), [], ['sms']],
    ['a consent from tomorrow on', consent({ from: calendarDate('2026-03-11') }), [], ['sms']],
    ['a consent to hours', consent({ kind: 'contact-hours', hours: '07:00-08:00' }), [], ['sms']],
    [
      'a consent that is withdrawn',
      consent({ given: false, channel: 'email' }),
      [`${FIRST} opted-out email`],
      ['sms', 'email'],
    ],
    [
      'a consent that is withdrawn from tomorrow on',
      consent({ given: false, channel: 'email', from: calendarDate('2026-03-11') }),
      [`${FIRST} opted-out email`],
      ['sms', 'email'],
    ],
    [
      'a consent that was withdrawn before the channel was refused',
      consent({ given: false, from: calendarDate('2026-03-08') }),
      [],
      ['sms'],
    ],
    ['a contact who wants no more', touch({ kind: 'refused-by-contact' }), [`${FIRST} opted-out all`], ['sms', 'all']],
  ])('meets %s', (_what, event, said, channels) => {
    const step = decide(optedOut, event);
    expect(linesOf(step)).toEqual(said);
    expect(standing(step.next, NOW, policies).map(({ channel }) => channel)).toEqual(channels);
  });

  // prettier-ignore
  it.each<[string, Partial<Consent>, readonly string[]]>([
    ['a consent of the day after',      {},                                        []],
    ['one to all channels',             { channel: 'all' },                        []],
    ['one to another channel',          { channel: 'email' },                      ['sms']],
    ['one that begins tomorrow',        { from: calendarDate('2026-03-12') },      ['sms']],
    ['one that is over',                { until: calendarDate('2026-03-11') },     ['sms']],
    ['one on its last day',             { until: calendarDate('2026-03-12') },     []],
  ])('of yesterday, and %s', (_what, over, channels) => {
    const today: Context = { ...context, at: { ...context.at, now: NOW + DAY_MS, today: calendarDate('2026-03-11') } };
    const { next } = decide(optedOut, consent({ from: calendarDate('2026-03-11'), ...over }), today);
    expect(standing(next, today.at.now, policies).map(({ channel }) => channel)).toEqual(channels);
  });
});

describe('what is said of a person', () => {
  it.each<[Touch, string]>([
    [{ kind: 'flag', flags: ['vulnerable'] }, 'flagged vulnerable'],
    [{ kind: 'wrong-point', pointId: 'm' }, 'wrong-point m'],
  ])('%j is said to all loans once', (one, line) => {
    const step = decide(known, touch(one));
    expect(linesOf(step).slice(0, 2)).toEqual([`${FIRST} ${line}`, `${SECOND} ${line}`]);
    expect(decide(step.next, touch(one))).toEqual({ next: step.next, said: [] });
  });

  it('is no news where a number has only been found to be none', () => {
    const step = decide(known, touch({ kind: 'invalid-point', pointId: 'm' }));
    expect(linesOf(step)).toEqual([`${FIRST} facts`, `${SECOND} facts`]);
    expect(step.next.party?.points[0]?.dead).toBe(true);
  });

  it('is taken back', () => {
    const flagged = decide(known, touch({ kind: 'flag', flags: ['vulnerable', 'cease'] })).next;
    const step = decide(flagged, touch({ kind: 'unflag', flags: ['cease'] }));
    expect(step.next.flags.map(({ flag }) => flag)).toEqual(['vulnerable']);
    expect(linesOf(step)[0]).toBe(`${FIRST} unflagged cease`);
  });
});

const contactWanted: PersonEvent = {
  kind: 'wanted',
  wanted: {
    contactId: 'c',
    loanId: FIRST,
    role: 'borrower',
    channels: ['sms'],
    byPreference: false,
    purpose: 'reminder',
    priority: 1,
    on: calendarDate('2026-03-11'),
    at: '09:00',
    lapsesOn: calendarDate('2026-03-12'),
    templateId: null,
    versions: {},
    about: { step: null, episodeId: null, arm: null },
  },
};

it('plans a contact anew when the zone of the person becomes known, and moves its timer', () => {
  const first = decide(nobody, contactWanted);
  expect(first.timers).toEqual([{ key: 'judge', kind: 'judge', dueAt: Date.parse('2026-03-11T09:00:00+08:00') }]);
  const moved = decide(first.next, partyEvent({ timeZone: 'America/New_York', jurisdiction: 'US-NY' }));
  expect(moved.timers).toEqual([{ key: 'judge', kind: 'judge', dueAt: Date.parse('2026-03-11T09:00:00-04:00') }]);
  const withdrawn = decide(moved.next, { kind: 'withdrawn', loanId: FIRST, contactId: 'c' });
  expect([withdrawn.timers, withdrawn.clear]).toEqual([[], ['judge']]);
});

it('never plans for the very instant at which it judges: a timer that stood there twice would say two things under one id', () => {
  const overdue: PersonEvent = { ...contactWanted, wanted: { ...contactWanted.wanted, on: TODAY } };
  const planned = decide(known, overdue);
  expect(planned.timers).toEqual([{ key: 'judge', kind: 'judge', dueAt: NOW + 1 }]);
  const judged = { ...decide(planned.next, { kind: 'judge' }, later(1)).next, wanted: [] };
  const again = { ...overdue, wanted: { ...overdue.wanted, contactId: 'd' } };
  expect(decide(judged, again, later(1)).timers).toEqual([{ key: 'judge', kind: 'judge', dueAt: NOW + 2 }]);
});

it('takes a zone that is none for one that is not known', () => {
  expect(() => after(partyEvent({ timeZone: 'Nowhere/At-All' }), loanFacts(FIRST))).not.toThrow();
});

it('answers at once who still waits when a person is erased', () => {
  const waiting = decide(known, contactWanted).next;
  const gone = decide(
    { ...waiting, loans: {} },
    { kind: 'erase', by: 'li', because: 'asked for', asked: 'by-command' },
  );
  expect(gone.timers).toEqual([{ key: 'judge', kind: 'judge', dueAt: NOW + 1 }]);
  const judged = decide(gone.next, { kind: 'judge' }, later(1));
  expect(linesOf(judged)).toEqual([`${FIRST} answered refused`]);
  expect(judged.next.wanted).toEqual([]);
});

it('takes nothing more of a person who is erased', () => {
  const gone = after(partyEvent(), { kind: 'erase', by: 'li', because: 'asked for', asked: 'by-command' });
  expect(gone).toMatchObject({ status: 'erased', party: null, consents: [], optOuts: [], flags: [], history: [] });
  for (const event of [
    partyEvent({ version: 9 }),
    consent(),
    touch({ kind: 'opt-out', channel: 'all', via: 'word' }),
  ]) {
    expect(decide(gone, event)).toEqual({ next: gone, said: [] });
  }
  expect(linesOf(decide(gone, loanFacts(FIRST)))).toEqual([`${FIRST} facts`]);
});
