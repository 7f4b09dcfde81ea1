import { lineBlock, type LineView } from './line-view.js';
import { Rates } from './rates.js';
import { termOf } from './term.js';

const block = (view: Partial<LineView>): readonly string[] =>
  lineBlock({ stages: [], rates: [], lags: [], ...view }, termOf(false)).split('\n');

it('tells loans by stage, events a second, and who is behind', () => {
  expect(
    block({
      stages: [
        { stage: 'current', loans: 1200 },
        { stage: 'overdue-M1', loans: 31 },
        { stage: 'in-court', loans: 2 },
      ],
      rates: [
        { stream: 'loan', perSecond: 812.4 },
        { stream: 'legal', perSecond: 0.2 },
      ],
      lags: [
        { service: 'outreach', records: 1500 },
        { service: 'negotiation', records: 0 },
      ],
    }),
  ).toEqual([
    '    loans     current 1,200 · overdue-M1 31 · in-court 2',
    '    events/s  813 · loan 812',
    '    lag       outreach 1,500 · negotiation 0',
  ]);
});

it('says that nothing is known yet, and that nobody is behind', () => {
  expect(block({ lags: [{ service: 'outreach', records: 0 }] })).toEqual([
    '    loans     none is known yet',
    '    events/s  0',
    '    lag       none: every service has read all',
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
