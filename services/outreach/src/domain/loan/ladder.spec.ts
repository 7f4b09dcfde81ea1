import { addDays, calendarDate as date } from '@mora/kernel';
import { id128 } from '../ids.js';
import { armOf, placeOf } from '../strategy/arm.js';
import {
  answerTo,
  dayOf,
  factsOf,
  goesOut,
  LI,
  linked,
  LOAN,
  LoanStory,
  owed,
  POLICIES,
  START,
  started,
  WANG,
  type WantedData,
} from './fixtures.js';
import type { LoanEvent } from './event.js';

const strategy = POLICIES.strategies.inForceOn(START);

/** A loan of the champion's table that is one day behind since the open day, and whose borrower is known. */
const behind = (over: Parameters<typeof started>[1] = {}) =>
  new LoanStory().take(
    { kind: 'registered', product: 'consumer-loan', currency: 'CNY', cutOver: false },
    linked(),
    factsOf(WANG),
    started(START, over),
  );

/** Steps as they are wanted over the days, each with the day on which it is wanted; all of them go out at once. */
function climbed(story: LoanStory, days: number): string[] {
  const steps: string[] = [];
  for (let n = 0; n < days; n += 1) {
    story.close();
    for (const wanted of story.wanted()) {
      steps.push(`${wanted.on} ${wanted.step}`);
      goesOut(story, wanted);
    }
  }
  return steps;
}

it('climbs gently: message, message, call, letter, visit; no rung is left out', () => {
  expect(climbed(behind(), 100).filter((line) => !line.endsWith(' call') || line.startsWith('2026-03-12'))).toEqual([
    '2026-03-03 first-reminder',
    '2026-03-07 sms-again',
    '2026-03-12 call',
    '2026-04-05 letter',
    '2026-05-07 visit',
  ]);
});

it.each([
  ['2026-03-05', '2026-03-06', 'a Thursday: on Friday'],
  ['2026-03-06', '2026-03-09', 'a Friday: on Monday'],
  ['2026-03-07', '2026-03-09', 'a Saturday: on Monday'],
  ['2026-02-14', '2026-02-24', 'the eve of the Spring Festival: when it is over'],
  ['2026-12-31', '2027-01-01', 'the next year is not covered: the day stays as it is'],
])('S17: overdue since %s, reminded on %s (%s)', (first, on) => {
  const story = new LoanStory();
  story.openDay = date(first);
  story.take(linked(WANG, { from: date('2026-01-01') }), factsOf(WANG), started(date(first))).close();
  expect(story.wanted().map((wanted) => wanted.on)).toEqual([on]);
});

describe('is stopped, the same day', () => {
  const stops: readonly (readonly [string, LoanEvent, LoanEvent | null])[] = [
    ['cured', { kind: 'cured', episodeId: 'e-1', by: 'paid', asOf: dayOf(1), daysPastDueBefore: 1 }, null],
    [
      'plan-active',
      { kind: 'plan', planId: 'pl-1', state: 'active', on: dayOf(1) },
      { kind: 'plan', planId: 'pl-1', state: 'broken', on: dayOf(3) },
    ],
    [
      'legal-hold',
      { kind: 'hold', holdId: 'h-1', set: true, reason: 'suit', on: dayOf(1) },
      { kind: 'hold', holdId: 'h-1', set: false, reason: 'lifted', on: dayOf(3) },
    ],
    [
      'held',
      { kind: 'upstream-held', by: 'ledger', reason: 'contract', since: dayOf(1) },
      { kind: 'upstream-released', by: 'ledger', reason: 'contract', since: dayOf(1) },
    ],
    [
      'dispute',
      {
        kind: 'say',
        sayId: 's-1',
        personId: WANG,
        role: 'borrower',
        via: 'staff',
        saying: { says: 'dispute', about: 'amount', written: false },
      },
      { kind: 'close-say', sayId: 's-1', outcome: 'withdrawn', verificationSentOn: null, by: 'li' },
    ],
    ['closed', { kind: 'status', status: 'closed', effectiveOn: dayOf(1) }, null],
  ];

  it.each(stops)('by %s: what is wanted is withdrawn, and nothing follows until it is lifted', (_name, stop, lift) => {
    const story = behind().close();
    const [wanted] = story.wanted();
    if (wanted === undefined) throw new Error('nothing was wanted');
    story.take(stop);
    expect(story.heard<{ contactId: string }>('contact-withdrawn').map(({ contactId }) => contactId)).toEqual([
      wanted.contactId,
    ]);
    story.take(answerTo(wanted));
    expect(story.heard<{ outcome: string }>('contact-reported').map(({ outcome }) => outcome)).toEqual(['returned']);
    story.close(3);
    expect(story.wanted()).toEqual([]);
    if (lift === null) return;
    story.take(lift);
    story.knownUpTo = { 'mora.negotiation.v1': story.openDay, 'mora.legal.v1': story.openDay };
    story.close();
    expect(story.wanted().map(({ step }) => step)).toEqual(['first-reminder']);
  });
});

