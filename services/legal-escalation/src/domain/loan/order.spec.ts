import fc from 'fast-check';
import { approve, bundle, checks, claim, evaluate } from '../matter/fixtures.js';
import type { LoanEvent } from './event.js';
import { dayOf, failed, LoanStory } from './fixtures.js';
import { type DayPlan, DAYS, first, merged, same, someDays } from './fixtures/streams.js';

const RUNS = 60;

const TAKEN: LoanEvent = {
  kind: 'collateral-taken',
  collateralId: 'k-1',
  collateral: 'vehicle',
  value: 5_000,
  on: dayOf(0),
  by: 'l-1',
};
const SELL: LoanEvent = {
  kind: 'sell',
  packageId: 'pk-1',
  buyerId: 'b-1',
  price: 900,
  requestId: 'q-1',
  by: 's-1',
};

const CALLED: LoanEvent = {
  kind: 'accelerate',
  on: dayOf(2),
  proof: { kind: 'letter', id: 'l-8', sha256: null },
  by: 'l-1',
};

/** A plan of negotiation on what was asked of it. */
const planOf = ({ state }: LoanStory): LoanEvent => {
  const { requestId = '-', caseId = '-' } = state?.parts.settlement.current ?? {};
  return { kind: 'plan', planId: 'plan-1', state: 'active', legal: { requestId, caseId }, on: dayOf(7) };
};

/** What people and the informing streams say, each at a fixed point of a day. */
const BETWEEN: readonly Readonly<{ day: number; id: string; event: LoanEvent | ((story: LoanStory) => LoanEvent) }>[] =
  [
    { day: 1, id: 'failed-1', event: failed('r-1', 1, dayOf(-30)) },
    { day: 1, id: 'failed-2', event: failed('r-2', 2, dayOf(0)) },
    { day: 1, id: 'taken', event: TAKEN },
    ...checks().map((event, n) => ({ day: 2, id: `check-${n}`, event })),
    { day: 2, id: 'weigh', event: evaluate({ strategy: 'sale' }) },
    { day: 2, id: 'approve', event: approve() },
    { day: 2, id: 'list', event: { kind: 'list', packageId: 'pk-1', batch: 'b-1', by: 'l-1' } },
    { day: 3, id: 'sell', event: SELL },
    { day: 2, id: 'called', event: CALLED },
    { day: 3, id: 'claim', event: (story) => claim(story, true) },
    { day: 3, id: 'bundle', event: (story) => bundle(story) },
    {
      day: 3,
      id: 'act',
      event: {
        kind: 'record-act',
        by: 'l-1',
        act: {
          actId: 'a-1',
          kind: 'acknowledged',
          on: dayOf(2),
          until: null,
          claims: 'all',
          against: 'debtor',
          proof: { kind: 'letter', id: 'l-9', sha256: null },
          from: 'staff',
        },
      },
    },
    { day: 4, id: 'dispute', event: { kind: 'dispute-raised', disputeId: 'd-1', on: dayOf(4) } },
    { day: 5, id: 'ask', event: { kind: 'ask-gate', by: 'l-1' } },
    { day: 5, id: 'settle', event: { kind: 'settle', graceDays: 30, because: 'asked', by: 'l-1' } },
    { day: 7, id: 'plan', event: planOf },
    { day: 6, id: 'settled', event: { kind: 'dispute-closed', disputeId: 'd-1', on: dayOf(6) } },
  ];

function run(days: readonly DayPlan[], turns: readonly boolean[]) {
  const story = new LoanStory();
  const states: unknown[] = [];
  days.forEach((day, n) => {
    const { loan, arrears } = n === 0 ? first : { loan: [], arrears: [] };
    const plan = { loan: [...loan, ...day.loan], arrears: [...arrears, ...day.arrears] };
    for (const { day: on, id, event } of BETWEEN) {
      if (on === n) story.one(id, typeof event === 'function' ? event(story) : event);
    }
    for (const { id, event } of merged(plan, turns)) story.one(id, event);
    story.close();
    states.push(story.state);
  });
  const kept = (all: Record<string, readonly unknown[]>) =>
    Object.fromEntries(Object.entries(all).filter(([, some]) => some.length > 0));
  return { states, said: kept(story.said), writes: kept(story.writes), types: story.types };
}

/** Few of the stories that are made up come to a sale: in this one the ledger says at once what it was asked to. */
const SOLD: readonly DayPlan[] = Array.from({ length: DAYS }, (_, n) => {
  const told: readonly LoanEvent[] = [
    { kind: 'request-answered', requestId: 'q-1', outcome: 'accepted' },
    { kind: 'status', status: 'transferred', effectiveOn: dayOf(n) },
  ];
  return { loan: n === 3 ? told.map((event, nth) => ({ id: `sold/${nth}`, event })) : [], arrears: [] };
});

it('every order of the two spine streams gives the same states, rows and announcements with the same ids', () => {
  const heard = new Set<string>();
  fc.assert(
    fc.property(someDays, fc.array(fc.boolean(), { minLength: 1, maxLength: 16 }), (days, turns) => {
      const { types, ...loanFirst } = run(days, [true]);
      for (const type of types) heard.add(type);
      for (const other of [[false], turns]) {
        const { types: _unordered, ...found } = run(days, other);
        same(found, loanFirst);
      }
    }),
    { numRuns: RUNS, examples: [[[...SOLD], [true]]] },
  );
  // It was about something.
  for (const type of [
    'limitation-set',
    'limitation-interrupted',
    'gate-passed',
    'gate-withdrawn',
    'gate-refused',
    'case-opened',
    'strategy-approved',
    'claim-computed',
    'case-closed',
    'collateral-taken-over',
    'package-listed',
    'transfer',
    'asset-sold',
    'written-off',
    'settlement-recorded',
  ]) {
    expect(heard).toContain(type);
  }
});
