import { dayOf, factsOf, linked, LoanStory, START, started, WANG } from './fixtures.js';
import type { LoanEvent } from './event.js';

/** One day behind since the open day, and the borrower is known. */
const behind = () =>
  new LoanStory().take(
    { kind: 'registered', product: 'consumer-loan', currency: 'CNY', cutOver: false },
    linked(),
    factsOf(WANG),
    started(START),
  );

describe('what others end frees from the close of the day after on, whichever of the two closes comes first', () => {
  const binds: readonly (readonly [string, LoanEvent, (on: number) => LoanEvent])[] = [
    [
      'a plan',
      { kind: 'plan', planId: 'pl-1', state: 'active', on: dayOf(1) },
      (on) => ({ kind: 'plan', planId: 'pl-1', state: 'broken', on: dayOf(on) }),
    ],
    [
      'a hold',
      { kind: 'hold', holdId: 'h-1', set: true, reason: 'suit', on: dayOf(1) },
      (on) => ({ kind: 'hold', holdId: 'h-1', set: false, reason: 'lifted', on: dayOf(on) }),
    ],
  ];
  const closes = (story: LoanStory): LoanStory => {
    story.knownUpTo = { 'mora.negotiation.v1': story.openDay, 'mora.legal.v1': story.openDay };
    return story.close();
  };
  const OVER_ON = 4;

  it.each(
    binds.flatMap(([what, bound, ended]) =>
      [OVER_ON, OVER_ON + 1, OVER_ON + 2, OVER_ON + 3].map((heardOn) => ({ what, bound, ended, heardOn })),
    ),
  )('$what that is over on the fourth day, heard of on day $heardOn', ({ bound, ended, heardOn }) => {
    const story = behind().take(bound);
    while (story.openDay < dayOf(heardOn)) closes(story);
    story.take(ended(OVER_ON));
    const wanted: string[] = [];
    while (story.openDay <= dayOf(OVER_ON + 4)) {
      const closed = story.openDay;
      closes(story);
      wanted.push(...story.wanted().map(({ step }) => `${closed} ${step}`));
    }
    expect(wanted).toEqual([`${dayOf(Math.max(heardOn, OVER_ON + 1))} first-reminder`]);
  });
});

it('a contact that a plan has withdrawn does not show in the next one: nor does which of the two closes was first', () => {
  const active: LoanEvent = { kind: 'plan', planId: 'pl-1', state: 'active', on: START };
  const broken: LoanEvent = { kind: 'plan', planId: 'pl-1', state: 'broken', on: dayOf(3) };
  const wantedAfter = (story: LoanStory) => {
    while (story.openDay < dayOf(4)) story.close();
    story.wanted();
    story.take(broken);
    story.knownUpTo = { 'mora.negotiation.v1': story.openDay };
    return story.close().wanted();
  };
  const before = wantedAfter(behind().take(active));
  expect(before).toMatchObject([{ step: 'first-reminder', on: dayOf(5) }]);
  const idOf = ({ contactId }: { contactId: string }) => contactId;
  expect(wantedAfter(behind().close().take(active)).map(idOf)).toEqual(before.map(idOf));
});
