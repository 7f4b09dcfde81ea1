/** What a household keeps by law, by region: a table by hand, beside the policies of the service. */
export const FLOORS: Readonly<
  Record<string, Readonly<{ livingMinor: bigint; permille: bigint; dependantPermille: bigint }>>
> = {
  // The local standard for each head, a dependant as a whole one (N-13).
  cn: { livingMinor: 800_00n, permille: 1_000n, dependantPermille: 1_000n },
  // 1.2 times the least cost of living, of a dependant the share that the borrower bears (N-12).
  tw: { livingMinor: 15_515_00n, permille: 1_200n, dependantPermille: 500n },
};
