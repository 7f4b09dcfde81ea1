/** What an amount owed is made of, as claims and payments name it. */
export const COMPONENTS = ['cost', 'fee', 'penalty', 'compound', 'interest', 'principal', 'delay-interest'] as const;
export type ClaimComponent = (typeof COMPONENTS)[number];

/** Minor units by component; what is not named is nought. */
export type Amounts = Readonly<Partial<Record<ClaimComponent, bigint>>>;

export const totalOf = (amounts: Amounts): bigint =>
  COMPONENTS.reduce((sum, component) => sum + (amounts[component] ?? 0n), 0n);
