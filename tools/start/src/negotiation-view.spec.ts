import { negotiationRow, type NegotiationView } from './negotiation-view.js';
import { termOf } from './term.js';

const NOTHING: NegotiationView = { on: '2026-03-10', openDay: null, course: [], offers: [] };
const told = (over: Partial<NegotiationView>): string => negotiationRow({ ...NOTHING, ...over }, termOf(false));

it.each([
  ['a day on which nothing happened', {}, '    negotiation  nothing was negotiated'],
  [
    'what happened, in the order of a loan’s life',
    {
      course: [
        { name: 'instalment-kept', count: 14 },
        { name: 'plan-broken', count: 1 },
        { name: 'round-opened', count: 3 },
        { name: 'plan-activated', count: 2 },
      ],
    },
    '    negotiation  opened 3 · booked 2 · kept 14 · broken 1',
  ],
  [
    'offers by all their kinds and states together',
    {
      offers: [
        { kinds: 'spread', state: 'draft', count: 2 },
        { kinds: 'grace+extension', state: 'disclosed', count: 3 },
      ],
    },
    '    negotiation  offered 5',
  ],
  [
    'what nobody asked for stays untold',
    { course: [{ name: 'hold-set', count: 2 }] },
    '    negotiation  nothing was negotiated',
  ],
])('%s', (_name, over, expected) => {
  expect(told(over)).toBe(expected);
});
