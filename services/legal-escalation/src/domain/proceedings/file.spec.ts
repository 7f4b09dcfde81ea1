import { addDays } from '@mora/kernel';
import type { Clock } from '../clock/types.js';
import type { LoanEvent } from '../loan/event.js';
import { instalments, LI, type LoanStory, NEGOTIATION, POLICIES, scheduled } from '../loan/fixtures.js';
import type { LoanState } from '../loan/state.js';
import type { Matter } from '../matter/types.js';
import type { LegalPolicies } from '../policies.js';
import type { ProceedingKind } from '../words.js';
import {
  fileOf,
  happens,
  judgmentOf,
  LAWYER,
  overdueStory,
  proceedingOf,
  readyMatter,
  SUPERVISOR,
  withMatter,
} from './fixtures.js';

type Evaluation = NonNullable<Matter['evaluation']>;
type Sheet = NonNullable<Matter['sheet']>;

/** A loan whose gate has passed, with a case that is ready for a way to court. */
function ready(kind: ProceedingKind = 'ordinary', over: Partial<Matter> = {}, policies?: LegalPolicies): LoanStory {
  const story = overdueStory(policies);
  return withMatter(story, readyMatter(story.openDay, kind, over));
}
const evaluated = (over: Partial<Evaluation>): LoanStory => {
  const { evaluation } = readyMatter(POLICIES_DAY, 'ordinary');
  return ready('ordinary', { evaluation: { ...evaluation!, ...over } });
};
const computed = (over: Partial<Sheet>): LoanStory => {
  const { sheet } = readyMatter(POLICIES_DAY, 'ordinary');
  return ready('ordinary', { sheet: { ...sheet!, ...over } });
};
const POLICIES_DAY = overdueStory().openDay;

function withParts(story: LoanStory, change: (parts: LoanState['parts']) => Partial<LoanState['parts']>): LoanStory {
  story.state = { ...story.state!, parts: { ...story.parts, ...change(story.parts) } };
  return story;
}
const withClock = (over: (openDay: Clock['startsOn']) => Partial<Clock>, story = ready()): LoanStory =>
  withParts(story, ({ clock }) => ({
    clock: { ...clock, clocks: clock.clocks.map((one) => ({ ...one, ...over(story.openDay) })) },
  }));

/** A second period of the debtor's that ended yesterday, beside that of the debt. */
const withSecond = (claim: Clock['claim'], interest = 0): LoanStory => {
  const { sheet } = readyMatter(POLICIES_DAY, 'ordinary');
  const story = computed({ booked: { ...sheet!.booked, interest } });
  const over = { clockId: 'c-2', claim, expiresOn: addDays(story.openDay, -1), provisional: false };
  return withParts(story, ({ clock }) => ({
    clock: { ...clock, clocks: [...clock.clocks, { ...clock.clocks[0]!, ...over }] },
  }));
};

const answer = (story: LoanStory, kind: ProceedingKind = 'ordinary', over: Partial<ReturnType<typeof fileOf>> = {}) => {
  story.take(fileOf(story, kind, over));
  return story.refused;
};

const withFees = (fees: LegalPolicies['fees']): LegalPolicies => ({ ...POLICIES, fees });
const dispute: LoanEvent = { kind: 'dispute-raised', disputeId: 'd-1', on: POLICIES_DAY };
const round: LoanEvent = { kind: 'round-opened', roundId: 'r-9', on: POLICIES_DAY };

