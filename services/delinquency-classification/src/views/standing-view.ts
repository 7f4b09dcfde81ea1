import type { CalendarDate } from '@mora/kernel';
import { judge, broughtAlong } from '../domain/judgement.js';
import { type Floor, floorOn } from '../domain/floor.js';
import { type Ladder, nameOf } from '../domain/ladder.js';
import { ruleFired } from '../domain/changes.js';
import { earliestEndOn, fromOf } from '../domain/observation.js';
import type { InForce, Policies } from '../domain/policies.js';
import { type Days, type Position, positionOn } from '../domain/position.js';
import type { Standing } from '../domain/standing.js';
import { overdueText } from '../handlers/amounts.js';

export type StepView = Readonly<{ step: string; rule: string; policy: string }>;

/** How a loan stands, in full, as the HTTP door and the offline run both say it. */
export type StandingView = Readonly<{
  loanId: string;
  /** The last closed day: days are counted up to it. */
  asOf: CalendarDate;
  status: string;
  oldestUnpaidOn: CalendarDate | null;
  daysPastDue: number;
  delinquentDays: number;
  overdue: ReturnType<typeof overdueText>;
  buckets: Readonly<Record<string, StepView>>;
  classes: Readonly<Record<string, StepView>>;
  episode: Readonly<{ id: string; startedOn: CalendarDate; first: boolean; cutOver: boolean }> | null;
  nextTransitionOn: CalendarDate | null;
  productRules: string;
  /** Only for a restructured loan that is watched. */
  observation?: Readonly<{ requestId: string; from: CalendarDate; earliestEndOn: CalendarDate; policy: string }>;
}>;

/** Worked out from the facts and the dates, not read from what was stored. */
export function viewOf(standing: Standing, days: Days, policies: Policies): StandingView {
  const { loanId, facts, episodes, nextTransitionOn, watch } = standing;
  const inForce = policies.on(days.agedTo, facts.registration?.product ?? '');
  const position = positionOn(facts, inForce.product, days);
  const floor = floorOn(watch?.now ?? null, days, facts, inForce);
  const { buckets, classes } = judge(position, inForce, broughtAlong(facts, episodes.open?.cutOver ?? false), floor);
  return {
    loanId,
    asOf: days.agedTo,
    status: position.status,
    oldestUnpaidOn: position.oldestUnpaidOn,
    daysPastDue: position.daysPastDue,
    delinquentDays: position.delinquentDays,
    overdue: overdueText(position.overdue, facts.currency),
    buckets: stepsOf(inForce.tables, buckets, position, null),
    classes: stepsOf(inForce.schemes, classes, position, floor),
    episode: episodeOf(standing),
    nextTransitionOn,
    productRules: nameOf(inForce.product),
    ...observationOf(standing, inForce),
  };
}

function stepsOf(
  ladders: readonly Ladder[],
  steps: Readonly<Record<string, string>>,
  position: Position,
  floor: Floor | null,
): Record<string, StepView> {
  return Object.fromEntries(
    ladders.map((ladder) => {
      const step = steps[ladder.id] as string;
      return [ladder.id, { step, rule: ruleFired(ladder, position, step, floor), policy: nameOf(ladder) }];
    }),
  );
}

function observationOf({ watch, facts }: Standing, { observation: rules }: InForce): Pick<StandingView, 'observation'> {
  const now = watch?.now ?? null;
  if (now === null || now.endedOn !== null || rules === null) return {};
  const { requestId } = now;
  const dates = { from: fromOf(now), earliestEndOn: earliestEndOn(now, facts, rules) };
  return { observation: { requestId, ...dates, policy: nameOf(rules) } };
}

function episodeOf({ episodes: { open } }: Standing): StandingView['episode'] {
  if (open === null) return null;
  const { id, startedOn, first, cutOver } = open;
  return { id, startedOn, first, cutOver };
}
