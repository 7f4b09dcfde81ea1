/** How the portfolio stands at the end of a day, as delinquency-classification tells it. */
export type BucketRow = Readonly<{ bucket: string; loans: number; overdueMinor: bigint; currency: string }>;
export type PortfolioView = Readonly<{ asOf: string; buckets: readonly BucketRow[] }>;

export const loansIn = ({ buckets }: PortfolioView): number => buckets.reduce((sum, { loans }) => sum + loans, 0);
