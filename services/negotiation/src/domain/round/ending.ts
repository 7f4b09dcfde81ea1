import { addDays, type CalendarDate, latest } from '@mora/kernel';
import { holdsOn } from '../loan/held.js';
import { STREAM_OF } from '../loan/parts/elsewhere.js';
import { timelineOf } from '../loan/timeline.js';
import { workDone, workWanted } from '../loan/work.js';
import type { FailReason, LaneAt, Outcome } from '../words.js';
import { roundRow } from './rows.js';
import { changed, type RoundStep, type Scene } from './step.js';
import type { RoundPart } from './types.js';

const KEPT = 20;
const WORK = ['negotiation', 'team-wanted', 'round-late', 'offer-anew'] as const;

/** The negotiation that is open has ended on a day. */
export function over(part: RoundPart, outcome: Outcome, on: CalendarDate, { view, at }: Scene): RoundStep {
  const { open } = part;
  if (open === null) return { part };
  const { roundId, episodeId, legal, policy } = open;
  const { loanId } = view;
  return {
    part: { open: null, closed: [...part.closed, { roundId, episodeId, outcome, on }].slice(-KEPT) },
    writes: [
      roundRow(loanId, open, { outcome, on }),
      ...WORK.map((kind) => workDone({ loanId, about: roundId, kind }, outcome, at.openDay)),
      timelineOf('round-closed', { roundId, outcome, on }, policy),
    ],
    tell: [{ kind: 'round-over', roundId, outcome, on, legal }],
    // At the next close it is looked whether another one is wanted.
    reviewOn: at.openDay,
  };
}

/** It is going to end by silence; what was to end it before another day did so first. */
export function endingBy(part: RoundPart, outcome: FailReason, on: CalendarDate, { at }: Scene): RoundStep {
  const { open } = part;
  if (open === null || (open.closing !== null && open.closing.on <= on)) return { part };
  return { part: changed(part, { ...open, closing: { outcome, on } }), reviewOn: latest(on, at.openDay) };
}

/** Whether all that outreach can say of a day has come, or it has been silent for too long to be waited for. */
export function isSettled(on: CalendarDate, upTo: CalendarDate, { knownUpTo }: LaneAt, silenceDays: number): boolean {
  const known = knownUpTo[STREAM_OF.outreach];
  return known === undefined || known >= on || known < addDays(upTo, -silenceDays);
}

/** What has ended by silence has, once nothing more of its day can come: at the close of a day, or with a mark. */
export function concluded(part: RoundPart, upTo: CalendarDate, scene: Scene): RoundStep {
  const closing = part.open?.closing ?? null;
  if (closing === null || closing.on > upTo) return { part };
  const step = withoutClosing(part, scene);
  if (step.part !== part) return step;
  const { informingSilenceDays } = scene.view.policies.rounds;
  if (!isSettled(closing.on, upTo, scene.at, informingSilenceDays)) return { part };
  return over(part, closing.outcome, closing.on, scene);
}

/** Under a hold nothing runs out: what was to end by silence goes on, and the bank has to offer anew. */
export function withoutClosing(part: RoundPart, { view, at }: Scene): RoundStep {
  const { open } = part;
  const closing = open?.closing ?? null;
  if (open === null || closing === null) return { part };
  const [hold] = holdsOn({ elsewhere: view.parts.elsewhere, round: part }, closing.on);
  if (hold === undefined) return { part };
  const noShows = closing.outcome === 'no-show' ? Math.max(0, open.noShows - 1) : open.noShows;
  const { loanId } = view;
  const anew = { loanId, about: open.roundId, kind: 'offer-anew', openedOn: at.openDay } as const;
  return {
    part: changed(part, { ...open, noShows, closing: null }),
    writes: [
      workWanted({ ...anew, team: 'credit', dueOn: open.dueOn, because: closing.outcome }),
      timelineOf('ending-held', { roundId: open.roundId, outcome: closing.outcome, on: closing.on, ...hold }, null),
    ],
  };
}
