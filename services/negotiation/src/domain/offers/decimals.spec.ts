import { basisPointsBelow, lowered, uplifted } from './decimals.js';

it.each([
  ['0.1080', '0.1080', 0],
  ['0.1081', '0.1080', 0],
  ['0.1079', '0.1080', 1],
  ['0.10799999', '0.1080', 1],
  ['0.10789999', '0.1080', 2],
  ['0', '0.1080', 1_080],
] as const)('%s is below %s by %i basis points', (rate, than, points) => {
  expect(basisPointsBelow(rate, than)).toBe(points);
});

it('rates are lowered and uplifted exactly', () => {
  expect(lowered('0.1080', 50)).toBe('0.1030');
  expect(lowered('0.12345678', 1)).toBe('0.12335678');
  expect(lowered('0.0050', 50)).toBeNull();
  expect(uplifted('0.1080', '0.5')).toBe('0.1620');
  expect(uplifted('0.12345678', '0.3')).toBe('0.160493814');
});
