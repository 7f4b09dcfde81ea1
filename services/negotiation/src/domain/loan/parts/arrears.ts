import { addDays, type CalendarDate, daysBetween, earliest } from '@mora/kernel';
import type { Amounts } from '../../words.js';
import type { ArrearsFact, EpisodeSaid } from '../event.js';
import type { Part, Step } from '../part.js';
import { type LedgerPart, pausedDays } from './ledger.js';

export type Episode = Readonly<{
  id: string;
  first: boolean;
  cutOver: boolean;
  /** The day on which it was said first. */
  startedOn: CalendarDate;
  /** The day since which something was unpaid when it was said first: what ended later ended in it. */
  unpaidSince?: CalendarDate;
  /** The close at which it was said last, and how it stood then. */
  asOf: CalendarDate;
  daysPastDue: number;
  oldestUnpaidOn: CalendarDate | null;
  overdue: Amounts;
  /** By table. */
  buckets: Readonly<Record<string, string>>;
}>;

export type CuredBy = Extract<ArrearsFact, { kind: 'cured' }>['by'];

/** How the loan is behind. Written at facts of the delinquency stream alone. */
export type ArrearsPart = Readonly<{
  /** The one that runs; null where nothing is overdue. */
  episode: Episode | null;
  /** By scheme. */
  classes: Readonly<Record<string, string>>;
  grade: string | null;
  /** How the last episode ended. */
  cured: Readonly<{ episodeId: string; by: CuredBy; on: CalendarDate }> | null;
  heldSince: CalendarDate | null;
}>;

export const arrearsPart: Part<ArrearsPart> = {
  name: 'arrears',
  start: { episode: null, classes: {}, grade: null, cured: null, heldSince: null },
  on(part, event, _view, { openDay }): Step<ArrearsPart> {
    switch (event.kind) {
      case 'arrears-started':
      case 'bucket':
      case 'class':
      case 'graded':
      case 'cured': {
        const next = told(part, event);
        return next === part ? { part } : { part: next, reviewOn: openDay };
      }
      case 'upstream-held':
        return event.by === 'arrears' ? { part: { ...part, heldSince: event.since }, reviewOn: openDay } : { part };
      case 'upstream-released':
        return event.by === 'arrears' ? { part: { ...part, heldSince: null }, reviewOn: openDay } : { part };
      default:
        return { part };
    }
  },
};

function told(part: ArrearsPart, event: ArrearsFact): ArrearsPart {
  switch (event.kind) {
    case 'arrears-started': {
      const { episodeId: id, first, cutOver, asOf, oldestUnpaidOn, startedOn } = event;
      const oldest = oldestUnpaidOn ?? asOf;
      // What is unpaid now may be younger than the debt, where the oldest was always paid late.
      const unpaidSince = startedOn === undefined ? oldest : earliest(oldest, addDays(startedOn, -1));
      const since = { startedOn: asOf, unpaidSince };
      return { ...part, episode: { id, first, cutOver, ...since, buckets: {}, ...standing(event) } };
    }
    case 'bucket': {
      const { episode } = part;
      if (episode?.id !== event.episodeId) return part;
      const buckets = { ...episode.buckets, [event.table]: event.to };
      return { ...part, episode: { ...episode, ...standing(event), buckets } };
    }
    case 'class': {
      const { episode } = part;
      const classes = { ...part.classes, [event.scheme]: event.to };
      // The last class of an episode is said when it is over; it says nothing of another one.
      if (episode?.id !== event.episodeId) return { ...part, classes };
      return { ...part, classes, episode: { ...episode, ...standing(event) } };
    }
    case 'cured': {
      const { episodeId, by, asOf: on } = event;
      return part.episode?.id === episodeId ? { ...part, episode: null, cured: { episodeId, by, on } } : part;
    }
    case 'graded':
      return { ...part, grade: event.grade };
  }
}

const standing = ({ asOf, oldestUnpaidOn, daysPastDue, overdue }: EpisodeSaid) => ({
  asOf,
  oldestUnpaidOn,
  daysPastDue,
  overdue,
});

/**
 * How far behind the loan is at the close of a day: nobody says so daily, as nothing else happens. Days in which the
 * ledger let the loan rest do not count.
 */
export function daysPastDueOn({ episode }: ArrearsPart, ledger: Pick<LedgerPart, 'pauses'>, day: CalendarDate): number {
  if (episode === null) return 0;
  const since = Math.max(0, daysBetween(episode.asOf, day));
  return episode.daysPastDue + since - pausedDays(ledger, episode.asOf, day);
}

export const totalOf = ({ principal, interest, fee, penalty }: Amounts): number => principal + interest + fee + penalty;
