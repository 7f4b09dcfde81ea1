const PLAIN = /^(-?)(\d+)(?:\.(\d+))?$/;
const EXPONENT = /^(-?)(\d+)(?:\.(\d+))?[eE]([+-]?\d{1,2})$/;

/**
 * A number as a plain decimal text, digit for digit: `1.00E+05` is 100000, and never goes through a double.
 * Null where the text is no number in the notation that was agreed.
 */
export function exactDecimal(text: string, notation: 'plain' | 'exponent'): string | null {
  const parts = PLAIN.exec(text) ?? (notation === 'exponent' ? EXPONENT.exec(text) : null);
  if (parts === null) return null;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  return shifted(sign, whole, fraction, Number(exponent));
}

function shifted(sign: string, whole: string, fraction: string, by: number): string {
  const digits = whole + fraction;
  const point = whole.length + by;
  const padded = point < 0 ? '0'.repeat(-point) + digits : digits.padEnd(point, '0');
  const left = padded.slice(0, Math.max(point, 0)).replace(/^0+(?=\d)/, '') || '0';
  const right = padded.slice(Math.max(point, 0)).replace(/0+$/, '');
  const text = right === '' ? left : `${left}.${right}`;
  return text === '0' ? '0' : `${sign}${text}`;
}
