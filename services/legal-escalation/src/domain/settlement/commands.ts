/** What the bank does about settling while it goes to court. */
export type SettlementCommand = Readonly<
  | { kind: 'settle'; graceDays: number | null; because: string; by: string }
  /** Nobody answers, or it has become of no use: what was asked for is waited for no longer. */
  | { kind: 'give-up-settlement'; because: string; by: string }
  /** The settlement was not kept: the title is taken up again, less what was performed. */
  | { kind: 'resume'; because: string; by: string }
>;
