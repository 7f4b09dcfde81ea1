const WORD = 2 ** 32;
/** The prime of FNV-1a 64 is 2^40 + 0x1b3: a shift by 40 and a small product, both exact in a double. */
const SMALL = 0x1b3;

type Offset = Readonly<{ high: number; low: number }>;
const STANDARD: Offset = { high: 0xcbf29ce4, low: 0x84222325 };
const SECOND: Offset = { high: 0x9ae16a3b, low: 0x2f90404f };

/** Characters that no name holds stand between the names, so that `ab, c` and `a, bc` differ. */
const BETWEEN = '\u001f';

/** FNV-1a of 64 bits over UTF-16 units, as 16 hex digits. It spreads well; it protects nothing. */
export function fnv1a64(text: string, offset: Offset = STANDARD): string {
  let { high, low } = offset;
  for (let index = 0; index < text.length; index += 1) {
    low = (low ^ text.charCodeAt(index)) >>> 0;
    const product = low * SMALL;
    const shifted = (low << 8) >>> 0;
    high = (high * SMALL + Math.floor(product / WORD) + shifted) % WORD;
    low = product % WORD;
  }
  return hex(high) + hex(low);
}

const hex = (word: number): string => word.toString(16).padStart(8, '0');

/** An id of 32 hex digits from its causes: a replay mints the same one. */
export function id128(...names: readonly (string | number | null)[]): string {
  const text = names.map((name) => (name === null ? '' : String(name))).join(BETWEEN);
  return fnv1a64(text) + fnv1a64(text, SECOND);
}
