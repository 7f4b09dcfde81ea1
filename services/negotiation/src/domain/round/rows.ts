import type { CalendarDate, LoanId } from '@mora/kernel';
import type { Write } from '../loan/part.js';
import type { Outcome } from '../words.js';
import type { Round } from './types.js';

/** A negotiation as it stands in its table. */
export type RoundRow = Readonly<{
  roundId: string;
  loanId: LoanId;
  episodeId: string | null;
  openedOn: CalendarDate;
  closedOn: CalendarDate | null;
  outcome: Outcome | null;
  by: Round['by'];
  because: string;
  reason: string | null;
  responsible: string | null;
  team: Readonly<{ credit: string | null; service: string | null }>;
}>;

export function roundRow(
  loanId: LoanId,
  round: Round,
  end: Readonly<{ outcome: Outcome; on: CalendarDate }> | null = null,
): Write {
  const { roundId, episodeId, openedOn, by, because, reason, responsible, credit, service } = round;
  const row: RoundRow = {
    roundId,
    loanId,
    episodeId,
    openedOn,
    closedOn: end?.on ?? null,
    outcome: end?.outcome ?? null,
    by,
    because,
    reason,
    responsible,
    team: { credit, service },
  };
  return { table: 'round', row };
}
