import { addDays } from '@mora/kernel';
import { enforcingStory, openWork, PROOF } from '../enforcement/fixtures.js';
import type { LoanEvent } from '../loan/event.js';
import {
  failed,
  instalments,
  linked,
  LoanStory,
  paid,
  POLICIES,
  registered,
  scheduled,
  START,
  started,
} from '../loan/fixtures.js';
import type { DisposalCommand } from './commands.js';

const PROPOSE: DisposalCommand = { kind: 'propose-write-off', proposalId: 'w-1', because: 'nothing-found', by: 'l-1' };
const approve = (by = 's-1'): DisposalCommand => ({
  kind: 'approve-write-off',
  requestId: 'q-1',
  because: 'agreed',
  by,
});
const status = (story: LoanStory, to: 'written-off' | 'active' | 'transferred'): LoanEvent => ({
  kind: 'status',
  status: to,
  effectiveOn: story.openDay,
});

/** Nothing more was found in an enforcement. */
function fruitless(): LoanStory {
  const story = enforcingStory();
  return story.take({
    kind: 'end-round',
    enforcementId: 'e-1',
    how: 'this-round',
    on: story.openDay,
    proof: PROOF,
    by: 'l-2',
  });
}

/** A loan of so much, so many days past due, that was never enforced. */
function old(daysPastDue: number, minor: number): LoanStory {
  const oldest = addDays(START, -daysPastDue);
  return new LoanStory()
    .take(
      registered,
      linked(),
      scheduled(0, instalments(1, oldest, minor)),
      started(START, { daysPastDue, oldestUnpaidOn: oldest }),
      failed('r-1', 1, START),
    )
    .close();
}

describe('who may propose it', () => {
  it('behind an enforcement that has found no more, and not while one goes on', () => {
    expect(enforcingStory().take(PROPOSE).refused).toBe('enforcement-open');
    expect(fruitless().take(PROPOSE).refused).toBeNull();
  });

  it.each([
    ['a year past due and small', 365, 1_000_000, null],
    ['a day less', 364, 1_000_000, 'not-eligible'],
    ['a cent more', 365, 1_000_001, 'not-eligible'],
  ])('%s', (_name, days, minor, because) => {
    expect(old(days, minor).take(PROPOSE).refused).toBe(because);
  });
});

describe('two people and the ledger', () => {
  it('proposed, agreed by another, booked, and owed still', () => {
    const story = fruitless().take(PROPOSE);
    const amount = '3000.00';
    expect(story.heard('write-off-proposed')).toMatchObject([{ proposalId: 'w-1', amount, by: 'l-1' }]);
    expect(openWork(story)).toContain('approve-write-off');
    expect(story.take(approve('l-1')).refused).toBe('own-proposal');
    story.take(approve());
    expect(story.heard('write-off')).toMatchObject([{ requestId: 'q-1', amount, portions: { principal: amount } }]);
    expect(story.heard('write-off-approved')).toMatchObject([{ approver: 's-1', amount }]);
    expect(story.take(approve()).refused).toBe('nothing-proposed');
    story.take({ kind: 'request-answered', requestId: 'q-1', outcome: 'accepted' }).close();
    expect(story.heard('written-off')).toEqual([]);
    story.take(status(story, 'written-off')).close();
    expect(story.heard('written-off')).toMatchObject([{ proposalId: 'w-1', amount }]);
    expect(story.heard('case-closed')).toMatchObject([{ outcome: 'written-off' }]);
    expect(story.close(3).heard('written-off')).toEqual([]);
  });

  it('what comes in behind it is a recovery, once; taken back it is none', () => {
    const story = fruitless().take(PROPOSE, approve());
    story.take(status(story, 'written-off')).close();
    story.take(paid('late', 12_345, story.openDay)).close(2);
    expect(story.heard('recovered')).toMatchObject([{ enforcementId: null, amount: '123.45', afterWriteOff: true }]);
    expect(story.parts.disposal.afterWriteOff).toBe(12_345);
    story.take({ kind: 'reversal', paymentId: 'late' }).close();
    expect(story.parts.disposal.afterWriteOff).toBe(0);
  });

  it('the ledger that undoes it undoes it; the ledger that has not asked us has its way too', () => {
    const story = fruitless();
    story.take(status(story, 'written-off')).close();
    expect(story.heard('written-off')).toMatchObject([{ proposalId: null }]);
    story.take(status(story, 'active')).close();
    expect(story.parts.disposal.writtenOffOn).toBeNull();
  });

  it('a sum that has changed since is proposed again', () => {
    const story = fruitless().take(PROPOSE, paid('p-9', 100, fruitless().openDay));
    expect(story.take(approve()).refused).toBeNull();
    const late = fruitless()
      .take(PROPOSE, paid('p-9', 100, fruitless().openDay))
      .close();
    expect(late.take(approve()).refused).toBe('amount-changed');
  });

  it('refused by the second person, or by the ledger, or not answered: somebody knows', () => {
    const refused = fruitless().take(PROPOSE, { kind: 'refuse-write-off', because: 'too-early', by: 's-1' });
    expect(refused.heard('write-off-refused')).toMatchObject([{ approver: 's-1', because: 'too-early' }]);
    expect(refused.take({ ...PROPOSE, proposalId: 'w-2' }).refused).toBeNull();
    const rejected = fruitless().take(PROPOSE, approve());
    rejected.take({ kind: 'request-answered', requestId: 'q-1', outcome: 'rejected' }).close();
    expect(openWork(rejected)).toContain('write-off-rejected');
    const silent = fruitless().take(PROPOSE, approve()).close(6);
    expect(openWork(silent)).not.toContain('ledger-silent');
    expect(openWork(silent.close())).toContain('ledger-silent');
  });

  it('it is nothing that a hold or a day too early lets through', () => {
    const story = fruitless().take(PROPOSE);
    story.take({ kind: 'dispute-raised', disputeId: 'd-1', on: story.openDay });
    expect(story.take(approve()).refused).toBe('held');
    const early = fruitless().take(PROPOSE);
    early.today = addDays(early.openDay, 1);
    expect(early.take(approve()).refused).toBe('not-known-yet');
  });
});

