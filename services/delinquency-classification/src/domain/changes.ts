import type { CalendarDate } from '@mora/kernel';
import type { Overdue } from './amounts.js';
import type { Episode, Episodes } from './episode.js';
import type { Facts } from './facts.js';
import type { Floor } from './floor.js';
import { daysFor, type Judgement } from './judgement.js';
import type { Ladder } from './ladder.js';
import type { LoanEvent } from './loan-event.js';
import { ruleOf } from './ladder.js';
import type { InForce } from './policies.js';
import { type Days, type Position, positionOn } from './position.js';
import { daysPastDue, type ProductRules } from './product-rules.js';
import type { ObservationChange } from './watch.js';

export type PolicyRef = Readonly<{ id: string; version: number; rule: string }>;
export type CuredBy = 'paid' | 'rescheduled' | 'written-off' | 'corrected';

type Figures = Readonly<{
  episodeId: string;
  asOf: CalendarDate;
  oldestUnpaidOn: CalendarDate | null;
  daysPastDue: number;
  overdue: Overdue;
  policy: PolicyRef;
}>;

/** What is told to the world, in the domain's words. */
export type Change =
  | (Figures &
      Readonly<{
        kind: 'started';
        first: boolean;
        cutOver: boolean;
        startedOn: CalendarDate;
        oldestUnpaidOn: CalendarDate;
      }>)
  | (Figures & Readonly<{ kind: 'bucket-changed'; table: string; from: string; to: string }>)
  | (Figures & Readonly<{ kind: 'class-changed'; scheme: string; from: string; to: string }>)
  | Readonly<{
      kind: 'cured';
      episodeId: string;
      by: CuredBy;
      asOf: CalendarDate;
      startedOn: CalendarDate;
      daysPastDueBefore: number;
      policy: PolicyRef;
    }>
  | ObservationChange
  | Readonly<{ kind: 'drift-detected'; asOf: CalendarDate; daysPastDue: number; ledgerDaysPastDue: number }>;

type Known = Readonly<{ judgement: Judgement; episodes: Episodes }>;
type Now = Readonly<{
  judgement: Judgement;
  position: Position;
  open: Episode | null;
  facts: Facts;
  floor: Floor | null;
}>;

/** First the start, then the moves, last the cure; a cure and a new start in one are an episode split by a correction. */
export function changesBetween(
  known: Known,
  now: Now,
  event: LoanEvent,
  days: Days,
  inForce: InForce,
): Readonly<{ changes: readonly Change[]; episodes: Episodes }> {
  const before = known.episodes.open;
  if (before === now.open && known.judgement === now.judgement) return { changes: [], episodes: known.episodes };
  const over = before !== null && before.id !== now.open?.id ? cure(before, known, now, event, days, inForce) : null;
  const begins = now.open !== null && now.open.id !== before?.id ? [started(now.open, now, days, inForce.product)] : [];
  const moved = moves(known.judgement, now, now.open ?? before, days, inForce);
  const changes = now.open === null ? [...moved, ...(over ?? [])] : [...(over ?? []), ...begins, ...moved];
  return { changes, episodes: episodesAfter(known.episodes, now.open, over?.[0]?.by ?? null) };
}

type Cured = Extract<Change, { kind: 'cured' }>;

function cure(
  before: Episode,
  known: Known,
  now: Now,
  event: LoanEvent,
  days: Days,
  { product }: InForce,
): readonly Cured[] {
  const oldest = known.judgement.oldestUnpaidOn;
  const by = curedBy(event, before, now, product);
  const daysPastDueBefore = oldest === null ? 0 : daysPastDue(product, oldest, days.agedTo);
  const policy = refTo(product, `cured: ${by}`);
  const { id: episodeId, startedOn } = before;
  return [{ kind: 'cured', episodeId, by, asOf: days.knownTo, startedOn, daysPastDueBefore, policy }];
}

