import { type CalendarDate, daysBetween } from '@mora/kernel';
import { promiseStanding } from '../promises/part.js';
import type { StrategyInput } from '../strategy/input.js';
import type { Strategy } from '../strategy/table.js';
import type { Flag, PersonFacts } from '../words.js';
import type { LoanView } from './part.js';
import { daysPastDueOn } from './parts/arrears.js';
import { firstOf, type LadderPart } from './parts/ladder.js';
import { nextDue } from './parts/ledger.js';
import { inRole } from './parts/parties.js';
import { doneSteps } from './rungs.js';

/** What the strategy looks at, at the close of a day. */
export function inputOf(
  ladder: LadderPart,
  view: LoanView,
  { day, strategy, arm }: Readonly<{ day: CalendarDate; strategy: Strategy; arm: string | null }>,
): StrategyInput {
  const { ledger, arrears, promises, placement } = view.parts;
  const person = borrower(view, day);
  const due = nextDue(ledger, day);
  const { episode } = arrears;
  const has = (...flags: readonly Flag[]): boolean => view.flags.some((flag) => flags.includes(flag));
  return {
    overdue: episode !== null,
    daysToDue: due === null ? null : daysBetween(day, due.dueOn),
    daysPastDue: daysPastDueOn(arrears, day),
    bucket: arrears.buckets[strategy.bucketTable] ?? null,
    class: arrears.classes[strategy.classScheme] ?? null,
    first: episode?.first ?? false,
    cutOver: episode?.cutOver ?? false,
    segment: person?.segment ?? null,
    amountMinor: episode?.overdue.total ?? due?.minor ?? 0,
    currency: episode?.overdue.currency ?? ledger.currency,
    product: ledger.product,
    grade: arrears.grade,
    preference: person?.preference[0] ?? null,
    digital: person?.digital ?? null,
    vulnerable: has('vulnerable'),
    special: isSpecial(view),
    daysSinceLastContact: since(ladder.lastContactOn, day),
    daysSinceLastAttempt: since(ladder.lastAttemptOn, day),
    lastOutcome: ladder.lastOutcome,
    promise: promiseStanding(promises),
    daysToPromise: daysToPromise(view, day),
    plan: has('plan-active'),
    dispute: has('dispute', 'written-dispute'),
    complaint: has('complaint'),
    hold: has(...HOLDS),
    closed: ledger.status !== 'active',
    placed: placement.placement !== null,
    done: doneSteps(ladder),
    failedTries: ladder.failedTries,
    arm,
    jurisdiction: person?.jurisdiction?.slice(0, 2) ?? null,
  };
}

const HOLDS: readonly Flag[] = [
  'legal-hold',
  'held',
  'moratorium',
  'cease',
  'deceased',
  'incapacity',
  'bankrupt',
  'represented',
  'time-barred',
];

const since = (on: CalendarDate | null, day: CalendarDate): number | null =>
  on === null ? null : daysBetween(on, day);

function daysToPromise({ parts }: LoanView, day: CalendarDate): number | null {
  const open = parts.promises.promises.flatMap((promise) => promise.parts.filter(({ state }) => state === 'open'));
  const next = firstOf(open.map(({ dueOn }) => dueOn).filter((dueOn) => dueOn > day));
  return next === null ? null : daysBetween(day, next);
}

const isSpecial = ({ parts }: LoanView): boolean => parts.says.open.some(({ says }) => says === 'hardship');

const borrower = ({ parts: { parties } }: LoanView, day: CalendarDate): PersonFacts | null => {
  const [first] = inRole(parties, 'borrower', day);
  return first === undefined ? null : (parties.facts[first] ?? null);
};