describe('collateral', () => {
  const taken = (story: LoanStory): DisposalCommand => ({
    kind: 'collateral-taken',
    collateralId: 'k-1',
    collateral: 'mortgage',
    value: 50_000_000,
    on: story.openDay,
    by: 'l-1',
  });

  it('that was taken over is sold within two years; somebody is told at 180, 90 and 30 days, and when it is over', () => {
    const story = enforcingStory();
    story.take(taken(story));
    const [said] = story.heard<{ disposeBy: ReturnType<typeof addDays> }>('collateral-taken-over');
    const days: number[] = [];
    while (story.openDay <= addDays(said!.disposeBy, 1)) {
      const before = story.parts.disposal.collateral[0]!.told;
      story.close();
      days.push(...story.parts.disposal.collateral[0]!.told.filter((level) => !before.includes(level)));
    }
    expect(days).toEqual([180, 90, 30, -1]);
    story.take({
      kind: 'collateral-realised',
      collateralId: 'k-1',
      collateral: 'mortgage',
      minor: 4_000_000,
      on: story.openDay,
      by: 'l-1',
    });
    expect(story.heard('collateral-realised')).toMatchObject([{ amount: '40000.00' }]);
    expect(openWork(story)).not.toContain('dispose-of-collateral');
  });

  const ofLaw = (jurisdiction: 'CN' | 'TW'): LoanStory => {
    const story = old(10, 100_000);
    const row = POLICIES.products.rows.find((one) => one.jurisdiction === jurisdiction)!;
    const lent = { product: row.products[0]!, currency: row.currencies[0]! };
    const { parts } = story;
    story.state = { ...story.state!, parts: { ...parts, ledger: { ...parts.ledger, ...lent } } };
    return story;
  };

  it.each([
    ['CN', 2],
    ['TW', null],
  ] as const)('by the law of %s it is to be sold within years: %s', (jurisdiction, years) => {
    const story = ofLaw(jurisdiction);
    expect(story.take(taken(story)).refused).toBeNull();
    const { disposeBy, takenOn } = story.parts.disposal.collateral[0]!;
    const yearOf = (day: string): number => Number(day.slice(0, 4));
    expect(takenOn).toBe(story.openDay);
    expect(disposeBy && yearOf(disposeBy.on) - yearOf(story.openDay)).toBe(years);
    const said = story.heard<{ disposeBy: string | null }>('collateral-taken-over');
    expect(said.map((one) => one.disposeBy)).toEqual([disposeBy?.on ?? null]);
  });

  it('without a term nobody is told of one, and what it brings is recorded all the same', () => {
    const story = ofLaw('TW');
    story.take(taken(story));
    const on = story.openDay;
    while (story.openDay <= addDays(on, 800)) story.close();
    expect(story.parts.disposal.collateral[0]!.told).toEqual([]);
    expect(openWork(story)).not.toContain('dispose-of-collateral');
    const { kind: _kind, value, ...thing } = taken(story) as Extract<DisposalCommand, { kind: 'collateral-taken' }>;
    expect(story.take({ ...thing, kind: 'collateral-realised', minor: value }).refused).toBeNull();
  });

  it('twice, or before it was taken, is nothing', () => {
    const story = enforcingStory();
    story.take(taken(story));
    expect(story.take(taken(story)).refused).toBe('collateral-exists');
    const sale = {
      kind: 'collateral-realised',
      collateralId: 'k-1',
      collateral: 'mortgage',
      minor: 1,
      by: 'l-1',
    } as const;
    expect(story.take({ ...sale, on: addDays(story.openDay, -1) }).refused).toBe('before-it-began');
    expect(story.take({ ...sale, on: story.openDay }).refused).toBeNull();
    expect(story.take({ ...sale, on: story.openDay }).refused).toBe('collateral-gone');
  });
});
