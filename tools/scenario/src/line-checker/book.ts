/** A record of a public stream, as anybody downstream reads it; records come in the order in which they were said. */
export type LogRecord = Readonly<{ type: string; loan: string; businessDate: string; data: unknown }>;

/** Something that the law, the bank's own rules or the ledger do not allow. */
export type Finding = Readonly<{ check: string; loan: string; about: string; detail: string }>;
