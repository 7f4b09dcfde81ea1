/** ISO 4217 codes that Mora knows the decimals of. */
export type Currency = 'CNY' | 'EUR' | 'GBP' | 'HKD' | 'JPY' | 'TWD' | 'USD';
export type Money = Readonly<{ minor: bigint; currency: Currency }>;

const DECIMALS: Readonly<Record<Currency, number>> = { CNY: 2, EUR: 2, GBP: 2, HKD: 2, JPY: 0, TWD: 2, USD: 2 };
const AMOUNT = /^(-?)(\d+)(?:\.(\d+))?$/;

export const CURRENCIES = Object.keys(DECIMALS) as readonly Currency[];

/**
 * Reads a decimal string as it stands on the wire into integer minor units.
 * Throws RangeError; more digits than the currency has is an error, never a rounding.
 */
export function minorUnits(amount: string, currency: Currency): bigint {
  return plainMinorUnits(amount, DECIMALS[currency]) ?? anyMinorUnits(amount, currency);
}

const LONGEST_PLAIN = 15; // so many digits are exact in a number
const [NOUGHT, POINT] = [48, 46];

/** Most amounts are short, not negative and have all their decimals: digit by digit that is several times faster. */
function plainMinorUnits(amount: string, decimals: number): bigint | null {
  const { length } = amount;
  const point = decimals === 0 ? -1 : length - decimals - 1;
  if (length === 0 || length > LONGEST_PLAIN || point === 0 || (decimals > 0 && point < 0)) return null;
  let minor = 0;
  for (let at = 0; at < length; at += 1) {
    const digit = amount.charCodeAt(at) - NOUGHT;
    if (at === point ? digit !== POINT - NOUGHT : digit < 0 || digit > 9) return null;
    if (at !== point) minor = minor * 10 + digit;
  }
  return BigInt(minor);
}

function anyMinorUnits(amount: string, currency: Currency): bigint {
  const parts = AMOUNT.exec(amount);
  const fraction = parts?.[3] ?? '';
  if (parts === null || fraction.length > DECIMALS[currency]) throw new RangeError(`not an amount in ${currency}`);
  return BigInt(`${parts[1]}${parts[2]}${fraction.padEnd(DECIMALS[currency], '0')}`);
}

export const money = (amount: string, currency: Currency): Money => ({
  minor: minorUnits(amount, currency),
  currency,
});

/** The decimal string of an amount in minor units, with all the decimals of its currency. */
export function amountText(minor: bigint, currency: Currency): string {
  const decimals = DECIMALS[currency];
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const text = decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`;
  return minor < 0n ? `-${text}` : text;
}