it('an answer that comes when the day before is not closed is given back, and asked for again at that close', () => {
  const story = behind().close();
  const [wanted] = story.wanted();
  if (wanted === undefined) throw new Error('nothing was wanted');
  story.today = addDays(story.openDay, 1);
  story.take(answerTo(wanted));
  expect(story.heard<{ outcome: string }>('contact-reported').map(({ outcome }) => outcome)).toEqual(['returned']);
  story.today = null;
  const closed = story.openDay;
  story.close();
  const [again] = story.wanted();
  expect(again).toMatchObject({ step: 'first-reminder', on: closed, at: null });
  expect(again?.contactId).not.toBe(wanted.contactId);
});

it('what is refused for good is wanted again at the next close, each time as a contact of its own', () => {
  const story = new LoanStory();
  story.openDay = date('2026-03-06'); // a Friday: all of it is for Monday
  story.take(linked(), factsOf(WANG), started(date('2026-03-06')));
  const ids: string[] = [];
  for (let n = 0; n < 3; n += 1) {
    const [wanted] = story.close().wanted();
    if (wanted === undefined) throw new Error('nothing was wanted');
    ids.push(`${wanted.on} ${wanted.contactId}`);
    story.take(answerTo(wanted, { outcome: 'refused', rules: ['H-1'], reservation: null }));
  }
  expect(new Set(ids).size).toBe(3);
  expect(ids.every((id) => id.startsWith('2026-03-09 '))).toBe(true);
  expect(story.state?.parts.ladder).toMatchObject({ failedTries: 3, lastOutcome: 'H-1' });
});

describe('what the gate allowed and what never left', () => {
  const lapses = (noticeId: string): LoanEvent => ({
    kind: 'timer',
    timer: 'notice-lapse',
    key: `notice/${noticeId}`,
    dueAt: 0,
  });

  it.each([
    ['nobody could hand it over while it was reserved', (noticeId: string) => [lapses(noticeId)]],
    [
      'it may not leave any more when it is claimed, though the debt is there again at the close',
      (noticeId: string): LoanEvent[] => [
        { kind: 'upstream-held', by: 'ledger', reason: 'contract', since: dayOf(1) },
        { kind: 'claim-notice', noticeId, attemptId: 'a-1' },
        { kind: 'upstream-released', by: 'ledger', reason: 'contract', since: dayOf(1) },
      ],
    ],
  ])('%s: the same step is planned again at the close, as a contact of its own', (_name, ends) => {
    const story = behind().close();
    const [wanted] = story.wanted();
    if (wanted === undefined) throw new Error('nothing was wanted');
    story.take(answerTo(wanted), ...ends(id128(wanted.contactId, wanted.channels[0] ?? 'sms')));
    const steps = story.close(1).wanted();
    expect(steps.map(({ step }) => step)).toEqual(['first-reminder']);
    expect(steps[0]?.contactId).not.toBe(wanted.contactId);
    expect(story.state?.parts.ladder.lastContactOn).toBeNull();
  });
});

describe('what the gate allowed and what nothing was made of', () => {
  /** The same step of the same day once more, under an id of its own. */
  const twice = (story: LoanStory): void => {
    const { state } = story;
    if (state === null) throw new Error('nothing is known');
    const { ladder } = state.parts;
    const rungs = ladder.rungs.flatMap((rung) => [
      rung,
      { ...rung, contactId: 'again', state: 'open' as const, tries: 1 },
    ]);
    story.state = { ...state, parts: { ...state.parts, ladder: { ...ladder, rungs } } };
  };

  it.each([
    {
      name: 'the step has no words any more: it has failed, and is wanted again',
      gets: (story: LoanStory, wanted: WantedData) => story.take(answerTo(wanted, { step: 'gone' })),
      rungs: ['unused'],
      ladder: { failedTries: 1, lastOutcome: 'no-words', lastAttemptOn: null, lastContactOn: null },
      next: ['first-reminder'],
    },
    {
      name: 'the like has gone out on that day already: that one counts',
      gets: (story: LoanStory, wanted: WantedData) => {
        goesOut(story, wanted);
        twice(story);
        story.heard('contact-reported');
        story.take(answerTo({ ...wanted, contactId: 'again' }));
      },
      rungs: ['used', 'unused'],
      ladder: { failedTries: 0, lastOutcome: 'sent', lastAttemptOn: dayOf(1), lastContactOn: dayOf(1) },
      next: [],
    },
    {
      name: 'a call, of which a task is made at once: it counts',
      gets: (story: LoanStory, wanted: WantedData) => story.take(answerTo(wanted, { channel: 'call' })),
      rungs: ['used'],
      ladder: { failedTries: 0, lastOutcome: null, lastAttemptOn: dayOf(1), lastContactOn: null },
      next: [],
      reported: [],
    },
  ])('$name', ({ gets, rungs, ladder, next, reported = ['returned'] }) => {
    const story = behind().close();
    const [wanted] = story.wanted();
    if (wanted === undefined) throw new Error('nothing was wanted');
    gets(story, wanted);
    expect(story.heard<{ outcome: string }>('contact-reported').map(({ outcome }) => outcome)).toEqual(reported);
    expect(story.state?.parts.ladder.rungs.map(({ state }) => state)).toEqual(rungs);
    expect(story.state?.parts.ladder).toMatchObject(ladder);
    story.close();
    expect(story.wanted().map(({ step }) => step)).toEqual(next);
  });
});

