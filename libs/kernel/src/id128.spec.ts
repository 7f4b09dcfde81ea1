import fc from 'fast-check';
import { fnv1a64, id128 } from './id128.js';

it.each([
  // The published test vectors of FNV-1a 64.
  ['', 'cbf29ce484222325'],
  ['a', 'af63dc4c8601ec8c'],
  ['foobar', '85944171f73967e8'],
])('the hash of "%s" is the published one', (text, hash) => {
  expect(fnv1a64(text)).toBe(hash);
});

it('agrees with exact arithmetic on any text', () => {
  const exact = (text: string): string => {
    let hash = 0xcbf29ce484222325n;
    for (let at = 0; at < text.length; at += 1) {
      hash = ((hash ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n) & 0xffff_ffff_ffff_ffffn;
    }
    return hash.toString(16).padStart(16, '0');
  };
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => expect(fnv1a64(text)).toBe(exact(text))));
});

it('is 32 hex digits, and the same for the same names', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (names) => {
      expect(id128(...names)).toMatch(/^[0-9a-f]{32}$/);
      expect(id128(...names)).toBe(id128(...names));
    }),
  );
});

it.each([
  [
    ['ab', 'c'],
    ['a', 'bc'],
  ],
  [
    ['a', 'b'],
    ['b', 'a'],
  ],
  [['a'], ['a', '']],
  [
    ['a', null, 'b'],
    ['a', 'b'],
  ],
  [
    ['loan', 1],
    ['loan', 11],
  ],
])('%j and %j are not the same', (one, other) => {
  expect(id128(...one)).not.toBe(id128(...other));
});

it('a number names the same as its text, as it does on the wire', () => {
  expect(id128('loan', 7)).toBe(id128('loan', '7'));
});

it('many neighbours have ids of their own', () => {
  const ids = new Set<string>();
  for (let n = 0; n < 200_000; n += 1) ids.add(id128('mora-bank:LN-1', 'first-reminder', n));
  expect(ids.size).toBe(200_000);
});
