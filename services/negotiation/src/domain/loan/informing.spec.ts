import { addDays, type CalendarDate, earliest } from '@mora/kernel';
import fc from 'fast-check';
import { isSettled } from '../round/ending.js';
import { openingFacts } from '../round/opening.js';
import type { LoanEvent } from './event.js';
import { acceptance, dayOf, LEGAL, LoanStory, OUTREACH, registered, started, WANG } from './fixtures.js';
import { DAYS, first, type Named, same } from './fixtures/streams.js';
import { holdsOn, isHeldUpstream, UNBINDING } from './held.js';
import { notKnownAt } from './parts/elsewhere.js';

const RUNS = 150;

describe('informing records', () => {
  type Record = Named & Readonly<{ on: CalendarDate; stream: string }>;
  const about = (id: string, on: number, event: (day: CalendarDate) => LoanEvent, stream = OUTREACH): Record => ({
    id,
    stream,
    on: dayOf(on),
    event: event(dayOf(on)),
  });
  const who = { personId: WANG, role: 'borrower' as const };
  const RECORDS = (from: number, until: number): readonly Record[] => [
    about('dispute', from, (on) => ({ kind: 'dispute-raised', disputeId: 'd-1', about: 'amount', on })),
    about('no-dispute', until, (on) => ({ kind: 'dispute-closed', disputeId: 'd-1', outcome: 'rejected', on })),
    about('care', 5, (on) => ({ kind: 'vulnerable', legal: [], on, ...who })),
    about('no-care', 6, (on) => ({ kind: 'not-vulnerable', on, ...who })),
    about('broken-1', 1, (on) => ({ kind: 'promise-broken', promiseId: 'pr-1', part: 1, on })),
    about('broken-2', 2, (on) => ({ kind: 'promise-broken', promiseId: 'pr-2', part: 1, on })),
    about('kept-2', 4, (on) => ({ kind: 'promise-kept', promiseId: 'pr-2', part: 1, on })),
    about('spoken', 3, (on) => ({ kind: 'conversation', reason: 'illness', on })),
    about(
      'legal',
      2,
      (on) => ({ kind: 'legal-asked', requestId: 'lr-1', caseId: 'c', graceDays: 5, because: 'x', on }),
      LEGAL,
    ),
    about('broken-2-again', 6, (on) => ({ kind: 'promise-broken', promiseId: 'pr-2', part: 1, on })),
  ];
  /** On this day all offers of the negotiation have run out. */
  const EXPIRES = 3;
  const SLOTS = DAYS * 2;

  /** How many slots each record is late; its stream keeps its order. */
  const lateness = (most: number) => fc.array(fc.nat(most), { minLength: 10, maxLength: 10 });

  function slotsOf(records: readonly Record[], late: readonly number[]): readonly number[] {
    const start = (on: CalendarDate): number => 2 * Math.round((Date.parse(on) - Date.parse(dayOf(0))) / 86_400_000);
    const slots = records.map(({ on }, n) => start(on) + (late[n] ?? 0));
    // Whatever ends something comes behind it.
    for (const [before, after] of [
      [0, 1],
      [2, 3],
      [5, 6],
      [6, 9],
    ] as const) {
      slots[after] = Math.max(slots[after] ?? 0, slots[before] ?? 0);
    }
    return slots;
  }

  /** What is known of a stream: everything before the first record of it that has not come. */
  function knownIn(
    records: readonly Record[],
    slots: readonly number[],
    slot: number,
    stream: string,
    today: CalendarDate,
  ) {
    const missing = records.filter((one, n) => one.stream === stream && (slots[n] ?? 0) > slot);
    return missing.reduce((known, { on }) => earliest(known, addDays(on, -1)), addDays(today, -1));
  }

  function tell(records: readonly Record[], late: readonly number[], isSilent = false) {
    const slots = slotsOf(records, late);
    const story = new LoanStory();
    for (const { id, event } of [...first.loan, ...first.arrears]) story.one(id, event);
    for (let slot = 0; slot < SLOTS + 16; slot += 1) {
      records.forEach(({ id, event }, n) => {
        if (slots[n] === slot) story.one(id, event);
      });
      if (slot === 2)
        story.one('assign', { kind: 'assign', credit: 'chen', service: 'wang', responsible: null, by: 'b' });
      if (slot === EXPIRES * 2)
        story.hear({ kind: 'offers-made', verdict: null }, { kind: 'offers-gone', because: 'all-expired' });
      tryToAccept(story, slot);
      if (!isSilent) {
        for (const stream of [OUTREACH, LEGAL]) {
          story.known(stream, knownIn(records, slots, slot, stream, story.openDay));
          mustBeKnown(story);
        }
      }
      if (slot % 2 === 1) {
        story.close();
        mustBeKnown(story);
      }
    }
    return story;
  }

  /** Nobody is bound while too little is known, or under a hold that forbids it. */
  function tryToAccept(story: LoanStory, slot: number): void {
    const { parts, openDay, knownUpTo, policies } = story;
    const mayNot =
      notKnownAt(parts.elsewhere, addDays(openDay, -1), knownUpTo, policies.rounds).length > 0 ||
      isHeldUpstream(parts) ||
      holdsOn(parts, openDay).some(({ kind }) => UNBINDING.includes(kind));
    story.one(`accept/${slot}`, acceptance('o-1'));
    if (mayNot) expect(['not-known-yet', 'held']).toContain(story.refused);
    else expect(['not-known-yet', 'held']).not.toContain(story.refused);
  }

  /** A failure is said only when outreach is known up to its day, or has been silent for too long; never under a hold. */
  function mustBeKnown(story: LoanStory): void {
    const upTo = addDays(story.openDay, -1);
    const at = { now: 0, openDay: story.openDay, today: story.openDay, knownUpTo: story.knownUpTo, endOf: () => 0 };
    for (const { closedOn } of story.heard<{ closedOn: CalendarDate }>('failed')) {
      expect(isSettled(closedOn, upTo, at, story.policies.rounds.informingSilenceDays)).toBe(true);
      expect(
        story.parts.elsewhere.holds.some(
          ({ from, until }) => from <= closedOn && (until === null || closedOn <= until),
        ),
      ).toBe(false);
    }
  }

  const money = ({ parts }: LoanStory) => ({
    ledger: parts.ledger,
    arrears: parts.arrears,
    parties: parts.parties,
    plans: parts.plans,
    holds: parts.elsewhere.holds,
    promises: [...parts.elsewhere.brokenPromises].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  });
  const limitations = (story: LoanStory) => story.heard<{ on: string }>('limitation-interrupted').map(({ on }) => on);
  const disputes = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 3 }));

  it('as late as outreach may be silent: the same money, holds and failures, whenever they come', () => {
    const counts = new Set<number>();
    fc.assert(
      fc.property(disputes, lateness(5), ([from, days], late) => {
        const records = RECORDS(from, from + days);
        const [found, reference] = [
          tell(records, late),
          tell(
            records,
            late.map(() => 0),
          ),
        ];
        const { closings } = reference.parts.tally;
        counts.add(closings.filter(({ what }) => what === 'failed').length);
        same({ ...money(found), closings: found.parts.tally.closings }, { ...money(reference), closings });
        same(limitations(found), limitations(reference));
      }),
      { numRuns: RUNS },
    );
    expect([...counts].toSorted()).toEqual([0, 1]);
  });

  it('however late, or never: the same money and holds, and nothing irreversible before its conditions', () => {
    fc.assert(
      fc.property(disputes, lateness(14), fc.boolean(), ([from, days], late, isSilent) => {
        const records = RECORDS(from, from + days);
        same(
          money(tell(records, late, isSilent)),
          money(
            tell(
              records,
              late.map(() => 0),
            ),
          ),
        );
      }),
      { numRuns: RUNS },
    );
  });
});

