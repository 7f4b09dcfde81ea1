import type { Versioned } from '../versioned.js';
import type { Jurisdiction } from '../words.js';

export type Court = Readonly<{
  id: string;
  jurisdiction: Jurisdiction;
  /** Whose average wage counts for small claims. */
  region: string;
  source: string;
}>;

/** The courts that the bank goes to. Which of them is the right one for a debtor the lawyer decides. */
export type CourtRows = Versioned & Readonly<{ courts: readonly Court[] }>;

export const courtOf = ({ courts }: CourtRows, id: string): Court | null => courts.find((one) => one.id === id) ?? null;
