import { addDays } from '@mora/kernel';
import { announcementOf } from '../../handlers/loan/announce.js';
import { LOAN, POLICIES, START } from '../loan/fixtures.js';
import type { LoanStory } from '../loan/fixtures.js';
import {
  approve,
  approvedStory,
  bundle,
  casedStory,
  checks,
  claim,
  evaluate,
  LAWYER,
  matterOf,
  OTHER,
  overdueStory,
  SUPERVISOR,
} from './fixtures.js';

/** Work that is open at the end of a story, by its kind. */
function workOf({ writes }: LoanStory): string[] {
  const open = new Set<string>();
  for (const { table, row } of Object.values(writes)
    .flat()
    .map((text) => JSON.parse(text) as Row)) {
    if (table !== 'work_item') continue;
    if (row.state === 'open') open.add(`${row.kind}/${row.itemId}`);
    else for (const item of open) if (item.endsWith(`/${row.itemId}`)) open.delete(item);
  }
  return [...open].map((item) => item.split('/')[0]!).toSorted();
}
type Row = Readonly<{ table: string; row: { state: string; kind?: string; itemId?: string } }>;

/** Everything that was said is as its contract wants it. */
function isPublic({ said }: LoanStory): void {
  for (const one of Object.values(said).flat()) announcementOf(one, LOAN);
}

it('nothing is claimed as a whole that was not called, or only today', () => {
  const story = casedStory();
  expect(story.take(claim(story, true)).refused).toBe('not-accelerated');
  const proof = { kind: 'letter', id: 'called', sha256: null };
  story.take({ kind: 'accelerate', on: story.openDay, proof, by: LAWYER });
  expect(story.take(claim(story, true)).refused).toBe('not-accelerated');
  story.close();
  expect(story.take(claim(story, true)).refused).toBeNull();
});

describe('a case opens', () => {
  it('by itself when the gate passes at the close of a day', () => {
    const story = casedStory();
    expect(matterOf(story)).toMatchObject({ openedOn: START, stage: 'evaluation', exceptionId: null });
    expect(story.heard('case-opened')).toEqual([
      expect.objectContaining({ because: 'gate-passed', exceptionId: null }),
    ]);
    expect(matterOf(story).gateId).toBe(story.parts.gate.current?.gateId);
    expect(workOf(story)).toEqual(['evaluate']);
    isPublic(story);
  });

  it('not where the bank wants to be asked; then by hand, and once', () => {
    const policies = { ...POLICIES, gate: { ...POLICIES.gate, opens: 'ask' as const } };
    const story = casedStory(policies);
    expect(story.parts.matter.matter).toBeNull();
    const open = { kind: 'open-case', because: 'supervisor-asks', by: SUPERVISOR } as const;
    expect(story.take(open).heard('case-opened')).toMatchObject([{ because: 'supervisor-asks' }]);
    expect(story.take(open).refused).toBe('case-open');
  });

  it('not by hand before the gate', () => {
    const story = overdueStory().close();
    expect(story.take({ kind: 'open-case', because: 'x', by: LAWYER }).refused).toBe('gate');
    expect(story.take({ kind: 'assign', lawyer: LAWYER, by: LAWYER }).refused).toBe('no-case');
  });

  it('on an exception that a second person has approved', () => {
    const story = overdueStory().close();
    const evidence = { kind: 'report', id: 'r', sha256: null };
    const until = addDays(story.openDay, 10);
    const ask = {
      exceptionId: 'x-1',
      ground: 'asset-flight',
      steps: ['preservation'],
      because: 'x',
      evidence,
    } as const;
    story.take({ kind: 'ask-exception', ...ask, until, by: LAWYER });
    expect(story.take({ kind: 'approve-exception', exceptionId: 'x-1', because: 'seen', by: LAWYER }).refused).toBe(
      'own-exception',
    );
    expect(story.parts.matter.matter).toBeNull();
    story.take({ kind: 'approve-exception', exceptionId: 'x-1', because: 'seen', by: SUPERVISOR });
    expect(matterOf(story)).toMatchObject({ gateId: null, exceptionId: 'x-1' });
    expect(workOf(story)).toContain('evaluate');
  });
});

