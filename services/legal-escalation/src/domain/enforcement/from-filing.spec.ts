import { filedStory, happens, judgmentOf } from '../proceedings/fixtures.js';
import { enforceOf, openWork, recoveryOf, roundIn } from './fixtures.js';

it('from the filing of a suit to the last cent: the case is closed as enforced, and outreach may speak again', () => {
  const story = filedStory('ordinary').close();
  for (const outcome of ['docketed', 'fee-noticed', 'paid', 'served', 'answered']) happens(story, outcome);
  story.take(judgmentOf(story));
  happens(story, 'served');
  while (story.parts.proceedings.titles[0]?.finalOn === null) story.close();
  // Its first part is late by then; here the bank waits for the second.
  expect(openWork(story)).toContain('enforce');
  const last = story.parts.proceedings.titles[0]!.parts[1]!.performBy;
  while (story.openDay <= last) story.close();
  expect(story.take(enforceOf()).refused).toBeNull();
  expect(story.parts.matter.matter?.stage).toBe('enforcing');
  // 40,000.00 are late by 31 days, 60,000.00 by one: 217.00 and 10.50.
  story.take(recoveryOf('rec-1', 10_230_000 + 22_750, story.openDay));
  expect(story.heard('recovered')).toMatchObject([
    { costs: '2300.00', judgment: '100000.00', doubled: '227.50', surplus: '0.00' },
  ]);
  expect(roundIn(story).state).toBe('satisfied');
  expect(story.heard('case-closed')).toMatchObject([{ outcome: 'enforced' }]);
  expect(story.types).toContain('outreach-hold-lifted');
});
