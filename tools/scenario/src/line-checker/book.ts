/** A record of a public stream, as anybody downstream reads it; records come in the order in which they were said. */
export type LogRecord = Readonly<{ type: string; loan: string; businessDate: string; data: unknown }>;

/** Something that the law, the bank's own rules or the ledger do not allow. */
export type Finding = Readonly<{ check: string; loan: string; about: string; detail: string }>;

/** For what a package went, in minor units, and how many of its claims could not be sold any more. */
export type Awarded = Readonly<{ price: bigint; notAsked: number }>;

/** What only the run knows: what its people have done that no stream tells, and the last day that has closed. */
export type LawBook = Readonly<{
  lastDay: string;
  /** On which day the whole debt of a loan was called. */
  called: ReadonlyMap<string, string>;
  /** Who has gone to court in a proceeding, or has written down since what the court has said. */
  recorders: ReadonlyMap<string, string>;
  packages: ReadonlyMap<string, Awarded>;
}>;
