import type { CalendarDate } from '@mora/kernel';
import { interestAsked } from './granted.js';
import type { Line, RunsOn } from './types.js';

const line = (code: Line['code'], minor: number, component?: Line['component']): Line => ({
  code,
  minor,
  from: 'computed',
  formula: '',
  dueOn: null,
  rows: [],
  rule: null,
  ...(component !== undefined && { component }),
});
const runs = (code: RunsOn['code'], rate: string, base: number, from: string): RunsOn => ({
  code,
  rate: rate as RunsOn['rate'],
  base,
  from: from as CalendarDate,
});
const DAYS = { dayCount: 'THIRTY_360', penaltyDayCount: 'ACT_360' } as const;
const CLAIM = [line('principal', 9_000_000), line('fee', 70_000), line('cost', 30_000)];

describe('what of a claim is general interest', () => {
  it.each([
    ['nothing of principal, fees and costs', [], 0],
    ['interest and penalty that the ledger has booked', [line('interest', 500_000), line('penalty', 20_000)], 520_000],
    ['what no ledger books', [line('computed-penalty', 3_000), line('computed-compound', 200)], 3_200],
    ['less what a cap has cut of it', [line('interest', 500_000), line('cap-waived', -1_000, 'interest')], 499_000],
    ['not less what it has cut of fees', [line('interest', 500_000), line('cap-waived', -1_000, 'fee')], 500_000],
  ])('%s', (_what, lines, general) => {
    expect(interestAsked({ lines: [...CLAIM, ...lines], runsOn: [] }, DAYS)).toEqual({ general, running: null });
  });
});

describe('what of a claim goes on running', () => {
  const penalty = runs('penalty', '0.1095', 100_000, '2026-03-02');
  const contract = runs('interest', '0.073', 400_000, '2026-02-15');
  it.each([
    ['nothing', [], null],
    ['nothing, as nothing bears', [runs('penalty', '0.1095', 0, '2026-03-02')], null],
    ['a penalty', [penalty], { rate: '0.1095', dayCount: 'ACT_360', principal: 100_000, from: '2026-03-02' }],
    [
      'a contract’s interest, by days where months were counted',
      [contract],
      { rate: '0.073', dayCount: 'ACT_365F', principal: 400_000, from: '2026-02-15' },
    ],
    [
      'both, at the lower rate and from the later day',
      [contract, penalty],
      { rate: '0.073', dayCount: 'ACT_365F', principal: 500_000, from: '2026-03-02' },
    ],
  ])('%s', (_what, runsOn, running) => {
    expect(interestAsked({ lines: CLAIM, runsOn }, DAYS).running).toEqual(running);
  });
});