describe('the bank does not go to court', () => {
  it.each<readonly [string, string, () => LoanStory]>([
    ['while its lane is behind', 'catching-up', () => Object.assign(ready(), { today: addDays(POLICIES_DAY, 2) })],
    ['on a day that is not over', 'not-known-yet', () => Object.assign(ready(), { today: addDays(POLICIES_DAY, 1) })],
    [
      'while negotiation is silent on a round that is open',
      'not-known-yet',
      () => withMatter(ready().known(NEGOTIATION, addDays(POLICIES_DAY, -9)).take(round).close(), matterOf(1)),
    ],
    [
      'while it is silent on a round that it has told of since the last close',
      'not-known-yet',
      () => ready().known(NEGOTIATION, addDays(POLICIES_DAY, -9)).take(round),
    ],
    ['under a hold', 'held', () => ready().take(dispute)],
    ['without a case', 'no-case', () => withMatter(ready(), null)],
    ['by a way that nobody has approved', 'no-strategy', () => ready('simplified')],
    ['on an opinion that nobody has approved', 'no-strategy', () => evaluated({ state: 'given', approver: null })],
    ['on one that was refused', 'no-strategy', () => evaluated({ state: 'refused' })],
    ['where whoever files has approved it', 'own-approval', () => evaluated({ by: 'l-2', approver: LAWYER })],
    ['where one has given the opinion and approved it', 'own-approval', () => evaluated({ by: SUPERVISOR })],
    [
      'before the gate',
      'gate',
      () => withMatter(overdueStory(undefined, false), readyMatter(POLICIES_DAY, 'ordinary')),
    ],
    [
      'by a gate that has passed once, and would no longer',
      'gate',
      () => withParts(ready(), ({ elsewhere }) => ({ elsewhere: { ...elsewhere, consecutive: 1 } })),
    ],
    ['with a claim of the day before', 'claim-stale', () => computed({ asOf: addDays(POLICIES_DAY, -2) })],
    ['with a claim of today', 'claim-stale', () => computed({ asOf: POLICIES_DAY })],
    ['with another claim', 'claim-stale', () => computed({ sheetId: 'sheet-2' })],
    ['with a claim that differs from the ledger', 'claim-stale', () => computed({ differs: true })],
    ['with all of a debt that nobody has called', 'claim-stale', () => computed({ accelerated: true })],
    ['without evidence', 'bundle-missing', () => ready('ordinary', { bundle: null })],
    [
      'with evidence for another claim',
      'bundle-missing',
      () => ready('ordinary', { bundle: { bundleId: 'bundle-1', sheetId: 'sheet-0', manifestSha256: 'h' } }),
    ],
    [
      'on the day after the claim has run out',
      'limitation-expired',
      () => withClock((day) => ({ expiresOn: addDays(day, -1), provisional: false })),
    ],
    [
      'while nobody knows whether the last day was moved',
      'calendar-not-covered',
      () => withClock((day) => ({ expiresOn: addDays(day, -1), provisional: true })),
    ],
    [
      'in time for the last instalment, where the period of what was accelerated is over',
      'limitation-expired',
      () => withSecond('accelerated'),
    ],
    [
      'for interest that has run out, within the period of the principal',
      'limitation-expired',
      () => withSecond('interest', 1),
    ],
    ['inside the period for enforcing something', 'no-such-clock', () => withClock(() => ({ claim: 'enforcement' }))],
    [
      'against the debtor for what the guarantor owes',
      'no-such-clock',
      () => withClock(() => ({ claim: 'guarantee' })),
    ],
    ['where nothing says what the court asks for', 'fee-unknown', () => ready('ordinary', {}, withFees({}))],
  ])('%s: %s', (_name, because, story) => {
    expect(answer(story())).toBe(because);
  });

  it('before a court that the bank has not entered, or of another law', () => {
    const courts = ['nowhere', 'demo-tw'].map((court) => answer(ready(), 'ordinary', { court }));
    expect(courts).toEqual(['court-unknown', 'court-unknown']);
  });

  it('by the procedures of another law', () => {
    expect(answer(ready('tw-ordinary'), 'tw-ordinary')).toBe('other-law');
  });
});

const matterOf = (days: number): Matter => readyMatter(addDays(POLICIES_DAY, days), 'ordinary');

it('on the last day of the period it does, and on a provisional last day too', () => {
  for (const provisional of [false, true]) {
    expect(answer(withClock((day) => ({ expiresOn: day, provisional })))).toBeNull();
  }
});

it('a period for interest is no matter of a claim without any', () => {
  expect(answer(withSecond('interest'))).toBeNull();
});

it('one at a time, and none behind a title', () => {
  const story = ready();
  expect(answer(story)).toBeNull();
  expect(answer(story, 'ordinary', { proceedingId: 'p-2' })).toBe('proceeding-open');
  happens(story, 'docketed').take(judgmentOf(story, 'mediated'));
  expect(story.parts.proceedings.proceedings[0]?.state).toBe('title');
  expect(answer(story, 'ordinary', { proceedingId: 'p-2' })).toBe('title-exists');
});

