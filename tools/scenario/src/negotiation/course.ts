import { addDays, type CalendarDate } from '@mora/kernel';
import type { Behaviour } from '@mora/ledger-simulator';

/** How a borrower goes through one negotiation; it is settled when that begins. */
export type Course = Readonly<{
  /** Brings papers at once, some days later or never; or is never met. */
  manner: 'prompt' | 'late-papers' | 'no-papers' | 'silent';
  /** The day on which it first speaks. */
  speaksOn: CalendarDate;
  papersOn: CalendarDate;
  answer: 'takes' | 'counters' | 'declines' | 'lets-lie';
  /** Of a thousand: which of the offers it likes. */
  taste: number;
  /** Whether the bank tries terms of its own before those of the policy. */
  byHand: boolean;
  /** Says that the sum is wrong, and is heard. */
  disputes: boolean;
  /** Whether whoever approves refuses the first offer. */
  refusedByBank: boolean;
}>;

type Shares<T> = readonly (readonly [T, number])[];

const MANNERS: Shares<Course['manner']> = [
  ['prompt', 620],
  ['late-papers', 240],
  ['no-papers', 70],
  ['silent', 70],
];
const ANSWERS: Shares<Course['answer']> = [
  ['takes', 660],
  ['counters', 160],
  ['declines', 90],
  ['lets-lie', 90],
];
const BY_HAND = 400;
const DISPUTES = 40;
const REFUSED = 50;

export function courseOf(behaviour: Behaviour, loan: string, openedOn: CalendarDate): Course {
  const luck = (what: string, most = 999): number => behaviour.lasts(`round/${what}`, loan, openedOn, 0, most);
  const speaksOn = addDays(openedOn, luck('speaks', 4));
  return {
    manner: among(MANNERS, luck('manner')),
    speaksOn,
    papersOn: addDays(speaksOn, 2 + luck('papers', 6)),
    answer: among(ANSWERS, luck('answer')),
    taste: luck('taste'),
    byHand: luck('by-hand') < BY_HAND,
    disputes: luck('disputes') < DISPUTES,
    refusedByBank: luck('refused') < REFUSED,
  };
}

function among<T>(shares: Shares<T>, luck: number): T {
  let left = luck;
  for (const [one, share] of shares) {
    if (left < share) return one;
    left -= share;
  }
  throw new RangeError('shares add up to a thousand');
}
