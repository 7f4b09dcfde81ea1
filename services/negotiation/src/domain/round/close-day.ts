import { addDays, type CalendarDate } from '@mora/kernel';
import { timelineOf } from '../loan/timeline.js';
import { workWanted } from '../loan/work.js';
import { beginByPolicy } from './begin.js';
import { clearanceDays } from './clearance.js';
import { concluded, over } from './ending.js';
import { settled } from './holds.js';
import { changed, type RoundStep, type Scene, then } from './step.js';
import type { Round, RoundPart } from './types.js';

/** Everything that a day's end means to a negotiation: the only place where it is read how the loan is behind. */
export function closeRoundDay(part: RoundPart, day: CalendarDate, scene: Scene): RoundStep {
  if (part.open === null) return beginByPolicy(part, day, scene);
  const ended = concluded(part, day, scene);
  if (ended.part.open === null) return ended;
  return then(ended, (next) => goesOn(next, day, scene));
}

function goesOn(part: RoundPart, day: CalendarDate, scene: Scene): RoundStep {
  const { open } = part;
  if (open === null) return { part };
  // What is to end by silence has ended before whatever came later; it waits for outreach alone.
  if (open.closing !== null && open.closing.on <= day) {
    return { ...settled(part, day, scene), reviewOn: addDays(day, 1) };
  }
  const outcome = open.state === 'awaiting' ? null : overBy(open, scene);
  if (outcome !== null) return over(part, outcome, day, scene);
  const { episode } = scene.view.parts.arrears;
  const named = open.episodeId === null && episode !== null ? changed(part, { ...open, episodeId: episode.id }) : part;
  const late = then(lateWork(named, day, scene), (next) => clearanceDays(next, day, scene));
  return then(late, (next) => settled(next, day, scene));
}

/** The debt is gone, or the loan is: neither counts against anybody. */
function overBy({ episodeId }: Round, { view: { parts } }: Scene): 'ended' | 'cured' | null {
  if (parts.ledger.status !== 'active') return 'ended';
  return episodeId !== null && parts.arrears.episode?.id !== episodeId ? 'cured' : null;
}

/** Work that is overdue is the bank's: it is told to a supervisor, and fails nobody. */
function lateWork(part: RoundPart, day: CalendarDate, { view }: Scene): RoundStep {
  const { open } = part;
  if (open === null || open.late) return { part };
  if (day < open.dueOn) return { part, reviewOn: open.dueOn };
  const { loanId } = view;
  const { roundId, dueOn, because } = open;
  return {
    part: changed(part, { ...open, late: true }),
    writes: [
      workWanted({ loanId, about: roundId, kind: 'round-late', team: 'supervisor', dueOn, because, openedOn: day }),
      timelineOf('round-late', { roundId, dueOn }, null),
    ],
  };
}
