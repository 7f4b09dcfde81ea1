/** An exact number: a rate, a factor, an amount before it is rounded. The denominator is above nought. */
export type Fraction = Readonly<{ num: bigint; den: bigint }>;

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

export const NOUGHT: Fraction = { num: 0n, den: 1n };

/**
 * Reads a decimal text such as `0.0435` (4.35 % a year) or `0.000175` exactly. Throws RangeError for anything else:
 * a rate never passes through a floating-point number.
 */
export function fraction(text: string): Fraction {
  const parts = DECIMAL.exec(text);
  if (parts === null) throw new RangeError('not a decimal number');
  const decimals = parts[3] ?? '';
  return { num: BigInt(`${parts[1]}${parts[2]}${decimals}`), den: 10n ** BigInt(decimals.length) };
}

export const whole = (number: bigint | number): Fraction => ({ num: BigInt(number), den: 1n });

export const times = (a: Fraction, b: Fraction): Fraction => ({ num: a.num * b.num, den: a.den * b.den });

/** Over the common denominator where there is one, so that sums over many days stay short. */
export function plus(a: Fraction, b: Fraction): Fraction {
  if (a.den === b.den) return { num: a.num + b.num, den: a.den };
  return { num: a.num * b.den + b.num * a.den, den: a.den * b.den };
}

/** Throws RangeError for a divisor of nought or below. */
export function over(a: Fraction, b: Fraction): Fraction {
  if (b.num <= 0n) throw new RangeError('a divisor is above nought');
  return { num: a.num * b.den, den: a.den * b.num };
}

/** Below nought where `a` is the smaller one, nought where they are equal. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const difference = a.num * b.den - b.num * a.den;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const sameFraction = (a: Fraction, b: Fraction): boolean => compareFractions(a, b) === 0;
