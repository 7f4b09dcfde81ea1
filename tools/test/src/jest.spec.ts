import { jest } from '@jest/globals';
import fc from 'fast-check';
import { seeded } from './jest.js';

describe('the seed of the properties', () => {
  it.each([
    ['nobody asks', [], ['--seed=1']],
    ['a part is named', ['libs/kernel'], ['--seed=1', 'libs/kernel']],
    ['somebody asks for another', ['--seed=7'], ['--seed=7']],
    ['somebody asks for another, in two words', ['--seed', '7'], ['--seed', '7']],
  ])('where %s', (_, args, expected) => expect(seeded(args)).toEqual(expected));

  it('is what they draw from', () => {
    const drawn = (seed?: number) => {
      const found: number[] = [];
      const take = fc.property(fc.integer(), (one) => void found.push(one));
      fc.assert(take, seed === undefined ? {} : { seed });
      return found;
    };
    expect(drawn()).toEqual(drawn(jest.getSeed()));
    expect(drawn()).not.toEqual(drawn(jest.getSeed() + 1));
  });
});
