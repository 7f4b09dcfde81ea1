import type { LoanView, Step } from '../loan/part.js';
import type { CutOverPast } from '../plans/commands.js';
import { tallied, withClosing } from './consecutive.js';
import { roundClosing } from './round-closing.js';
import { closedSaid } from './says.js';
import type { TallyPart } from './types.js';

/** What ended before Mora counts from its own day on, in the episode that runs now. */
export function imported(part: TallyPart, past: CutOverPast, view: LoanView): Step<TallyPart> {
  if (past.what === 'plan') return { part };
  const { roundId, outcome, closedOn: on } = past;
  const ended = roundClosing({ kind: 'round-over', roundId, outcome, on, legal: null }, view);
  const closing = { ...ended, episodeId: view.parts.arrears.episode?.id ?? null };
  const closings = withClosing(part.closings, closing);
  return { part: tallied(closings, view), ...closedSaid(closings, closing, 'imported', view) };
}
