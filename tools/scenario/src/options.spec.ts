import { readOptions } from './options.js';

const HERE = { kafka: false, brokers: undefined };

it.each([
  [['outreach'], { name: 'outreach', seed: '7', days: 120, loans: 400, keep: false }],
  [['negotiation'], { name: 'negotiation', seed: '7', days: 549, loans: 500, keep: false }],
  [['line'], { name: 'line', seed: '7', days: 480, loans: 3_000, keep: false }],
  [
    ['negotiation', '--days', '60', '--loans', '50', '--seed', 'x', '--keep'],
    { name: 'negotiation', seed: 'x', days: 60, loans: 50, keep: true },
  ],
])('reads %j', (argv, options) => {
  expect(readOptions(argv)).toEqual({ ...options, ...HERE });
});

it('lets a service of the line close its days last, where all run in one process', () => {
  expect(readOptions(['line', '--closes-last', 'negotiation'])).toMatchObject({ closesLast: 'negotiation' });
});

it('takes a broker that is named, and one that is not, for the line', () => {
  expect(readOptions(['line', '--kafka'], 'localhost:9092')).toMatchObject({ kafka: true, brokers: 'localhost:9092' });
});
