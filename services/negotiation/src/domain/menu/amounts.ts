import type { Amounts, Minor } from '../words.js';

export const AMOUNTS = ['principal', 'interest', 'fee', 'penalty'] as const satisfies readonly (keyof Amounts)[];

export const NOTHING: Amounts = { principal: 0, interest: 0, fee: 0, penalty: 0 };

export const total = ({ principal, interest, fee, penalty }: Amounts): Minor => principal + interest + fee + penalty;

/** Component by component. */
export const combined = (a: Amounts, b: Amounts, of: (a: Minor, b: Minor) => Minor): Amounts => ({
  principal: of(a.principal, b.principal),
  interest: of(a.interest, b.interest),
  fee: of(a.fee, b.fee),
  penalty: of(a.penalty, b.penalty),
});

export const addedUp = (a: Amounts, b: Amounts): Amounts => combined(a, b, (x, y) => x + y);

export const less = (a: Amounts, b: Amounts): Amounts => combined(a, b, (x, y) => x - y);

export const sumOf = (all: readonly Amounts[]): Amounts => all.reduce(addedUp, NOTHING);
