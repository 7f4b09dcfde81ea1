import { lineBlock, type LineView } from './line-view.js';
import { Rates } from './rates.js';
import { termOf } from './term.js';

const block = (view: Partial<LineView>): readonly string[] =>
  lineBlock({ stages: [], rates: [], lags: [], ...view }, termOf(false)).split('\n');

const ALL = [
  'current',
  'overdue-M1',
  'overdue-M3',
  'contacted',
  'promised',
  'negotiating',
  'on-plan',
  'in-legal',
  'in-court',
  'judged',
  'enforcing',
  'settled',
  'sold',
  'written-off',
  'cured',
].map((stage, n) => ({ stage, loans: 2 ** n }));

it('tells every stage once, of overdue loans by bucket and of cases by how far they have come, and all of them together', () => {
  expect(block({ stages: ALL }).slice(0, 4)).toEqual([
    '    loans        32,767 in all · current 1 · overdue 6 (M1 2, M3 4)',
    '                 contacted 8 · promised 16 · negotiating 32 · on a plan 64',
    '                 in legal 1,920 (case 128, court 256, judged 512, enforcing 1,024)',
    '                 settled 2,048 · sold 4,096 · written off 8,192 · cured 16,384',
  ]);
});

it('tells what nobody is in, events a second on each stream, and what is under way in each service', () => {
  const view = {
    stages: [{ stage: 'current', loans: 1200 }],
    rates: [
      { stream: 'loan', perSecond: 812.4 },
      { stream: 'legal', perSecond: 0.2 },
    ],
    lags: [
      { service: 'outreach', records: 1500 },
      { service: 'legal-escalation', records: 0 },
    ] as const,
  };
  expect(block(view)).toEqual([
    '    loans        1,200 in all · current 1,200 · overdue 0 · contacted 0',
    '                 promised 0 · negotiating 0 · on a plan 0 · in legal 0',
    '                 settled 0 · sold 0 · written off 0 · cured 0',
    '    events/s     813 · loan 812 · legal 0',
    '    lag          outreach 1,500 · legal-escalation 0',
  ]);
});

it.each([
  [
    'what came within the window counts',
    [
      [1_000, 10],
      [4_000, 15],
    ],
    5_000,
    5,
  ],
  [
    'what came before it does not',
    [
      [1_000, 10],
      [4_000, 15],
    ],
    7_000,
    3,
  ],
  ['a run that is younger than the window is counted by its age', [[500, 10]], 1_000, 10],
  ['nothing came', [], 9_000, 0],
] as const)('%s', (_name, came, at, perSecond) => {
  const rates = new Rates(['loan'], 0);
  came.forEach(([when, records]) => rates.count('loan', records, when));
  expect(rates.at(at)).toEqual([{ stream: 'loan', perSecond }]);
});
