import type { LoanView, Part, Step } from '../loan/part.js';
import { grantsInterest, lastPerformBy } from '../proceedings/last-day.js';
import type { LaneAt } from '../words.js';
import type { ClockCommand } from './commands.js';
import { folded, isWatched } from './folded.js';
import { said } from './said.js';
import type { Act, ClockPart } from './types.js';

/**
 * The periods of a loan. They are folded anew at the close of a day and by commands only: a fact of any stream waits for
 * the close, so that its order among the others of the day does not matter.
 */
export const clockPart: Part<ClockPart> = {
  name: 'clock',
  start: {
    open: false,
    clocks: [],
    acts: [],
    obstacles: [],
    guarantees: [],
    acceleratedOn: null,
    titles: [],
    moved: [],
    alerted: [],
    asked: [],
    demand: null,
    nextDate: null,
  },
  on(part, event, view, at): Step<ClockPart> {
    switch (event.kind) {
      case 'day-closed': {
        const open = isWatched(view.parts);
        return folded(open === part.open ? part : { ...part, open }, view, event.day);
      }
      case 'record-act':
      case 'act-ended':
      case 'void-act':
      case 'obstacle':
      case 'obstacle-ended':
      case 'accelerate':
      case 'void-acceleration':
      case 'guarantee-term':
      case 'demand':
      case 'recompute':
        return byCommand(part, event, view, at);
      default:
        return { part };
    }
  },
  hear(part, inner, view, { openDay }): Step<ClockPart> {
    if (inner.kind === 'act') return folded(withAct(part, inner.act), view, openDay);
    if (inner.kind === 'title-void') return folded(withoutTitle(part, inner.judgmentId), view, openDay);
    if (inner.kind !== 'title-final') return { part };
    const { judgmentId, proceedingId } = inner.judgment;
    const others = part.titles.filter((title) => title.judgmentId !== judgmentId);
    const { proceedings } = view.parts.proceedings;
    const sued = proceedings.find((one) => one.proceedingId === proceedingId);
    const title = {
      judgmentId,
      lastPerformBy: lastPerformBy(inner.judgment),
      ...(sued?.against === 'guarantor' && { against: 'guarantor' as const }),
      ...(sued?.partial === true && { partial: true as const }),
      ...(grantsInterest(inner.judgment) && { interest: true as const }),
    };
    return folded({ ...part, titles: [...others, title] }, view, openDay);
  },
};

const withoutTitle = (part: ClockPart, judgmentId: string): ClockPart => ({
  ...part,
  titles: part.titles.filter((title) => title.judgmentId !== judgmentId),
});

/** The same act again is as it is told last: a proceeding that has ended tells its end. */
const withAct = (part: ClockPart, act: Act): ClockPart => ({
  ...part,
  acts: [...part.acts.filter(({ actId }) => actId !== act.actId), act],
});

function byCommand(part: ClockPart, command: ClockCommand, view: LoanView, { openDay }: LaneAt): Step<ClockPart> {
  const taken = said(part, command, view, openDay);
  if (typeof taken === 'string') return { part, refuse: { because: taken } };
  const step = folded(taken.part, view, openDay);
  return {
    ...step,
    said: [...(taken.said ?? []), ...(step.said ?? [])],
    writes: [...(taken.writes ?? []), ...(step.writes ?? [])],
  };
}
