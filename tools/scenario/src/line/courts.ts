import { addDays, calendarDate, type CalendarDate } from '@mora/kernel';
import type { Behaviour } from '@mora/ledger-simulator';

/** Where a proceeding stands, as its door tells it: whose turn it is, and what may happen. */
export type AtCourt = Readonly<{
  proceedingId: string;
  step: string;
  since: CalendarDate;
  actor: string | null;
  proof: string | null;
  outcomes: readonly string[];
  terms: readonly string[];
}>;

/** What happens at a step, and on which day. */
export type Happens = Readonly<{ outcome: string; on: CalendarDate }>;

type Step = Pick<AtCourt, 'proceedingId' | 'step' | 'since'>;

const MOST_DAYS = 12;
const LEAST_DAYS = 2;
/** Of a thousand times that it could happen: parties agree, a debtor objects, a court dismisses, an order becomes a suit. */
const RARE: readonly (readonly [outcome: string, ofThousand: number])[] = [
  ['objection', 150],
  ['objected', 150],
  ['mediated', 100],
  ['dismissed', 30],
  ['becomes-suit', 500],
];
/** Who is told to pay by an order does not: only the bank pays, its fee. */
const OF_BANK = ['paid'];
/** What happens where nothing else does, the first that the step knows. */
const USUAL = [
  'docketed',
  'accepted',
  'fee-noticed',
  'paid',
  'served',
  'issued',
  'answered',
  'no-objection',
  'judged',
  'agreed',
  'confirmed',
  'final',
  'not-appealed',
  'upheld',
];
/** Nobody at this court takes anything back, and no step is another one's. */
const NEVER = ['withdrawn', 'becomes-ordinary', 'extended', 'missing', 'refused', 'deemed-withdrawn', 'appealed'];

/** The day on which something happens at a step. */
export const stepLasts = (behaviour: Behaviour, { proceedingId, step, since }: Step): CalendarDate =>
  addDays(since, behaviour.lasts('court', `${proceedingId}/${step}`, since, LEAST_DAYS, MOST_DAYS));

/** A court, and the debtor before it: each answer depends on nothing but the seed, the proceeding and its step. */
export function happensAt(behaviour: Behaviour, at: AtCourt): Happens | null {
  const { proceedingId, step, since, actor } = at;
  const outcomes = at.outcomes.filter((one) => actor === 'bank' || !OF_BANK.includes(one));
  const rare = RARE.find(
    ([outcome, share]) =>
      outcomes.includes(outcome) && behaviour.happens(outcome, `${proceedingId}/${step}`, since, share),
  );
  const outcome = rare?.[0] ?? USUAL.find((one) => outcomes.includes(one)) ?? other(outcomes);
  return outcome === undefined ? null : { outcome, on: stepLasts(behaviour, at) };
}

const other = (outcomes: readonly string[]): string | undefined =>
  outcomes.find((one) => !NEVER.includes(one) && !RARE.some(([rare]) => rare === one));

/** What the debtor has that a court may take, in a share of a thousand of what is owed; nothing with every third. */
export function assetsOf(behaviour: Behaviour, enforcementId: string): number {
  const asOf = calendarDate('2025-01-01');
  if (behaviour.happens('no-assets', enforcementId, asOf, 330)) return 0;
  return behaviour.lasts('assets', enforcementId, asOf, 200, 1_300);
}