describe('four eyes', () => {
  const weighed = () => casedStory().take({ kind: 'assign', lawyer: OTHER, by: SUPERVISOR }, ...checks(), evaluate());

  it.each([
    ['whoever gave the opinion', LAWYER, 'own-approval'],
    ['the lawyer who has the case', OTHER, 'own-approval'],
    ['a third person', SUPERVISOR, null],
  ])('%s', (_who, by, refused) => {
    const story = weighed().take(approve(by));
    expect(story.refused).toBe(refused);
    expect(matterOf(story).evaluation).toMatchObject(
      refused === null ? { state: 'approved', approver: by } : { state: 'given', approver: null },
    );
  });

  it('refuses as it approves: not one’s own, and it has to be weighed again', () => {
    const refuse = (by: string) => ({ kind: 'refuse-strategy', because: 'too-dear', by }) as const;
    const story = weighed();
    expect(workOf(story)).toEqual(['approve-strategy']);
    expect(story.take(refuse(LAWYER)).refused).toBe('own-approval');
    expect(story.take(refuse(SUPERVISOR)).heard('strategy-refused')).toMatchObject([{ approver: SUPERVISOR }]);
    expect(workOf(story)).toEqual(['evaluate']);
    expect(story.take(approve()).refused).toBe('nothing-to-approve');
    isPublic(story);
  });

  it('an item that was taken back since stops the approval', () => {
    const story = weighed().take({ kind: 'check', item: 'contract', state: 'no', proof: null, by: LAWYER });
    expect(story.take(approve()).refused).toBe('checklist-open');
  });

  it('an approved way is said, and the case waits for the court', () => {
    const story = weighed().take(approve());
    expect(story.heard('case-evaluated')).toMatchObject([
      {
        strategy: 'ordinary',
        proportionate: true,
        expectedRecovery: '2000.00',
        expectedCost: '1000.00',
        currency: 'CNY',
      },
    ]);
    expect(story.heard('strategy-approved')).toMatchObject([{ strategy: 'ordinary', approver: SUPERVISOR }]);
    expect(matterOf(story).stage).toBe('decided');
    expect(workOf(story)).toEqual([]);
    isPublic(story);
  });
});

describe('what has to be there before a court is asked', () => {
  it('every item that the way needs, and no one says those that the service knows', () => {
    const story = casedStory().take(...checks().slice(1));
    expect(story.take(evaluate()).refused).toBe('checklist-open');
    expect(story.take({ kind: 'check', item: 'schedule', state: 'yes', proof: null, by: LAWYER }).refused).toBe(
      'automatic-item',
    );
    expect(story.take({ kind: 'check', item: 'weather', state: 'yes', proof: null, by: LAWYER }).refused).toBe(
      'no-such-item',
    );
    expect(story.take(checks()[0]!, evaluate()).refused).toBeNull();
  });

  it.each([
    ['what comes back is half as much again as what it costs', { expectedRecovery: 150_000 }, null],
    ['a cent less', { expectedRecovery: 149_999 }, 'not-proportionate'],
    ['why a milder way does not do is not said', { lessHarmful: ['settlement: refused twice'] }, 'less-harmful-open'],
    ['another law’s way', { strategy: 'tw-ordinary' as const }, 'other-jurisdiction'],
  ])('%s', (_rule, over, refused) => {
    expect(casedStory().take(...checks(), evaluate(over)).refused).toBe(refused);
  });

  it('a case that nobody has weighed in time goes to the supervisor, once', () => {
    const story = casedStory().close(POLICIES.gate.evaluateWithinDays);
    expect(workOf(story)).toEqual(['evaluate']);
    expect(workOf(story.close())).toEqual(['evaluate', 'evaluation-late']);
    expect(workOf(story.take(...checks(), evaluate()))).toEqual(['approve-strategy']);
  });
});

