import { legalRow, type LegalView } from './legal-view.js';
import { termOf } from './term.js';

const NOTHING: LegalView = { on: '2026-03-10', openDay: null, course: [], stages: [], work: [] };
const told = (over: Partial<LegalView>): string => legalRow({ ...NOTHING, ...over }, termOf(false));

it.each([
  ['a day on which nothing happened', {}, '    law          nothing went to law'],
  [
    'what happened, in the order of a loan’s life, then what is open',
    {
      course: [
        { name: 'filed', count: 1 },
        { name: 'gate-passed', count: 2 },
        { name: 'demand-asked', count: 3 },
        { name: 'acceleration', count: 4 },
      ],
      stages: [
        { name: 'court', count: 5 },
        { name: 'evaluation', count: 2 },
      ],
      work: [
        { name: 'evaluate', count: 2 },
        { name: 'limitation-at-risk', count: 1 },
      ],
    },
    '    law          demands 3 · gate 2 · filed 1 · 7 open cases\n                 limitation at risk 1 · 3 to do',
  ],
])('%s', (_name, over, expected) => {
  expect(told(over)).toBe(expected);
});
