import { interleaved, median, percentile, ratio } from './rounds.js';

it('every case runs once a round, and another one begins each round', async () => {
  const order: string[] = [];
  const one = (name: string) => () => {
    order.push(name);
    return Promise.resolve({ events: 10, seconds: 2 });
  };
  const rates = await interleaved(2, { ours: one('ours'), ceiling: one('ceiling') });
  expect(order).toEqual(['ours', 'ceiling', 'ceiling', 'ours']);
  expect(rates).toEqual({ ours: [5, 5], ceiling: [5, 5] });
});

it.each([
  ['of three', [3, 1, 2], 2],
  ['of four, the lower of the two in the middle', [4, 1, 3, 2], 2],
  ['of one', [7], 7],
])('the median %s', (_of, values, middle) => {
  expect(median(values)).toBe(middle);
});

it('noise that hits a whole round leaves the ratio as it is', () => {
  expect(ratio([10, 1, 10], [20, 2, 20])).toBe(0.5);
});

it.each([
  [0.5, 51],
  [0.99, 100],
  [1, 100],
])('of 1 to 100 the share %d lies below %d', (share, value) => {
  expect(
    percentile(
      Array.from({ length: 100 }, (_, n) => n + 1),
      share,
    ),
  ).toBe(value);
});