describe('the claim of a case', () => {
  it('is of yesterday, to the cent, and kept with its hash', () => {
    const story = approvedStory();
    story.take(claim(story));
    expect(matterOf(story).sheet).toMatchObject({
      asOf: START,
      total: 300_000,
      differs: false,
      asked: { general: 0 },
      sha256: 'ab'.repeat(32),
    });
    expect(story.heard('claim-computed')).toMatchObject([
      { principal: '3000.00', total: '3000.00', waivedByCap: '0.00' },
    ]);
    expect(matterOf(story).evaluation?.state).toBe('approved');
    story.take(bundle(story));
    expect(matterOf(story).bundle).toEqual({
      bundleId: 'bundle-1',
      sheetId: matterOf(story).sheet?.sheetId,
      manifestSha256: 'cd'.repeat(32),
    });
    isPublic(story);
  });

  it('is not what the door has computed where something was booked since', () => {
    const story = approvedStory();
    expect(story.take(claim(story, false, { sheetId: 'another' })).refused).toBe('claim-moved');
  });

  it('differs from what classification has said: nothing can be bundled, and somebody has to look', () => {
    const story = approvedStory();
    const cents = { principal: 300_001, interest: 0, fee: 0, penalty: 0 };
    const episode = { episodeId: 'e-1', asOf: START, oldestUnpaidOn: null, daysPastDue: 240, overdue: cents };
    story.take({ kind: 'class', scheme: 'prc-five-tier', to: 'doubtful', ...episode });
    story.take(claim(story));
    expect(matterOf(story).sheet?.differs).toBe(true);
    expect(workOf(story)).toEqual(['ledger-differs']);
    expect(story.take(bundle(story)).refused).toBe('ledger-differs');
  });

  it('a bundle of an older claim is none', () => {
    const story = approvedStory();
    story.take(claim(story)).close();
    expect(story.take(bundle(story)).refused).toBe('claim-stale');
  });

  it.each([
    [30, 'approved'],
    [31, 'given'],
  ])('after %i days the approval is %s', (days, state) => {
    const story = approvedStory().close(days);
    story.take(claim(story));
    expect(matterOf(story).evaluation?.state).toBe(state);
    expect(matterOf(story).stage).toBe(state === 'approved' ? 'decided' : 'evaluation');
    expect(workOf(story)).toEqual(state === 'approved' ? [] : ['approve-strategy']);
  });
});

describe('a case ends', () => {
  it('when the loan is closed, or no longer overdue', () => {
    const story = approvedStory();
    story.take({ kind: 'cured', episodeId: 'e-1', by: 'paid', asOf: story.openDay });
    expect(story.heard('case-closed')).toEqual([]);
    story.close();
    expect(story.parts.matter).toMatchObject({ matter: null, closed: [{ outcome: 'paid' }] });
    expect(story.heard('case-closed')).toMatchObject([{ outcome: 'paid' }]);
    isPublic(story);
  });

  it('by hand, and outreach may speak to the debtor again only where it was stopped', () => {
    const story = approvedStory().take({ kind: 'close-case', outcome: 'withdrawn', because: 'x', by: SUPERVISOR });
    expect(story.types.filter((type) => type === 'outreach-hold-lifted')).toEqual([]);
    expect(story.take(approve()).refused).toBe('no-case');
    expect(workOf(story)).toEqual([]);
  });

  it('the next one has an id of its own', () => {
    const story = approvedStory();
    const { caseId } = matterOf(story);
    story.take({ kind: 'close-case', outcome: 'withdrawn', because: 'x', by: SUPERVISOR });
    story.take({ kind: 'open-case', because: 'again', by: SUPERVISOR });
    expect(matterOf(story).caseId).not.toBe(caseId);
  });
});
