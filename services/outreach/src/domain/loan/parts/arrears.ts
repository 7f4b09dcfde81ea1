import type { CalendarDate } from '@mora/kernel';
import { daysBetween } from '@mora/kernel';
import type { ArrearsFact, EpisodeSaid, Overdue } from '../event.js';
import type { Part, Step, SliceContent } from '../part.js';

export type Episode = Readonly<{
  id: string;
  first: boolean;
  cutOver: boolean;
  startedOn: CalendarDate;
  asOf: CalendarDate;
  oldestUnpaidOn: CalendarDate | null;
  daysPastDue: number;
  overdue: Overdue;
}>;

/** How the loan is behind. Written at facts of the delinquency stream alone. */
export type ArrearsPart = Readonly<{
  /** The one that runs; null where nothing is overdue. */
  episode: Episode | null;
  curedOn: CalendarDate | null;
  /** By table and by scheme; the strategy names whose it reads. */
  buckets: Readonly<Record<string, string>>;
  classes: Readonly<Record<string, string>>;
  grade: string | null;
  held: string | null;
}>;

export const arrearsPart: Part<ArrearsPart> = {
  name: 'arrears',
  start: { episode: null, curedOn: null, buckets: {}, classes: {}, grade: null, held: null },
  on(part, event, _view, { openDay }): Step<ArrearsPart> {
    switch (event.kind) {
      case 'arrears-started':
      case 'bucket':
      case 'class':
      case 'graded':
        return { part: told(part, event), reviewOn: openDay };
      case 'cured':
        if (part.episode?.id !== event.episodeId) return { part };
        return { part: { ...part, episode: null, curedOn: event.asOf }, reviewOn: openDay, stop: 'cured' };
      case 'upstream-held':
        return event.by === 'arrears'
          ? { part: { ...part, held: event.reason }, reviewOn: openDay, stop: 'held' }
          : { part };
      case 'upstream-released':
        return event.by === 'arrears' ? { part: { ...part, held: null }, reviewOn: openDay } : { part };
      default:
        return { part };
    }
  },
  /** A cure is a reason of its own on its day; from the next one on there is simply nothing overdue. */
  tells(part, on): SliceContent {
    const flags = [
      ...(part.episode === null && part.curedOn !== null && part.curedOn >= on ? (['cured'] as const) : []),
      ...(part.held === null ? [] : (['held'] as const)),
    ];
    return { flags, facts: { overdue: part.episode !== null, episodeId: part.episode?.id ?? null } };
  },
};

function told(part: ArrearsPart, event: Exclude<ArrearsFact, { kind: 'cured' }>): ArrearsPart {
  switch (event.kind) {
    case 'arrears-started': {
      const { first, cutOver, asOf } = event;
      return {
        ...part,
        episode: { id: event.episodeId, first, cutOver, startedOn: asOf, ...standing(event) },
        curedOn: null,
      };
    }
    case 'bucket':
      return { ...part, buckets: { ...part.buckets, [event.table]: event.to }, episode: moved(part.episode, event) };
    case 'class':
      return { ...part, classes: { ...part.classes, [event.scheme]: event.to }, episode: moved(part.episode, event) };
    case 'graded':
      return { ...part, grade: event.grade };
  }
}

/** The last bucket of an episode is said when it is over; it says nothing of another one. */
const moved = (episode: Episode | null, event: EpisodeSaid): Episode | null =>
  episode?.id === event.episodeId ? { ...episode, ...standing(event) } : episode;

const standing = ({ asOf, oldestUnpaidOn, daysPastDue, overdue }: EpisodeSaid) => ({
  asOf,
  oldestUnpaidOn,
  daysPastDue,
  overdue,
});

/** How far behind the loan is at the close of a day; nobody says so daily, as nothing else happens. */
export const daysPastDueOn = ({ episode }: ArrearsPart, day: CalendarDate): number =>
  episode === null ? 0 : episode.daysPastDue + Math.max(0, daysBetween(episode.asOf, day));
