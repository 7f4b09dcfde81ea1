import { addDays } from '@mora/kernel';
import { POLICIES, START } from '../loan/fixtures.js';
import { OfferStory, propose } from '../offers/fixtures.js';

/** The statute is Taiwan's; its days are counted wherever a policy names them. */
const days = { startDays: 30, failDays: 90 };
const forbearance = POLICIES.menu.forbearance.map((file) => {
  const kind = { ...file.kinds['tw-debt-clearance'], limits: days };
  return { ...file, kinds: { ...file.kinds, 'tw-debt-clearance': kind } };
});
const policies = { ...POLICIES, menu: { ...POLICIES.menu, forbearance } };

class ClearanceStory extends OfferStory {
  asked(): this {
    const { open } = this.parts.round;
    if (this.state === null) return this;
    this.assessed('short-term', {
      validUntil: addDays(START, 400),
      clearance: { roundId: open?.roundId ?? '', on: this.openDay },
    });
    // As a statement asks for it.
    this.state = { ...this.state, reviewOn: this.openDay };
    return this;
  }

  work(kind: string): readonly string[] {
    const rows = Object.entries(this.writes).filter(([, writes]) =>
      writes.some((write) => write.includes(`"kind":"${kind}"`) && write.includes('"state":"open"')),
    );
    return rows.map(([cause]) => cause);
  }
}

it('what is not begun by the thirtieth day has failed: once, on that day, and the negotiation goes on', () => {
  const story = new ClearanceStory(policies).asked().close(30);
  expect(story.work('clearance-not-begun')).toEqual([]);
  story.close();
  expect(story.work('clearance-not-begun')).toEqual([`closed/${addDays(START, 30)}`]);
  story.close(20);
  expect(story.work('clearance-not-begun')).toHaveLength(1);
  expect(story.work('clearance-failed')).toEqual([]);
  expect(story.parts.round.open).not.toBeNull();
});

it('what has begun fails ninety days later', () => {
  const story = new ClearanceStory(policies).asked().close(10).take(propose());
  expect(story.refused).toBeNull();
  story.close(91);
  expect(story.work('clearance-not-begun')).toEqual([]);
  expect(story.work('clearance-failed')).toEqual([`closed/${addDays(START, 100)}`]);
});

it('nobody has asked for it', () => {
  const story = new ClearanceStory(policies).close(120);
  expect([...story.work('clearance-not-begun'), ...story.work('clearance-failed')]).toEqual([]);
});
