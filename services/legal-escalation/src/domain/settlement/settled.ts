import type { LoanState } from '../loan/state.js';
import type { JudgmentTitle } from '../proceedings/types.js';
import type { Settlement, SettlementPart } from './types.js';

type Parts = LoanState['parts'];

/** A settlement was performed: of the titles that bind by then nothing is left, though it had given up a part of them. */
export function withSettled(
  part: SettlementPart,
  { settlementId }: Settlement,
  { proceedings }: Parts,
): SettlementPart {
  const judgmentIds = proceedings.titles.flatMap(({ finalOn, judgmentId }) => (finalOn === null ? [] : [judgmentId]));
  if (judgmentIds.length === 0) return part;
  return { ...part, settled: [...(part.settled ?? []), { settlementId, judgmentIds }] };
}

/** It was not performed after all. */
export const withoutSettled = ({ settled, ...part }: SettlementPart, { settlementId }: Settlement): SettlementPart =>
  settled === undefined ? part : { ...part, settled: settled.filter((one) => one.settlementId !== settlementId) };

/** Whether a settlement of a title was performed. */
export const isSettled = (
  { settlement: { settled = [] } }: Pick<Parts, 'settlement'>,
  { judgmentId }: Pick<JudgmentTitle, 'judgmentId'>,
): boolean => settled.some(({ judgmentIds }) => judgmentIds.includes(judgmentId));
