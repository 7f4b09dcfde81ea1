import { filedStory, happens, judgmentOf } from '../../domain/proceedings/fixtures.js';
import { proceedingsOf } from './proceedings-view.js';

const viewOf = (story: ReturnType<typeof filedStory>) => proceedingsOf(story.state!, [], story.policies);

it('says whose turn it is, by when, what may happen, and which paper proves it', () => {
  const story = filedStory('ordinary');
  const { openDay } = story;
  happens(happens(story, 'docketed'), 'fee-noticed');
  const hearing = { kind: 'hearing', proceedingId: 'p-1', hearingId: 'h-1', on: openDay, by: 'l-1' } as const;
  story.take({ ...hearing, at: Date.parse(`${openDay}T02:00:00Z`) });
  expect(viewOf(story)).toMatchObject({
    loanId: 'demo:L-1',
    proceedings: [
      {
        proceedingId: 'p-1',
        state: 'open',
        step: 'fee-due',
        dueOn: '2026-03-10',
        actor: 'bank',
        proof: 'fee-receipt',
        outcomes: ['paid', 'deemed-withdrawn', 'mediated', 'withdrawn'],
        terms: ['mediated'],
        amount: '100000.00',
        fee: '2300.00',
        hearings: [{ hearingId: 'h-1', at: `${openDay}T02:00:00.000Z`, state: 'set' }],
      },
    ],
    titles: [],
  });
});

it('of what is over nothing may happen any more, and its title says until when it can be enforced', () => {
  const story = filedStory('ordinary');
  happens(story, 'docketed').take(judgmentOf(story, 'mediated'));
  const { proceedings, titles } = viewOf(story);
  expect(proceedings).toMatchObject([{ state: 'title', actor: null, proof: null, outcomes: [], fee: '1150.00' }]);
  expect(titles).toMatchObject([
    {
      title: 'mediation',
      amount: '100000.00',
      costs: '2300.00',
      parts: [{ amount: '40000.00' }, { amount: '60000.00' }],
      finalOn: story.openDay,
      enforceUntil: '2028-04-12',
    },
  ]);
});

it('before any day is open it says no more than where it stands', () => {
  const story = filedStory('ordinary');
  expect(proceedingsOf(story.state!, [], null).proceedings).toMatchObject([
    { step: 'filed', actor: null, outcomes: [] },
  ]);
});
