import { addDays, addMonths, type CalendarDate } from '@mora/kernel';
import type { LoanEvent } from '../loan/event.js';
import {
  instalments,
  LI,
  linked,
  longOverdue,
  LoanStory,
  registered,
  scheduled,
  START,
  WANG,
} from '../loan/fixtures.js';

const ROWS = instalments(6, addDays(START, -120), 50_000);
/** The last of six, 150 days behind the first. */
const SIGNED = addDays(START, 30);
const LATER = addDays(SIGNED, 365);
const EARLIER = addDays(SIGNED, -60);

type Scheduled = Extract<LoanEvent, { kind: 'schedule' }>;
/** The same instalments, the last of them on another day. */
const endsOn = (version: number, dueOn: CalendarDate, over: Partial<Scheduled> = {}): LoanEvent =>
  ({ ...scheduled(version, [...ROWS.slice(0, 3), { ...ROWS[3]!, dueOn }]), ...over }) as LoanEvent;

const guaranteed = (): LoanStory =>
  new LoanStory().take(
    registered,
    linked(WANG),
    linked(LI, { role: 'guarantor' }),
    scheduled(0, ROWS),
    longOverdue(START),
  );

/** From when on the guarantor's six months run. */
const runsFrom = (story: LoanStory): CalendarDate | undefined =>
  story.close().parts.clock.clocks.find(({ claim }) => claim === 'guarantee')?.startsOn;

const consent: LoanEvent = { kind: 'guarantor-consented', offerId: 'o-1', personId: LI };
const plan: LoanEvent = {
  kind: 'plan',
  planId: 'plan-1',
  state: 'active',
  legal: null,
  on: START,
  offerId: 'o-1',
  requestId: 'q-1',
};

describe('the period of a guarantee (CC 692, 695)', () => {
  it.each<readonly [string, readonly LoanEvent[], CalendarDate]>([
    ['runs from the last day that was signed', [], SIGNED],
    ['is not moved by a longer term that the guarantor has not agreed to', [endsOn(1, LATER)], SIGNED],
    ['nor by one that was asked for by Mora', [endsOn(1, LATER, { requestId: 'q-1' }), plan], SIGNED],
    ['is moved by one that the guarantor has', [consent, endsOn(1, LATER, { requestId: 'q-1' }), plan], LATER],
    ['whichever of it is told of first', [endsOn(1, LATER, { requestId: 'q-1' }), plan, consent], LATER],
    [
      'but not by what another has agreed to',
      [{ ...consent, personId: WANG } as LoanEvent, endsOn(1, LATER, { requestId: 'q-1' }), plan],
      SIGNED,
    ],
    [
      'and not by the next change behind it',
      [consent, endsOn(1, LATER, { requestId: 'q-1' }), plan, endsOn(2, addDays(LATER, 90))],
      LATER,
    ],
    ['runs from an earlier day as soon as there is one', [endsOn(1, EARLIER)], EARLIER],
    ['is what was signed, where that is only told anew', [endsOn(1, LATER, { isCorrection: true })], LATER],
    [
      'also of what was agreed on since',
      [consent, endsOn(1, LATER, { requestId: 'q-1' }), plan, endsOn(2, EARLIER, { isCorrection: true })],
      EARLIER,
    ],
  ])('%s', (_rule, events, from) => {
    expect(runsFrom(guaranteed().take(...events))).toBe(from);
  });

  it('runs from the day on which the debt was called, unless it was due before', () => {
    const called = (story: LoanStory): LoanStory =>
      story.take({
        kind: 'accelerate',
        on: story.openDay,
        proof: { kind: 'letter', id: 'a', sha256: null },
        by: 'l-1',
      });
    expect(runsFrom(called(guaranteed().close()))).toBe(addDays(START, 1));
    const story = guaranteed().close(60);
    expect(story.openDay > SIGNED).toBe(true);
    expect(runsFrom(called(story))).toBe(SIGNED);
  });

  it('ends six months later, whatever the schedule says by then', () => {
    const story = guaranteed().take(endsOn(1, LATER)).close();
    const clock = story.parts.clock.clocks.find(({ claim }) => claim === 'guarantee');
    // The first of October is a day off, and so are the seven days of the holiday.
    expect([addMonths(SIGNED, 6), clock?.expiresOn]).toEqual(['2026-10-01', '2026-10-08']);
  });
});
