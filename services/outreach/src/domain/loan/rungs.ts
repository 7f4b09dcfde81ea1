import type { CalendarDate, PersonId } from '@mora/kernel';
import type { Arm } from './event.js';
import type { Channel, Role } from '../words.js';
import type { LadderPart } from './parts/ladder.js';

/** A step of the strategy that was taken, or is under way, with one person. */
export type Rung = Readonly<{
  step: string;
  contactId: string;
  personId: PersonId | null;
  role: Role;
  on: CalendarDate;
  lapsesOn: CalendarDate;
  /** How far the loan was behind when the step was chosen: by it a part payment opens it again, or does not. */
  daysPastDue: number;
  arm: Arm | null;
  /** Once the gate has said yes: by which way. */
  channel: Channel | null;
  tries: number;
  /**
   * `open`: the gate has not answered for good. `used`: it goes out. `returned`: it could not be used on that day, and
   * is asked for again. `unused`: refused, lapsed or failed. `before`: had before the loan came to Mora.
   */
  state: 'open' | 'used' | 'returned' | 'unused' | 'before' | 'proposed';
}>;

/** The steps that count as taken: one that came to nothing does not. */
export const doneSteps = ({ rungs }: Pick<LadderPart, 'rungs'>): readonly string[] => [
  ...new Set(rungs.filter(({ state }) => state !== 'unused').map(({ step }) => step)),
];

/**
 * A part payment has made the debt younger: what was done at a later stage than it now stands at may be done again when
 * it gets there; what was done up to here has been done, so that no rung is skipped and none is climbed twice.
 */
export const reanchored = (rungs: readonly Rung[], daysPastDue: number): readonly Rung[] =>
  rungs.filter((rung) => rung.state === 'open' || rung.state === 'returned' || rung.daysPastDue <= daysPastDue);
