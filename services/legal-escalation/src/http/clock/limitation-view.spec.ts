import { day, LOAN, partsWith, POLICIES } from '../../domain/clock/fixtures.js';
import type { Act } from '../../domain/clock/types.js';
import { limitationOf } from './limitation-view.js';

const act = (actId: string, on: string, kind: Act['kind'], more: Partial<Act> = {}): Act => ({
  actId,
  kind,
  on: day(on),
  until: null,
  claims: 'all',
  against: 'debtor',
  proof: { kind: 'paper', id: `paper-${actId}`, sha256: null },
  from: 'staff',
  ...more,
});

/** A loan of which the last instalment was due on 2023-03-10. */
function shown(...acts: readonly Act[]) {
  const parts = partsWith('2023-03-10');
  const clock = { ...parts.clock, open: true, acts };
  const state = { loanId: LOAN, parts: { ...parts, clock }, reviews: {}, reviewOn: null, waits: [], writes: [] };
  return limitationOf(state, day('2026-06-01'), null, POLICIES);
}

it('says of every act what it did to the period, and by which rule', () => {
  const { periods } = shown(
    act('before', '2022-03-01', 'demand'),
    act('guarantor', '2023-05-01', 'demand', { against: 'guarantor' }),
    act('paid', '2023-06-01', 'part-payment'),
    act('interest', '2024-06-01', 'demand', { claims: ['interest'] }),
    act('suit', '2026-05-29', 'suit', { until: 'open' }),
  );
  expect(periods).toHaveLength(1);
  const [{ acts, ...period }] = periods as [(typeof periods)[number]];
  expect(period).toMatchObject({ claim: 'debt', startsOn: '2023-03-10', expiresOn: null, state: 'paused' });
  const line = acts.map((one) => `${one.actId} ${one.effect} ${one.rule} ${one.expiredBefore} ${one.expiresAfter}`);
  expect(line).toEqual([
    'before not-counted nothing-later 2026-03-10 2026-03-10',
    'guarantor not-counted against-guarantor 2026-03-10 2026-03-10',
    'paid restarted part-payment 2026-03-10 2026-06-01',
    'interest not-counted another-claim 2026-06-01 2026-06-01',
    'suit stopped suit 2026-06-01 null',
  ]);
  expect(acts.map(({ proof }) => proof.id)).toContain('paper-paid');
});

it('what came too late has its line too', () => {
  const [period] = shown(act('late', '2026-03-11', 'demand')).periods;
  expect(period).toMatchObject({ state: 'expired', acts: [{ effect: 'too-late', expiresAfter: '2026-03-10' }] });
});

it('of a loan that nobody watches, and of one of no known law, there are no periods', () => {
  const parts = partsWith('2023-03-10');
  const state = { loanId: LOAN, parts, reviews: {}, reviewOn: null, waits: [], writes: [] };
  expect(limitationOf(state, day('2026-06-01'), null, POLICIES).periods).toEqual([]);
  const ledger = { ...parts.ledger, product: 'unheard-of' };
  const unknown = { ...state, parts: { ...parts, ledger, clock: { ...parts.clock, open: true } } };
  expect(limitationOf(unknown, day('2026-06-01'), null, POLICIES).periods).toEqual([]);
});
