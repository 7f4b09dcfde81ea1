import type { LoanEvent } from '../loan/event.js';
import { dayOf, linked, LoanStory, OUTREACH, registered, started } from '../loan/fixtures.js';
import { assign, expired, made, opened, outcomes, tell } from './fixtures.js';

const hardship = (on: number): LoanEvent => ({
  kind: 'hardship',
  reportId: `h-${on}`,
  reason: 'illness',
  on: dayOf(on),
});
const spoken = (on: number): LoanEvent => ({ kind: 'conversation', reason: null, on: dayOf(on) });
const asked = (on: number): LoanEvent => ({
  kind: 'legal-asked',
  requestId: `lr-${on}`,
  caseId: 'c-1',
  graceDays: 10,
  because: 'suit',
  on: dayOf(on),
});

/** A loan that falls behind on a day; what other services say of a day comes on it, or weeks ahead. */
function lived(told: readonly LoanEvent[], overdueOn: number, isAhead: boolean, daysPastDue = 1) {
  const story = new LoanStory().take(registered, linked());
  const on = (event: LoanEvent): unknown => (isAhead ? dayOf(0) : 'on' in event && event.on);
  for (let day = 0; day <= 40; day += 1) {
    if (day === overdueOn) story.take(started(dayOf(day), { daysPastDue }));
    for (const event of told) if (on(event) === dayOf(day)) story.take(event);
    if (day === 25 && story.parts.round.open !== null) {
      story.take({ kind: 'close-round', outcome: 'withdrawn', because: 'x', by: 'boss' });
    }
    story.close();
  }
  const { open, closed } = story.parts.round;
  return {
    opened: story.heard<{ by: string; because: string; dueOn: string }>('opened').map(({ by, because, dueOn }) => {
      return `${by} ${because} ${dueOn}`;
    }),
    refused: story.heard<{ on: string }>('refused-to-open'),
    rounds: [...closed.map(({ on: day }) => day), open?.openedOn ?? null],
    left: [story.parts.elsewhere.hardship, story.parts.elsewhere.legal],
  };
}

const borrowers = (day: number): string => `borrower hardship-reported ${dayOf(day + 10)}`;
const selfServices = (day: number): string => `policy no-contact-self-service ${dayOf(day + 20)}`;
const legals = (day: number): string => `legal legal-asked ${dayOf(day + 10)}`;

it.each<[string, readonly LoanEvent[], number, number, string | undefined, readonly (string | undefined)[]]>([
  ['hardship, with nothing overdue', [hardship(9)], 50, 1, borrowers(9), []],
  ['hardship of a loan that is overdue', [hardship(9)], 2, 1, borrowers(9), []],
  ['hardship twice, the second time behind the end', [hardship(9), hardship(30)], 50, 1, borrowers(9), []],
  ['legal asks', [asked(9)], 2, 1, legals(9), []],
  ['legal asks for a loan that fell behind days before', [asked(9)], 5, 1, legals(9), []],
  ['legal asks for a loan that is not behind', [asked(9)], 50, 1, undefined, [dayOf(9)]],
  ['a conversation, behind days without one', [spoken(35)], 0, 25, selfServices(21), []],
  ['a conversation in time', [spoken(5)], 0, 25, selfServices(26), []],
  ['both', [spoken(5), spoken(36)], 0, 25, selfServices(26), []],
])('%s: the same, whether it is heard in time or weeks ahead', (_, told, overdueOn, dpd, opens, refusedOn) => {
  const inTime = lived(told, overdueOn, false, dpd);
  expect(inTime.opened[0]).toBe(opens);
  expect(inTime.refused.map(({ on }) => on)).toEqual(refusedOn);
  expect(lived(told, overdueOn, true, dpd)).toEqual(inTime);
});

it('what is said of a day ahead still has to be known further before anybody is bound', () => {
  const story = new LoanStory().take(registered, linked(), started(dayOf(0)), hardship(9), asked(9)).close();
  expect(story.parts.elsewhere.notKnown).toEqual(['outreach', 'legal']);
});

it.each([
  ['in time', false],
  ['ahead', true],
])(
  'a report of the day behind the one on which silence ended a negotiation is not answered by that end: %s',
  (_, isAhead) => {
    const story = tell(opened().take(assign('chen', 'wang')), made);
    story.knownUpTo = { [OUTREACH]: dayOf(0) };
    if (isAhead) story.take(hardship(2));
    tell(story, expired).close().known(OUTREACH, dayOf(1));
    expect(outcomes(story)).toEqual([`expired ${dayOf(1)}`]);
    if (!isAhead) story.take(hardship(2));
    story.heard('opened');
    expect(story.close().heard('opened')).toMatchObject([{ by: 'borrower', because: 'hardship-reported' }]);
  },
);
