import { addDays, type CalendarDate, earliest } from '@mora/kernel';
import fc from 'fast-check';
import type { LoanEvent } from './event.js';
import { dayOf, failed, LoanStory, NEGOTIATION, OUTREACH, WANG } from './fixtures.js';
import { DAYS, first, type Named, same } from './fixtures/streams.js';
import { isHeld } from './held.js';

const RUNS = 60;
const SLOTS = DAYS * 2;

type Told = Named & Readonly<{ on: CalendarDate; stream: string }>;

const told = (id: string, on: number, stream: string, event: (day: CalendarDate) => LoanEvent): Told => ({
  id,
  stream,
  on: dayOf(on),
  event: { ...event(dayOf(on)), saidOn: dayOf(on) } as LoanEvent,
});

/** What outreach and negotiation say in these days, each stream in its own order. */
const RECORDS = (from: number, until: number): readonly Told[] => [
  told('failed-1', 0, NEGOTIATION, (on) => failed('r-1', 1, addDays(on, -30))),
  told('failed-2', 1, NEGOTIATION, (on) => failed('r-2', 2, on)),
  told('acknowledged', 2, NEGOTIATION, (on) => {
    return { kind: 'interrupted', act: 'acknowledged', on, proof: { kind: 'letter', id: 'a', sha256: null } };
  }),
  told('round', 3, NEGOTIATION, (on) => ({ kind: 'round-opened', roundId: 'r-3', on })),
  told('ended', 4, NEGOTIATION, (on) => {
    return { kind: 'round-closed', roundId: 'r-3', outcome: 'withdrawn', consecutive: 2, legal: null, on };
  }),
  told('delivered', 2, OUTREACH, (on) => ({
    kind: 'notice',
    noticeId: 'n-1',
    personId: WANG,
    role: 'borrower',
    sha256: 'h',
    outcome: 'delivered',
    isOurs: false,
    on,
  })),
  told('dispute', from, OUTREACH, (on) => ({ kind: 'dispute-raised', disputeId: 'd-1', on })),
  told('no-dispute', until, OUTREACH, (on) => ({ kind: 'dispute-closed', disputeId: 'd-1', on })),
];

/** The slot in which each record comes: as late as it is told, and never before what its stream has said earlier. */
function slotsOf(records: readonly Told[], late: readonly number[]): readonly number[] {
  const reached: Record<string, number> = {};
  return records.map(({ on, stream }, n) => {
    const start = 2 * Math.round((Date.parse(on) - Date.parse(dayOf(0))) / 86_400_000);
    const slot = Math.max(start + (late[n] ?? 0), reached[stream] ?? 0);
    reached[stream] = slot;
    return slot;
  });
}

/** What is known of a stream: everything before the first record of it that has not come. */
function knownIn(
  records: readonly Told[],
  slots: readonly number[],
  slot: number,
  stream: string,
  today: CalendarDate,
) {
  const missing = records.filter((one, n) => one.stream === stream && (slots[n] ?? 0) > slot);
  return missing.reduce((known, { on }) => earliest(known, addDays(on, -1)), addDays(today, -1));
}

function tell(records: readonly Told[], late: readonly number[], isSilent: boolean): LoanStory {
  const slots = slotsOf(records, late);
  const story = new LoanStory();
  for (const { id, event } of [...first.loan, ...first.arrears]) story.one(id, event);
  for (let slot = 0; slot < SLOTS + 16; slot += 1) {
    records.forEach(({ id, event }, n) => {
      if (slots[n] === slot) story.one(id, event);
    });
    if (!isSilent) {
      for (const stream of [OUTREACH, NEGOTIATION]) {
        story.known(stream, knownIn(records, slots, slot, stream, story.openDay));
      }
    }
    if (slot % 2 === 1) {
      const day = story.openDay;
      story.close();
      const passed = story.heard('gate-passed').length > 0;
      if (passed) {
        expect([isHeld(story.parts, day), story.parts.elsewhere.notKnown]).toEqual([false, []]);
        expect(story.parts.matter.matter?.gateId).toBe(story.parts.gate.current?.gateId);
      }
    }
  }
  return story;
}

const lasting = ({ parts }: LoanStory) => ({
  ledger: parts.ledger,
  arrears: parts.arrears,
  parties: parts.parties,
  clocks: parts.clock.clocks.map(({ clockId, startsOn, expiresOn, state }) => ({
    clockId,
    startsOn,
    expiresOn,
    state,
  })),
  holds: parts.elsewhere.holds,
  failures: parts.elsewhere.failures,
  acts: parts.elsewhere.heard.map(({ kind, on, proof }) => ({ kind, on, proof })),
});

it('however late, or never known of: the same money, periods, holds and acts, and no gate before its conditions', () => {
  const lateness = fc.array(fc.nat(14), { minLength: 8, maxLength: 8 });
  const disputes = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 3 }));
  fc.assert(
    fc.property(disputes, lateness, fc.boolean(), ([from, days], late, isSilent) => {
      const records = RECORDS(from, from + days);
      const inTime = records.map(() => 0);
      same(lasting(tell(records, late, isSilent)), lasting(tell(records, inTime, false)));
    }),
    { numRuns: RUNS },
  );
});

const law = ({ said }: LoanStory) =>
  Object.values(said)
    .flat()
    .filter(({ type }) => type.startsWith('gate-') || type.startsWith('case-'));

it('on either side of the close of its own day: the law says the same, with the same ids', () => {
  const sides = fc.array(fc.nat(2), { minLength: 8, maxLength: 8 });
  const disputes = fc.tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 1, max: 3 }));
  fc.assert(
    fc.property(disputes, sides, ([from, days], some) => {
      const records = RECORDS(from, from + days);
      // What restricts does so as soon as it is known, by the close of its own day too; a stream keeps its order.
      const restricts = ['delivered', 'dispute'];
      const late = some.map((side, n) => (restricts.includes(records[n]?.id ?? '') ? 0 : side));
      const inTime = records.map(() => 0);
      const [one, other] = [tell(records, late, false), tell(records, inTime, false)].map(law);
      expect(other?.map(({ type }) => type).slice(0, 2)).toEqual(['gate-passed', 'case-opened']);
      same(one, other);
    }),
    { numRuns: RUNS },
  );
});
