import { type CalendarDate, InvariantViolated } from '@mora/kernel';
import { answerByOf, type SettlementRules } from './rules.js';

/** Until when an answer is waited for. */
export type SettlementCase = Readonly<{
  name: string;
  askedOn: CalendarDate;
  graceDays: number | null;
  answerBy: CalendarDate;
}>;
export type SettlementFile = SettlementRules & Readonly<{ goldenCases: readonly SettlementCase[] }>;

/** Throws InvariantViolated for the first case that comes out otherwise. */
export function proveSettlement(file: SettlementFile): void {
  for (const { name, askedOn, graceDays, answerBy } of file.goldenCases) {
    const found = answerByOf(askedOn, graceDays, file);
    if (found !== answerBy)
      throw new InvariantViolated(`${file.id}/${file.version}: "${name}" comes out as ${found}, not ${answerBy}`);
  }
}
