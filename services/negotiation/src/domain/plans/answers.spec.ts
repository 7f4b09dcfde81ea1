import type { LoanEvent } from '../loan/event.js';
import { anOffer, PlanStory } from './fixtures.js';

/** Of a debtor in difficulty, unless it is said otherwise. */
function settlement(inDifficulty = true): PlanStory {
  const story = new PlanStory().offer(anOffer({ kinds: ['settlement'], built: { settlesFor: 3_000 } }));
  const { restructure } = story.plan;
  const plan = { ...story.plan, restructure: restructure && { ...restructure, inDifficulty } };
  story.parts = { ...story.parts, plans: { plans: [plan] } };
  return story;
}
const said = (story: PlanStory, echo: Readonly<{ echoed?: true }>, outcome: 'accepted' | 'rejected' = 'accepted') =>
  ({ kind: 'request-answered', requestId: story.requestId, outcome, reason: null, ...echo }) satisfies LoanEvent;
const byHand = (story: PlanStory, outcome: 'accepted' | 'rejected'): PlanStory =>
  story.on({
    kind: 'answer-request',
    requestId: story.requestId,
    outcome,
    reason: null,
    reference: 'R-1',
    by: 'l',
  });
const works = (story: PlanStory) =>
  story.writes
    .filter(({ table }) => table === 'work_item')
    .map(({ row }) => row as Readonly<{ state: string; kind?: string; itemId: string }>);

// C-13: whoever reads the loan stream alone must hear that a loan was restructured, by whichever way it was settled.
describe('a settlement that is accepted', () => {
  it('is accepted by a record of the ledger, and by hand only refused', () => {
    expect(byHand(settlement(), 'accepted').refused).toBe('needs-the-record');
    const story = byHand(settlement(), 'rejected');
    expect(story.plan.state).toBe('rejected');
    expect(byHand(story, 'accepted').refused).toBe('needs-the-record');
  });

  it('is watched where the ledger has echoed what was asked', () => {
    const story = settlement();
    story.on(said(story, { echoed: true }));
    expect(story.plan.state).toBe('active');
    expect(works(story).filter(({ state }) => state === 'open')).toEqual([]);
  });

  it('is in force without the echo too, and work until the ledger has sent it', () => {
    const story = settlement();
    story.on(said(story, {}));
    expect(story.plan.state).toBe('active');
    const open = works(story).find(({ state }) => state === 'open');
    expect(open).toMatchObject({ state: 'open', kind: 'settlement-unwatched', team: 'operations' });
    story.writes = [];
    story.heard();
    story.on(said(story, { echoed: true }));
    expect(works(story)).toEqual([expect.objectContaining({ state: 'done', itemId: open?.itemId })]);
    expect([story.plan.state, story.heard()]).toEqual(['active', []]);
  });

  it('is no work where nobody was in difficulty, where it is refused, and for a sum of the fund', () => {
    const eased = settlement(false);
    const refused = settlement();
    const fund = new PlanStory().offer(anOffer({ kinds: ['hardship-fund'], built: { fund: 9_000 }, proofDays: 30 }));
    eased.on(said(eased, {}));
    refused.on(said(refused, {}, 'rejected'));
    fund.on(said(fund, {}));
    for (const story of [eased, refused, fund]) {
      expect(works(story).map(({ kind }) => kind)).not.toContain('settlement-unwatched');
    }
  });
});

describe('a yes that the ledger takes back', () => {
  it('of what was given up already leaves nothing for people to decide', () => {
    const story = settlement().close(6).roundOver('expired');
    story.on(said(story, { echoed: true }));
    expect(story.plan.state).toBe('booked-late');
    const open = works(story).findLast(({ state }) => state === 'open');
    expect(open).toMatchObject({ kind: 'booked-after-withdrawal' });
    story.writes = [];
    story.on(said(story, {}, 'rejected'));
    expect(story.plan).toMatchObject({ state: 'withdrawn', endedOn: story.openDay });
    expect(works(story)).toEqual([expect.objectContaining({ state: 'done', itemId: open?.itemId })]);
  });

  it('of a plan in force is for people, and fails nobody', () => {
    const story = settlement();
    story.on(said(story, { echoed: true }));
    story.heard();
    story.on(said(story, {}, 'rejected'));
    expect([story.plan.state, story.heard()]).toEqual(['active', []]);
    expect(works(story).at(-1)).toMatchObject({ state: 'open', kind: 'ledger-took-back', team: 'operations' });
  });
});
