import type { CalendarDate } from '@mora/kernel';
import type { LoanView, Step } from '../loan/part.js';
import type { CutOverPast } from '../plans/commands.js';
import { tallied, withClosing } from './consecutive.js';
import { roundClosing } from './round-closing.js';
import { closedSaid } from './says.js';
import type { Closing, TallyPart } from './types.js';

type Running = Readonly<{ id: string; startedOn: CalendarDate; unpaidSince?: CalendarDate }> | null;

/**
 * What ended before Mora is kept with its own day. Which episode it lies in is not asked here: the record of the
 * delinquency stream may come later than this one, and the count must be the same.
 */
export function imported(part: TallyPart, past: CutOverPast, view: LoanView, openDay: CalendarDate): Step<TallyPart> {
  if (past.what === 'plan') return { part };
  const { roundId, outcome, closedOn: on } = past;
  const ended = roundClosing({ kind: 'round-over', roundId, outcome, on, legal: null }, view);
  const closings = withClosing(part.closings, { ...ended, episodeId: null, imported: 'new' });
  return { part: tallied(closings, view), reviewOn: openDay };
}

/** What was imported belongs to the episode that runs if it ended in it; what ended before it began counts no more. */
export function adopted(closings: readonly Closing[], episode: Running): readonly Closing[] {
  if (episode === null) return closings;
  const { startedOn, unpaidSince = startedOn } = episode;
  const isOf = ({ imported: isImported, episodeId, on }: Closing): boolean =>
    isImported !== undefined && episodeId === null && on > unpaidSince;
  if (!closings.some(isOf)) return closings;
  return closings.map((one) => (isOf(one) ? { ...one, episodeId: episode.id } : one));
}

/** At the close, when both streams are known up to its day: found, and told once. */
export function importedTold(part: TallyPart, view: LoanView): Step<TallyPart> {
  const closings = adopted(part.closings, view.parts.arrears.episode);
  const fresh = closings.filter((one) => one.imported === 'new');
  if (closings === part.closings && fresh.length === 0) return { part };
  const told = closings.map((one) => (one.imported === 'new' ? { ...one, imported: 'told' as const } : one));
  return {
    part: tallied(told, view),
    said: fresh.flatMap((one) => (one.roundId === null ? [] : closedSaid(told, one, 'imported', view).said)),
  };
}