/** Where the facts now show that the loan was not late on the day the episode began, it never was. */
function curedBy(event: LoanEvent, before: Episode, { facts, position }: Now, rules: ProductRules): CuredBy {
  if (position.status === 'closed') return 'paid';
  if (position.status !== 'active') return 'written-off';
  if (event.kind === 'schedule-replaced') return event.reason === 'corrected' ? 'corrected' : 'rescheduled';
  if (event.kind === 'arrears-reported' || event.kind === 'day-closed') return 'paid';
  if (event.kind !== 'payment-posted') return 'corrected';
  const start = { agedTo: before.startedOn, knownTo: before.startedOn };
  const wasLate = before.cutOver || facts.schedule === null || positionOn(facts, rules, start).delinquentDays > 0;
  return wasLate ? 'paid' : 'corrected';
}

function episodesAfter(known: Episodes, open: Episode | null, by: CuredBy | null): Episodes {
  const resumed = known.open === null && open !== null && open.id === known.last?.id;
  const ended = known.open !== null && by !== null && by !== 'corrected' ? 1 : 0;
  const cured = Math.max(0, known.cured + ended - (resumed && known.cured > 0 ? 1 : 0));
  return { open, last: open ?? known.open ?? known.last, cured };
}

function started(open: Episode, { position }: Now, days: Days, rules: ProductRules): Change {
  const { daysPastDue, overdue } = position;
  const { first, cutOver, startedOn, id: episodeId } = open;
  const oldestUnpaidOn = position.oldestUnpaidOn as CalendarDate;
  const policy = refTo(rules, 'overdue from the day after the due date');
  return {
    kind: 'started',
    episodeId,
    first,
    cutOver,
    asOf: days.agedTo,
    startedOn,
    oldestUnpaidOn,
    daysPastDue,
    overdue,
    policy,
  };
}

/** A step that changes while no episode is open or ending is a table's new name for being in time: nobody's news. */
function moves(was: Judgement, now: Now, episode: Episode | null, days: Days, inForce: InForce): readonly Change[] {
  if (episode === null) return [];
  const told: Change[] = [];
  for (const table of inForce.tables) {
    const move = step(table, was.buckets, now.judgement.buckets);
    if (move) told.push({ kind: 'bucket-changed', table: table.id, ...move, ...figures(table, now, episode, days) });
  }
  for (const scheme of inForce.schemes) {
    const move = step(scheme, was.classes, now.judgement.classes);
    if (move) told.push({ kind: 'class-changed', scheme: scheme.id, ...move, ...figures(scheme, now, episode, days) });
  }
  return told;
}

function step({ id, steps }: Ladder, was: Readonly<Record<string, string>>, is: Readonly<Record<string, string>>) {
  const from = was[id] ?? (steps[0]?.name as string);
  const to = is[id] as string;
  return from === to ? null : { from, to };
}

/** With nothing late there is nothing to age, and it holds of the open day. */
function figures(ladder: Ladder, { position, judgement, floor }: Now, episode: Episode, days: Days): Figures {
  const { oldestUnpaidOn, daysPastDue, overdue } = position;
  const name = (judgement.buckets[ladder.id] ?? judgement.classes[ladder.id]) as string;
  const asOf = oldestUnpaidOn === null ? days.knownTo : days.agedTo;
  const policy = refTo(ladder, ruleFired(ladder, position, name, floor));
  return { episodeId: episode.id, asOf, oldestUnpaidOn, daysPastDue, overdue, policy };
}

/**
 * The step's own range; where the days alone would give a better step, that a restructured loan is watched, or that it
 * came over with this one.
 */
export function ruleFired(ladder: Ladder, position: Position, name: string, floor: Floor | null = null): string {
  const days = daysFor(ladder, position);
  const nth = ladder.steps.findIndex((s) => s.name === name);
  const below = ladder.steps[nth - 1]?.upToDays ?? -1;
  if (days > below) return ruleOf(ladder, name);
  const watched = floor !== null && floor.scheme === ladder.id && floor.name === name;
  return `${name}: ${watched ? 'restructured and watched' : 'as handed over'}`;
}

const refTo = ({ id, version }: Readonly<{ id: string; version: number }>, rule: string): PolicyRef => ({
  id,
  version,
  rule,
});
