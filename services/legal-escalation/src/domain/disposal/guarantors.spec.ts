import { addDays, type CalendarDate } from '@mora/kernel';
import { LI, linked, type LoanStory } from '../loan/fixtures.js';
import { overdueStory } from '../proceedings/fixtures.js';

/** A loan with a guarantor, whose period runs from the last instalment. */
function guaranteed(kind: 'joint' | 'general'): LoanStory {
  const story = overdueStory().take(linked(LI, { role: 'guarantor' }));
  return story.take({ kind: 'guarantee-term', term: { guarantorId: LI, kind, months: null }, by: 'l-1' });
}

const clockOf = (story: LoanStory) => story.parts.clock.clocks.find(({ claim }) => claim === 'guarantee')!;

/** What guarantors are asked up to a day, and on which day each time. */
function askedUpTo(story: LoanStory, last: CalendarDate) {
  const asks: Readonly<{ day: CalendarDate; requestId: string; template: string }>[] = [];
  while (story.openDay <= last) {
    const day = story.openDay;
    const said = story.close().heard<{ requestId: string; template: string; role: string }>('notice-requested');
    asks.push(...said.filter(({ role }) => role === 'guarantor').map((one) => ({ ...one, day })));
  }
  return asks;
}

it('joint guarantors are asked ninety days before their period ends, once; what has arrived keeps the claim', () => {
  const story = guaranteed('joint');
  const from = addDays(clockOf(story).expiresOn!, -90);
  const asks = askedUpTo(story, addDays(from, 30));
  expect(asks).toMatchObject([{ day: from, template: 'legal-demand' }]);
  const answer = { requestId: asks[0]!.requestId, noticeId: 'n-1', sha256: 'h', on: story.openDay };
  story.take({ kind: 'notice-answered', outcome: 'delivered', ...answer }).close();
  expect(story.parts.elsewhere.heard).toMatchObject([{ kind: 'demand', against: 'guarantor' }]);
  expect(clockOf(story).state).toBe('kept');
});

it('under a hold too: asking only keeps the claim', () => {
  const story = guaranteed('joint');
  const from = addDays(clockOf(story).expiresOn!, -90);
  story.take({ kind: 'dispute-raised', disputeId: 'd-1', on: story.openDay });
  expect(askedUpTo(story, addDays(from, 1))).toMatchObject([{ day: from }]);
});

it('general guarantors are not: the debtor has to be sued', () => {
  const story = guaranteed('general');
  expect(askedUpTo(story, clockOf(story).expiresOn!)).toEqual([]);
});