it('a guarantor can still be sued, and what binds the guarantor alone leaves the debt its own period', () => {
  const story = ready();
  withParts(story, ({ clock }) => {
    const guarantee: Clock = { ...clock.clocks[0]!, clockId: 'g-1', claim: 'guarantee', state: 'running', ref: LI };
    return { clock: { ...clock, clocks: [...clock.clocks, guarantee] } };
  });
  const { clock } = story.parts;
  expect(answer(story, 'ordinary', { against: 'guarantor', clockId: 'g-1' })).toBeNull();
  expect(story.parts.clock.acts).toMatchObject([{ kind: 'suit', against: 'guarantor', guarantorId: LI }]);
  happens(story, 'docketed').take(judgmentOf(story, 'mediated'));
  expect(story.parts.clock.titles).toMatchObject([{ judgmentId: 'j-1', against: 'guarantor' }]);
  expect(story.parts.clock.clocks.find(({ claim }) => claim === 'debt')?.state).not.toBe('off');
  withParts(story, () => ({ clock }));
  expect(answer(story, 'ordinary', { proceedingId: 'p-2', against: 'guarantor', clockId: 'g-1' })).toBe('title-exists');
  expect(answer(story, 'ordinary', { proceedingId: 'p-2' })).toBeNull();
});

it('what was due alone when it was sued for leaves the rest of the debt its own period', () => {
  const debtBehind = (accelerated: boolean, firstDue: number) => {
    const story = ready('ordinary');
    story.take(scheduled(1, instalments(6, addDays(story.openDay, firstDue), 50_000), story.openDay)).close();
    const { sheet } = readyMatter(story.openDay, 'ordinary');
    const proof = { kind: 'letter', id: 'l-1', sha256: null };
    if (accelerated) story.take({ kind: 'accelerate', on: addDays(story.openDay, -1), proof, by: LAWYER });
    withMatter(story, readyMatter(story.openDay, 'ordinary', { sheet: { ...sheet!, accelerated } }));
    expect(answer(story)).toBeNull();
    happens(story, 'docketed').take(judgmentOf(story, 'mediated'));
    return story.parts.clock.clocks.find(({ claim }) => claim === 'debt')?.state;
  };
  // Of six instalments a month apart some are to come, unless the first was due long ago.
  expect(debtBehind(false, -100)).not.toBe('off');
  expect(debtBehind(true, -100)).toBe('off');
  expect(debtBehind(false, -240)).toBe('off');
});

it('after one that was withdrawn it may go again, and outreach is not told twice', () => {
  const story = ready();
  answer(story);
  happens(story, 'withdrawn');
  expect(answer(story, 'ordinary', { proceedingId: 'p-2' })).toBeNull();
  expect(story.types.filter((type) => type === 'outreach-hold-set')).toHaveLength(1);
});

