import { addDays } from '@mora/kernel';
import type { LoanView, Part } from '../loan/part.js';
import type { CutOverPast } from '../plans/commands.js';
import type { LaneAt } from '../words.js';
import { asked } from './asked.js';
import { beginByHand } from './begin.js';
import { closeRoundDay } from './close-day.js';
import { concluded } from './ending.js';
import { heard } from './heard.js';
import { synced } from './holds.js';
import type { RoundStep } from './step.js';
import type { RoundPart } from './types.js';

/** The negotiation of a loan: at most one is open. */
export const roundPart: Part<RoundPart> = {
  name: 'round',
  start: { open: null, closed: [] },
  on(part, event, view, at): RoundStep {
    const scene = { view, at };
    switch (event.kind) {
      case 'day-closed':
        return closeRoundDay(part, event.day, scene);
      case 'known':
        return concluded(part, addDays(at.openDay, -1), scene);
      case 'open':
        return beginByHand(part, event, scene);
      case 'assign':
      case 'reason':
      case 'appointment':
      case 'appointment-outcome':
      case 'close-round':
        return asked(part, event, scene);
      case 'dispute-raised':
      case 'dispute-closed':
      case 'vulnerable':
      case 'not-vulnerable':
      case 'hold':
      case 'lift':
        return synced(part, at.openDay, scene);
      case 'cut-over':
        return imported(part, event.past, at);
      default:
        return { part };
    }
  },
  hear: (part, inner, view: LoanView, at: LaneAt) => heard(part, inner, { view, at }),
};

/** What ended before Mora. */
function imported(part: RoundPart, past: CutOverPast, { openDay }: LaneAt): RoundStep {
  if (past.what === 'plan') return { part };
  const { roundId, outcome, closedOn: on } = past;
  if (on > openDay) return { part, refuse: { because: 'in-the-future' } };
  if (part.closed.some((known) => known.roundId === roundId)) return { part, refuse: { because: 'already-imported' } };
  const closed = [...part.closed, { roundId, episodeId: null, outcome, on }];
  return { part: { ...part, closed: closed.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)) } };
}
