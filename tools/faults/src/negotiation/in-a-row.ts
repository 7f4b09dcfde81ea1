/** Something said of a loan that makes the count of failures longer or ends it, in the order of saying. */
export type Closing = Readonly<{
  loanId: string;
  /** What has ended; of a plan, the plan. */
  key: string;
  episodeId: string | null;
  what: 'failed' | 'taken-back' | 'ended';
  /** How many it says that have failed in a row; null where it says nothing of it. */
  consecutive: number | null;
}>;

type Ended = Readonly<{ key: string; episodeId: string | null; failed: boolean }>;

/** N-22 once more: failures of an episode in a row, a plan once; whatever ends without failing ends the row. */
export function rowsWrong(
  closings: readonly Closing[],
  loans: readonly Readonly<{ loanId: string; consecutive: number }>[],
): readonly string[] {
  const wrong: string[] = [];
  const byLoan = new Map<string, readonly Ended[]>();
  for (const { loanId, key, episodeId, what, consecutive } of closings) {
    const others = (byLoan.get(loanId) ?? []).filter((one) => one.key !== key);
    const all = what === 'taken-back' ? others : [...others, { key, episodeId, failed: what === 'failed' }];
    byLoan.set(loanId, all);
    const row = lengthOf(all, episodeId);
    if (consecutive !== null && consecutive !== row) {
      wrong.push(`loan ${loanId}: ${key} says ${consecutive} in a row where there are ${row}`);
    }
  }
  for (const { loanId, consecutive } of loans) {
    const all = byLoan.get(loanId) ?? [];
    const row = lengthOf(all, all.at(-1)?.episodeId ?? null);
    if (row !== consecutive) wrong.push(`loan ${loanId}: its row has ${consecutive} in a row where there are ${row}`);
  }
  return wrong;
}

function lengthOf(all: readonly Ended[], episodeId: string | null): number {
  const own = all.filter((one) => one.episodeId === episodeId);
  return own.length - 1 - own.findLastIndex(({ failed }) => !failed);
}