it('what is done again and again makes the loan no longer to read', () => {
  const story = behind();
  climbed(story, 400);
  expect(story.state?.parts.ladder.rungs.length).toBeLessThan(15);
});

it('re-anchored: a part payment opens the later steps again, and no rung is skipped or climbed twice', () => {
  const story = behind();
  climbed(story, 65); // message, message, calls, letter, visit
  const { openDay } = story;
  const younger = { oldestUnpaidOn: addDays(openDay, -34), daysPastDue: 34, asOf: openDay, overdue: owed(60_000) };
  story.take({ kind: 'bucket', table: 'm-table', to: 'M2', episodeId: 'e-1', ...younger });
  const after = climbed(story, 40).map((line) => line.split(' ')[1]);
  expect(after).not.toContain('first-reminder');
  expect(after).not.toContain('sms-again');
  expect(after.filter((step) => step === 'letter')).toEqual([]); // it was sent when the debt was 31 days old
});

it('re-anchored to the very beginning: the second message follows the first, as the first was written already', () => {
  const story = behind();
  climbed(story, 35);
  const { openDay } = story;
  const younger = { oldestUnpaidOn: addDays(openDay, -3), daysPastDue: 3, asOf: openDay, overdue: owed(60_000) };
  story.take({ kind: 'bucket', table: 'm-table', to: 'M1', episodeId: 'e-1', ...younger });
  const steps = climbed(story, 45).map((line) => line.split(' ')[1]);
  expect(steps[0]).toBe('sms-again');
  expect(steps).not.toContain('first-reminder');
  expect(steps.indexOf('letter')).toBeGreaterThan(steps.indexOf('call'));
});

it('cut over: nobody is reminded of the past; the loan goes on where its days have brought it', () => {
  const story = behind({ cutOver: true, daysPastDue: 45, oldestUnpaidOn: addDays(START, -45) });
  expect(climbed(story, 1)).toEqual(['2026-03-03 letter']);
  const early = behind({ cutOver: true, daysPastDue: 3, oldestUnpaidOn: addDays(START, -3) });
  expect(climbed(early, 3)).toEqual(['2026-03-05 sms-again']);
});

it('a loan with nobody to write to waits, and is taken up when somebody is linked', () => {
  const story = new LoanStory().take(started(START)).close();
  expect(story.wanted()).toEqual([]);
  story.take(linked(), linked(LI, { role: 'guarantor' })).close();
  expect(story.wanted().map(({ personId }) => personId)).toEqual([WANG]);
});

it('says before an instalment what is due, once, and nothing after it while nothing is overdue', () => {
  const story = new LoanStory().take(linked(), factsOf(WANG), {
    kind: 'schedule',
    currency: 'CNY',
    version: 1,
    instalments: [
      { dueOn: dayOf(20), minor: 120_000 },
      { dueOn: dayOf(50), minor: 120_000 },
    ],
  });
  expect(climbed(story, 60)).toEqual([`${dayOf(18)} due-soon`, `${dayOf(48)} due-soon`]);
});

describe('champion and challenger', () => {
  it('by a hash that nothing but the loan moves: the same arm in every replay, and about the share asked for', () => {
    const loans = Array.from({ length: 5_000 }, (_, n) => `demo:L-${n}`);
    const arms = loans.map((loan) => armOf(strategy, loan).arm?.arm);
    expect(loans.map((loan) => armOf(strategy, loan).arm?.arm)).toEqual(arms);
    const challengers = arms.filter((arm) => arm === 'challenger').length;
    expect(challengers / loans.length).toBeGreaterThan(0.085);
    expect(challengers / loans.length).toBeLessThan(0.115);
  });

  it('loans that were numbered one after the other are not treated alike', () => {
    for (let hundred = 0; hundred < 20; hundred += 1) {
      const arms = Array.from({ length: 100 }, (_, n) => armOf(strategy, `demo:L-${hundred * 100 + n}`).arm?.arm);
      const challengers = arms.filter((arm) => arm === 'challenger').length;
      expect(challengers).toBeGreaterThan(0);
      expect(challengers).toBeLessThan(30);
    }
  });

  it.each([
    [0, 'champion'],
    [899, 'champion'],
    [900, 'challenger'],
    [999, 'challenger'],
  ])('place %i of a thousand is the %s', (place, arm) => {
    const loan = Array.from({ length: 20_000 }, (_, n) => `demo:L-${n}`).find((id) => placeOf('2026a', id) === place);
    expect(armOf(strategy, loan ?? '').arm).toEqual({ experiment: 'ladder-2026', arm });
  });

  it('every contact carries its arm', () => {
    const [wanted] = behind().close().wanted();
    expect(wanted?.arm).toEqual(armOf(strategy, LOAN).arm);
  });
});
