import type { PersonId } from '@mora/kernel';
import fc from 'fast-check';
import { decideLoan } from '../loan/composer.js';
import type { LoanEvent } from '../loan/event.js';
import type { Said } from '../loan/part.js';
import type { LoanState } from '../loan/state.js';
import { day, laneAt, LOAN, POLICIES } from './fixtures.js';

type Told = Readonly<{ id: string; event: LoanEvent }>;

const overdue = { principal: 100_00, interest: 5_00, fee: 0, penalty: 0 };
const BEFORE: readonly Told[] = [
  {
    id: 'registered',
    event: {
      kind: 'registered',
      product: 'consumer-loan',
      currency: 'CNY',
      disbursedOn: null,
      principal: 100_00,
      cutOver: false,
    },
  },
  {
    id: 'schedule',
    event: {
      kind: 'schedule',
      currency: 'CNY',
      version: 1,
      instalments: [{ number: 1, dueOn: day('2023-09-11'), ...overdue }],
      yearlyRate: null,
      bookedOn: day('2023-01-01'),
    },
  },
  {
    id: 'started',
    event: {
      kind: 'arrears-started',
      first: true,
      cutOver: false,
      episodeId: 'e-1',
      asOf: day('2023-09-12'),
      oldestUnpaidOn: day('2023-09-11'),
      daysPastDue: 1,
      overdue,
    },
  },
];

const payment = (paymentId: string, valueDate: string): Told => ({
  id: paymentId,
  event: {
    kind: 'payment',
    paymentId,
    currency: 'CNY',
    minor: 1_00,
    valueDate: day(valueDate),
    portions: null,
    bookedOn: day('2026-02-02'),
  },
});
/** What comes in one day from four streams, some of it of days gone by. */
const FACTS: readonly Told[] = [
  payment('p-1', '2025-11-03'),
  payment('p-2', '2026-02-01'),
  {
    id: 'notice',
    event: {
      kind: 'notice',
      noticeId: 'n-1',
      personId: 'demo:P-1' as PersonId,
      role: 'borrower',
      sha256: null,
      outcome: 'delivered',
      isOurs: false,
      on: day('2026-01-20'),
    },
  },
  {
    id: 'interrupted',
    event: {
      kind: 'interrupted',
      act: 'acknowledged',
      proof: { kind: 'round', id: 'r-1', sha256: null },
      on: day('2025-12-24'),
    },
  },
  {
    id: 'linked',
    event: {
      kind: 'party-linked',
      personId: 'demo:P-2' as never,
      role: 'guarantor',
      from: day('2022-01-01'),
      until: null,
    },
  },
];

const closed = (on: string): Told => ({ id: `close-${on}`, event: { kind: 'day-closed', day: day(on) } });

function run(story: readonly Told[]): Readonly<{ state: LoanState; said: readonly Said[] }> {
  let state: LoanState | null = null;
  const said: Said[] = [];
  for (const { id, event } of story) {
    const decision = decideLoan(state, { loanId: LOAN, id, event }, laneAt('2026-02-02'), POLICIES);
    if (decision.kind !== 'decided') throw new Error(decision.because);
    state = decision.next;
    said.push(...decision.said);
  }
  return { state: state!, said };
}

it('no fact moves a period before the day is closed', () => {
  const { state, said } = run([...BEFORE, ...FACTS]);
  expect([state.parts.clock.clocks, said, state.reviewOn]).toEqual([[], [], '2026-02-02']);
});

it('in whatever order the facts of a day come, the same is said at its close', () => {
  const plain = run([...BEFORE, closed('2026-02-01'), ...FACTS, closed('2026-02-02')]);
  expect(plain.said.map(({ type }) => type)).toContain('limitation-interrupted');
  const debt = plain.state.parts.clock.clocks.find(({ claim }) => claim === 'debt');
  expect(debt).toMatchObject({ by: 'payment:p-2', expiresOn: '2029-02-01', provisional: true });
  fc.assert(
    fc.property(fc.shuffledSubarray([...FACTS], { minLength: FACTS.length }), (facts) => {
      const { state, said } = run([...BEFORE, closed('2026-02-01'), ...facts, closed('2026-02-02')]);
      expect(said).toEqual(plain.said);
      expect(state.parts.clock).toEqual(plain.state.parts.clock);
      expect(state.reviewOn).toBe(plain.state.reviewOn);
    }),
  );
});
