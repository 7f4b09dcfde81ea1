import { calendarDate } from '@mora/kernel';
import { Behaviour } from '@mora/ledger-simulator';
import { assetsOf, type AtCourt, happensAt } from './courts.js';

const behaviour = new Behaviour('spec');
const at = (n: number, outcomes: readonly string[], actor = 'court'): AtCourt => ({
  proceedingId: `p-${n}`,
  step: 'hearing',
  since: calendarDate('2025-06-02'),
  actor,
  proof: 'judgment',
  outcomes,
  terms: [],
});
const outcomesOf = (outcomes: readonly string[], actor?: string): readonly (string | undefined)[] =>
  Array.from({ length: 1_000 }, (_, n) => happensAt(behaviour, at(n, outcomes, actor))?.outcome);
const shareOf = (outcome: string, all: readonly (string | undefined)[]): number =>
  all.filter((one) => one === outcome).length / all.length;

it('says the same of the same proceeding and step, a few days later', () => {
  const first = happensAt(behaviour, at(1, ['judged']));
  expect(happensAt(new Behaviour('spec'), at(1, ['judged']))).toEqual(first);
  expect(first?.on.slice(0, 7)).toBe('2025-06');
});

it('mostly judges, mediates one in ten and dismisses few', () => {
  const all = outcomesOf(['judged', 'mediated', 'withdrawn', 'dismissed', 'extended', 'becomes-ordinary']);
  expect(shareOf('mediated', all)).toBeCloseTo(0.1, 1);
  expect(shareOf('dismissed', all)).toBeLessThan(0.06);
  expect(shareOf('judged', all)).toBeGreaterThan(0.8);
  expect(all).not.toContain('withdrawn');
});

it('lets the bank pay its fee, and nobody who is told to pay by an order', () => {
  expect(outcomesOf(['paid', 'mediated'], 'bank')).toContain('paid');
  const debtor = outcomesOf(['paid', 'objected'], 'debtor');
  expect(debtor).not.toContain('paid');
  expect(shareOf('objected', debtor)).toBeCloseTo(0.15, 1);
});

it('goes on as a suit with every second order that is objected to', () => {
  const all = outcomesOf(['declined', 'becomes-suit'], 'bank');
  expect(shareOf('becomes-suit', all)).toBeCloseTo(0.5, 1);
  expect(shareOf('declined', all)).toBeCloseTo(0.5, 1);
});

it('knows nothing to happen where nothing can', () => {
  expect(happensAt(behaviour, at(1, []))).toBeNull();
  expect(happensAt(behaviour, at(1, ['withdrawn']))).toBeNull();
});

it('finds nothing with every third debtor, and more than is owed with some', () => {
  const found = Array.from({ length: 1_000 }, (_, n) => assetsOf(behaviour, `e-${n}`));
  expect(found.filter((share) => share === 0).length / 1_000).toBeCloseTo(0.33, 1);
  expect(found.some((share) => share > 1_000)).toBe(true);
});
