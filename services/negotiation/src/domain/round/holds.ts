import { addDays, type CalendarDate, earliest } from '@mora/kernel';
import { holdsOn } from '../loan/held.js';
import { timelineOf } from '../loan/timeline.js';
import type { Scene, RoundStep } from './step.js';
import { changed, ofRound } from './step.js';
import { ownHolds } from './own-holds.js';
import type { Round, RoundPart } from './types.js';

/**
 * Says which holds are new and which are over on a day; the first one stops every term, the last one that is lifted
 * lets them run on.
 */
export function synced(part: RoundPart, on: CalendarDate, scene: Scene): RoundStep {
  const { open } = part;
  if (open === null) return { part };
  const now = holdsOn({ elsewhere: scene.view.parts.elsewhere, round: part }, on);
  const fresh = now.filter(({ holdId }) => !open.held.some((known) => known.holdId === holdId));
  const gone = open.held.filter(({ holdId }) => !now.some((hold) => hold.holdId === holdId));
  if (fresh.length === 0 && gone.length === 0) return { part };
  const round: Round = { ...open, held: now.map(({ holdId, kind }) => ({ holdId, kind })) };
  const of = ofRound(open);
  return {
    part: changed(part, round),
    said: [
      ...fresh.map((hold) => ({ type: 'hold-set', data: { ...hold, ...of } })),
      ...gone.map((hold) => ({ type: 'hold-lifted', data: { ...hold, ...of } })),
    ],
    writes: [
      ...fresh.map(({ holdId, kind, until }) => timelineOf('hold-set', { holdId, kind, until }, null)),
      ...gone.map(({ holdId, kind }) => timelineOf('hold-lifted', { holdId, kind }, null)),
    ],
    tell: pauseTold(open, now.length, scene),
  };
}

function pauseTold({ held }: Round, count: number, { view }: Scene): NonNullable<RoundStep['tell']> {
  if (held.length === 0 && count > 0) return [{ kind: 'paused' }];
  const leastDays = view.policies.rounds.minDaysAfterHold;
  return held.length > 0 && count === 0 ? [{ kind: 'resumed', leastDays }] : [];
}

/** The bank's own delays as of a day, what is held from the next one on, and when that changes by itself. */
export function settled(
  part: RoundPart,
  day: CalendarDate,
  scene: Scene,
  heldOn: CalendarDate = addDays(day, 1),
): RoundStep {
  const { open } = part;
  if (open === null) return { part };
  const { holds, next } = ownHolds(open, day, scene);
  const own = holds === open.holds ? part : changed(part, { ...open, holds });
  const step = synced(own, heldOn, scene);
  const edges = scene.view.parts.elsewhere.holds.flatMap(({ from, until }) => [
    from,
    ...(until === null ? [] : [addDays(until, 1)]),
  ]);
  // What begins or ends on a day is settled at the close of the day before.
  const looks = [...edges.map((edge) => addDays(edge, -1)), ...next].filter((look) => look > day);
  const [first, ...others] = looks;
  if (first === undefined) return step;
  return { ...step, reviewOn: others.reduce(earliest, first) };
}
