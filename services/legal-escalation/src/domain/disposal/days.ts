import { type CalendarDate, daysBetween } from '@mora/kernel';
import type { LoanState } from '../loan/state.js';

/** For how many days something has been unpaid at the close of a day, as classification has said it last. */
export function daysPastDueOn({ arrears }: Pick<LoanState['parts'], 'arrears'>, on: CalendarDate): number {
  const { episode } = arrears;
  if (episode === null) return 0;
  return episode.daysPastDue + Math.max(0, daysBetween(episode.asOf, on));
}
