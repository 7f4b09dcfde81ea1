import { enforceOf, recoveryOf } from '../enforcement/fixtures.js';
import { fileOf, happens, judgmentOf, proceedingOf } from '../proceedings/fixtures.js';
import { approvedStory, bundle, claim, LAWYER, matterOf, OTHER, SUPERVISOR } from './fixtures.js';

describe('a case on its way through the courts', () => {
  const story = approvedStory();
  story.take(claim(story));
  story.take(bundle(story));
  const { sheet } = matterOf(story);
  const file = (by: string) => fileOf(story, 'ordinary', { sheetId: sheet!.sheetId, by });

  it('is filed by who has not approved it, on its own claim and evidence', () => {
    expect(story.take(file(SUPERVISOR)).refused).toBe('own-approval');
    expect(story.take(file(LAWYER)).refused).toBeNull();
    expect(story.heard('filed')).toMatchObject([
      { sheetId: sheet!.sheetId, bundleId: 'bundle-1', amount: '3000.00', approver: SUPERVISOR },
    ]);
    expect(matterOf(story).stage).toBe('court');
  });

  it('is not closed while a court has it before it', () => {
    const close = { kind: 'close-case', outcome: 'withdrawn', because: 'x', by: SUPERVISOR } as const;
    expect(story.take(close).refused).toBe('proceeding-open');
  });

  it('bears the fee that the bank has advanced, from the next claim on', () => {
    story.close();
    story.take(claim(story));
    const { fee } = proceedingOf(story);
    expect(matterOf(story)).toMatchObject({ costs: fee, sheet: { total: 300_000 + fee } });
    expect(fee).toBeGreaterThan(0);
  });

  it('is judged when the judgment binds', () => {
    for (const outcome of ['docketed', 'fee-noticed', 'paid', 'served', 'answered']) happens(story, outcome);
    story.take(judgmentOf(story));
    expect(matterOf(story).stage).toBe('court');
    happens(story, 'served');
    const { due } = proceedingOf(story);
    while (story.openDay <= due!.on) story.close();
    story.close();
    expect(matterOf(story).stage).toBe('judged');
  });

  it('claims from then on what the court has awarded for costs, and an older approval does not matter any more', () => {
    story.take(claim(story));
    expect(matterOf(story)).toMatchObject({ evaluation: { state: 'approved' }, stage: 'judged' });
    expect(story.heard('claim-computed').at(-1)).toMatchObject({ costs: '2300.00' });
  });

  it('is enforced by who has not recorded the judgment; what that brings for costs is not claimed again', () => {
    story.close(40).take(enforceOf({ by: OTHER }));
    expect(story.refused).toBeNull();
    expect(matterOf(story).stage).toBe('enforcing');
    story.take(recoveryOf('rec-1', 100_000, story.openDay)).close();
    story.take(claim(story));
    expect(story.heard('claim-computed').at(-1)).toMatchObject({ costs: '1300.00' });
    expect(story.take({ kind: 'close-case', outcome: 'enforced', because: 'x', by: OTHER }).refused).toBe(
      'enforcement-open',
    );
  });

  it('ends with its enforcement, and outreach may speak to the debtor again', () => {
    const { caseId } = matterOf(story);
    story.take(recoveryOf('rec-2', 20_000_000, story.openDay));
    expect(story.heard('case-closed')).toMatchObject([{ caseId, outcome: 'enforced' }]);
    expect(story.parts.matter.matter).toBeNull();
    const [set] = story.heard('outreach-hold-set');
    expect(story.heard('outreach-hold-lifted')).toEqual([{ holdId: set?.['holdId'] }]);
  });
});

it('a debt that is paid while a court has it is brought to an end by its lawyer', () => {
  const story = approvedStory();
  story.take(claim(story));
  story.take(bundle(story));
  story.take(fileOf(story, 'ordinary', { sheetId: matterOf(story).sheet!.sheetId }));
  story.take({ kind: 'cured', episodeId: 'e-1', by: 'paid', asOf: story.openDay }).close();
  expect(matterOf(story).stage).toBe('court');
  const work = Object.values(story.writes)
    .flat()
    .filter((text) => text.includes('close-case'));
  expect(work).toEqual([expect.stringContaining('"state":"open"')]);
});
