import type { Rate } from '../words.js';

/** Rates have at most eight decimals; ten thousand basis points are one. */
const DECIMALS = 8;
const SCALE = 10n ** BigInt(DECIMALS);
const PER_BASIS_POINT = SCALE / 10_000n;

function scaled(rate: Rate): bigint {
  const [whole = '0', part = ''] = rate.split('.');
  return BigInt(whole) * SCALE + BigInt(part.slice(0, DECIMALS).padEnd(DECIMALS, '0'));
}

function textOf(value: bigint, decimals: number): Rate {
  const digits = value.toString().padStart(decimals + 1, '0');
  const text = `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return text.replace(/(\.\d{4}\d*?)0+$/, '$1');
}

/** By how many basis points a rate is lower than another, a begun one counted; nought where it is not. */
export function basisPointsBelow(rate: Rate, than: Rate): number {
  const less = scaled(than) - scaled(rate);
  return less <= 0n ? 0 : Number((less + PER_BASIS_POINT - 1n) / PER_BASIS_POINT);
}

/** The rate so many basis points lower; null where nothing of it is left. */
export function lowered(rate: Rate, basisPoints: number): Rate | null {
  const left = scaled(rate) - BigInt(basisPoints) * PER_BASIS_POINT;
  return left <= 0n ? null : textOf(left, DECIMALS);
}

/** The rate with its uplift, exactly: a half more of 0.1080 is 0.1620. */
export const uplifted = (rate: Rate, uplift: Rate): Rate =>
  textOf(scaled(rate) * (SCALE + scaled(uplift)), 2 * DECIMALS);