describe('what the law asks of a way', () => {
  const declared = { domestic: true, reachable: true, agreed: false };
  it.each([
    ['payment-order', {}, null],
    ['payment-order', { declared: { ...declared, domestic: false } }, 'conditions'],
    ['payment-order', { declared: { ...declared, reachable: false } }, 'conditions'],
    ['notarised', {}, null],
    ['collateral', {}, null],
  ] as const)('%s %j: %s', (kind, over, because) => {
    expect(answer(ready(kind), kind, over)).toBe(because);
  });

  it.each(['notarised', 'collateral'] as const)('%s needs its papers', (kind) => {
    expect(answer(ready(kind, { papers: [] }), kind)).toBe('conditions');
  });

  it('no payment order where preservation was asked for before', () => {
    const story = ready('payment-order');
    withParts(story, () => ({ gate: withException(story, 'preservation') }));
    expect(answer(story, 'preservation', { proceedingId: 'p-0' })).toBeNull();
    expect(answer(story, 'payment-order')).toBe('conditions');
  });

  it.each([
    [300_000, false, true, null],
    [300_001, false, true, 'amount-over'],
    [1_200_000, true, true, null],
    [1_200_001, true, true, 'amount-over'],
    [300_000, true, false, 'conditions'],
  ] as const)(
    'a small claim of %s, agreed %s, found %s, half a wage is 3,000: %s',
    (total, agreed, reachable, because) => {
      const wages = { demo: { yearly: 600_000, source: 'here', mark: 'D' as const } };
      const wageShare = { ...POLICIES.evaluation.wageShare, wages };
      const policies = { ...POLICIES, evaluation: { ...POLICIES.evaluation, wageShare } };
      const { sheet } = matterOf(0);
      const story = ready('small-claims', { sheet: { ...sheet!, total } }, policies);
      expect(answer(story, 'small-claims', { declared: { ...declared, agreed, reachable } })).toBe(because);
    },
  );

  describe('in Taiwan', () => {
    const law = POLICIES.products.rows.find(({ jurisdiction }) => jurisdiction === 'TW')!;
    const taiwan = (kind: ProceedingKind, total: number): LoanStory => {
      const known = overdueStory();
      withParts(known, ({ ledger }) => ({ ledger: { ...ledger, currency: 'TWD', product: law.products[0]! } }));
      known.take({ kind: 'recompute', by: LAWYER });
      const { sheet } = readyMatter(known.openDay, kind);
      return withMatter(known, readyMatter(known.openDay, kind, { sheet: { ...sheet!, total } }));
    };

    it('up to 500,000 are mediated first', () => {
      const [upTo, above] = [50_000_000, 50_000_001].map((total) =>
        answer(taiwan('tw-ordinary', total), 'tw-ordinary'),
      );
      expect([upTo, above]).toEqual(['first-needed', null]);
    });

    it('what was not mediated goes on as a suit, at its own fee', () => {
      const story = taiwan('tw-mediation', 50_000_000);
      expect(answer(story, 'tw-mediation')).toBeNull();
      happens(story, 'failed');
      expect(story.parts.proceedings.proceedings).toMatchObject([
        { kind: 'tw-mediation', state: 'ended', fee: 100_000 },
        { kind: 'tw-simplified', state: 'open', fee: 670_000, root: 'p-1' },
      ]);
    });

    it('assets are kept for an order as well as for a suit; keeping them interrupts nothing', () => {
      const story = taiwan('tw-payment-order', 60_000_000);
      expect(answer(story, 'tw-preservation', { proceedingId: 'p-0' })).toBeNull();
      expect(story.parts.clock.acts).toEqual([]);
      const on = story.openDay;
      happens(happens(story, 'ruled', on, 'p-0'), 'in-force', on, 'p-0');
      expect(proceedingOf(story, 'p-0')).toMatchObject({ step: 'in-force', state: 'open', fee: 100_000 });
      expect(answer(story, 'preservation', { proceedingId: 'p-9' })).toBe('other-law');
      expect(answer(story, 'tw-preservation', { proceedingId: 'p-9' })).toBe('proceeding-open');
      expect(answer(story, 'tw-payment-order')).toBeNull();
      expect(proceedingOf(story, 'p-0')).toMatchObject({ step: 'sued', state: 'ended' });
    });

    it('they may be kept by an exception before the gate, and while somebody holds the loan', () => {
      const story = taiwan('tw-ordinary', 60_000_000);
      withParts(story, () => ({ gate: { ...withException(story, 'preservation'), current: null } }));
      story.take(dispute);
      expect(answer(story, 'tw-ordinary')).toBe('held');
      expect(answer(story, 'tw-preservation')).toBeNull();
    });
  });
});

const withException = (story: LoanStory, step: 'preservation' | 'suit'): LoanState['parts']['gate'] => ({
  ...story.parts.gate,
  exceptions: [
    {
      exceptionId: 'x-1',
      ground: 'limitation',
      steps: [step],
      by: LAWYER,
      approver: SUPERVISOR,
      state: 'approved',
      until: story.openDay,
    },
  ],
});

describe('before the gate, by an exception', () => {
  const early = (step: 'preservation' | 'suit', kind: ProceedingKind): LoanStory => {
    const story = withMatter(overdueStory(undefined, false), readyMatter(POLICIES_DAY, kind));
    return withParts(story, () => ({ gate: withException(story, step) }));
  };

  it('a suit, where it was approved for suits', () => {
    const story = early('suit', 'ordinary');
    expect(answer(story)).toBeNull();
    expect(story.heard('filed')).toMatchObject([{ gateId: null, exceptionId: 'x-1' }]);
    expect(answer(early('preservation', 'ordinary'))).toBe('gate');
  });

  it('not on the day after it ended', () => {
    const story = early('suit', 'ordinary');
    withParts(story, ({ gate }) => ({
      gate: { ...gate, exceptions: gate.exceptions.map((one) => ({ ...one, until: addDays(POLICIES_DAY, -1) })) },
    }));
    expect(answer(story)).toBe('gate');
  });

  it('preservation without an opinion, approved by whoever approved the exception, and under a hold too', () => {
    const story = early('preservation', 'preservation');
    withMatter(story, { ...story.parts.matter.matter!, evaluation: null }).take(dispute);
    expect(answer(story, 'preservation', { by: SUPERVISOR })).toBe('own-approval');
    expect(answer(story, 'preservation')).toBeNull();
    expect(story.heard('filed')).toMatchObject([{ kind: 'preservation', approver: SUPERVISOR, fee: '1020.00' }]);
  });
});
