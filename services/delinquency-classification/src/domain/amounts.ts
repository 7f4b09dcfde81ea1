/** The components of a debt, as ledgers and laws tell them apart. */
export const COMPONENTS = ['principal', 'interest', 'fee', 'penalty'] as const;
export type Component = (typeof COMPONENTS)[number];

/**
 * Minor units as a safe integer. The chunk path adds up whole schedules for every record, and the state is JSON:
 * the doors read bigint and refuse what does not fit (`amount-too-large`), so that no sum in here can lose a cent.
 */
export type Minor = number;

export type Amounts = Readonly<Record<Component, Minor>>;
export type Overdue = Amounts & Readonly<{ total: Minor }>;

/** Half of what a number can hold exactly: two such sums can still be told apart. */
const LARGEST_SUM = 2n ** 52n;

export const NOTHING: Overdue = { total: 0, principal: 0, interest: 0, fee: 0, penalty: 0 };

export const fits = (minor: bigint): boolean => minor >= 0n && minor <= LARGEST_SUM;

export const isSafeSum = (minor: Minor): boolean => minor <= Number(LARGEST_SUM);

export const totalOf = (amounts: Amounts): Minor =>
  amounts.principal + amounts.interest + amounts.fee + amounts.penalty;

export const withTotal = (amounts: Amounts): Overdue => ({ ...amounts, total: totalOf(amounts) });

export const plus = (a: Amounts, b: Amounts): Amounts => ({
  principal: a.principal + b.principal,
  interest: a.interest + b.interest,
  fee: a.fee + b.fee,
  penalty: a.penalty + b.penalty,
});
