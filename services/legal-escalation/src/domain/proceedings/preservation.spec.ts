import { addDays } from '@mora/kernel';
import type { LoanStory } from '../loan/fixtures.js';
import { filedStory, fileOf, happens, proceedingOf, readyMatter, until, withMatter } from './fixtures.js';

it('preservation waits for a suit, and no longer once there is one', () => {
  const story = filedStory('preservation');
  happens(happens(story, 'ruled'), 'in-force');
  story.take(fileOf(story, 'ordinary', { proceedingId: 'p-2' }));
  expect(story.refused).toBe('no-strategy');
  const { matter } = story.parts.matter;
  const evaluation = { ...matter!.evaluation!, strategy: 'ordinary' as const };
  story.state = {
    ...story.state!,
    parts: { ...story.parts, matter: { matter: { ...matter!, evaluation }, closed: [] } },
  };
  story.take(fileOf(story, 'ordinary', { proceedingId: 'p-2' }));
  expect(story.refused).toBeNull();
  expect(proceedingOf(story)).toMatchObject({ step: 'sued', state: 'ended' });
  expect(proceedingOf(story, 'p-2')).toMatchObject({ state: 'open' });
});

it('asked for while the suit goes on, it waits for nothing', () => {
  const story = filedStory('ordinary');
  story.take(fileOf(story, 'preservation', { proceedingId: 'p-2' }));
  expect(story.refused).toBeNull();
  happens(happens(story.close(), 'ruled', story.openDay, 'p-2'), 'in-force', story.openDay, 'p-2');
  expect(proceedingOf(story, 'p-2')).toMatchObject({ step: 'sued', state: 'ended' });
  expect(story.heard('proceeding-step').map(({ to }) => to)).toEqual(['ruled', 'in-force', 'sued']);
});

it('a suit that was lost before is none that it is kept for', () => {
  const story = filedStory('ordinary');
  for (const outcome of ['docketed', 'fee-noticed', 'paid', 'served', 'answered', 'dismissed', 'served']) {
    happens(story, outcome);
  }
  while (proceedingOf(story).state === 'open') story.close();
  expect(proceedingOf(story)).toMatchObject({ state: 'lost' });
  withMatter(story, readyMatter(story.openDay, 'ordinary'));
  story.take(fileOf(story, 'preservation', { proceedingId: 'p-2' }));
  expect(story.refused).toBeNull();
  happens(happens(story.close(), 'ruled', story.openDay, 'p-2'), 'in-force', story.openDay, 'p-2');
  expect(proceedingOf(story, 'p-2')).toMatchObject({ step: 'in-force', state: 'open' });
});

it('not sued for in 30 days it is lifted', () => {
  const story = happens(happens(filedStory('preservation'), 'ruled'), 'in-force');
  until(story, addDays(proceedingOf(story).due!.on, 2));
  expect(proceedingOf(story)).toMatchObject({ step: 'lifted', state: 'ended' });
  // Having asked for it has interrupted, on that day.
  const debt = story.parts.clock.clocks.find(({ claim }) => claim === 'debt')!;
  expect(debt).toMatchObject({ by: 'court:p-1', state: 'running' });
});

it('before a suit it needs security, and beside one it does not (CPL 103, 104)', () => {
  const withoutPapers = (story: LoanStory) => {
    const matter = readyMatter(story.openDay, 'ordinary');
    return withMatter(story, { ...matter, papers: matter.papers.filter(({ kind }) => kind !== 'security') });
  };
  const alone = withoutPapers(filedStory('ordinary'));
  happens(alone, 'withdrawn').take(fileOf(alone, 'preservation', { proceedingId: 'p-2' }));
  expect(alone.refused).toBe('conditions');
  const beside = withoutPapers(filedStory('ordinary'));
  beside.take(fileOf(beside, 'preservation', { proceedingId: 'p-2' }));
  expect(beside.refused).toBeNull();
});