describe('promises to pay', () => {
  type Said = Readonly<{ on: number; promiseId: string; kind: 'promise-broken' | 'promise-kept'; early: number }>;
  const saying = fc.record({
    on: fc.nat(DAYS - 2),
    promiseId: fc.constantFrom('pr-1', 'pr-2', 'pr-3'),
    kind: fc.constantFrom('promise-broken' as const, 'promise-broken' as const, 'promise-kept' as const),
    early: fc.nat(9),
  });
  const stream = fc
    .array(saying, { minLength: 2, maxLength: 12 })
    .map((all) => all.toSorted((a, b) => a.on - b.on) satisfies readonly Said[]);

  /** Two slots a day: what is said of a day is heard by the close of the next one, and behind what was said before. */
  const slotsOf = (said: readonly Said[], isEarly: boolean): readonly number[] =>
    said.reduceRight<readonly number[]>((later, { on, early }) => {
      const last = 2 * on + 3 - (isEarly ? early : 0);
      return [Math.max(0, Math.min(last, later[0] ?? last)), ...later];
    }, []);

  function tell(said: readonly Said[], isEarly: boolean) {
    const slots = slotsOf(said, isEarly);
    const story = new LoanStory().take(registered, started(dayOf(0), { daysPastDue: 5 }));
    const counts: number[] = [];
    for (let slot = 0; slot < DAYS * 2; slot += 1) {
      said.forEach(({ promiseId, kind, on }, n) => {
        if (slots[n] === slot) story.one(`said/${n}`, { kind, promiseId, part: 1, on: dayOf(on) });
      });
      if (slot % 2 === 0) continue;
      counts.push(openingFacts(story.parts, story.openDay, story.policies.rounds.tally).brokenPromises);
      story.close();
    }
    const { elsewhere, round } = story.parts;
    return { counts, promises: elsewhere.brokenPromises, openedOn: round.open?.openedOn ?? null };
  }

  it('however far outreach is ahead: each close counts the same, and the same day opens a negotiation', () => {
    const opened = new Set<string | null>();
    const wasMended = new Set<boolean>();
    fc.assert(
      fc.property(stream, (said) => {
        const reference = tell(said, false);
        same(tell(said, true), reference);
        opened.add(reference.openedOn);
        wasMended.add(reference.counts.some((count, n) => count < (reference.counts[n - 1] ?? 0)));
      }),
      { numRuns: RUNS },
    );
    // It was about something.
    expect(opened.size).toBeGreaterThan(3);
    expect(wasMended.size).toBe(2);
  });
});
