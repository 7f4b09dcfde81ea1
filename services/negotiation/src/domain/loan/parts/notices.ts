import { type CalendarDate, calendarDate } from '@mora/kernel';
import type { Said } from '../part.js';

export type NoticeState = 'open' | 'sent' | 'delivered' | 'failed' | 'lapsed' | 'refused';

/** What has become of our notices, as far as outreach has said. */
export type Notices = Readonly<{
  /** Ours that outreach was asked to send, by request. */
  notices: Readonly<Record<string, NoticeState>>;
  /** Of which day its answers are. */
  answeredOn?: Readonly<Record<string, CalendarDate>>;
  /** The last request by which the borrower was asked for documents. */
  documentsNotice: string | null;
}>;

const MOST_NOTICES = 20;

const DOCUMENTS = 'negotiation-documents-wanted';

/** The notices that leave with an event are open from then on. */
export function noticesAsked<P extends Notices>(part: P, said: readonly Said[]): P {
  const asked = said
    .filter(({ type }) => type === 'notice-requested')
    .map(({ data }) => data as Readonly<{ requestId: string; template: string }>);
  if (asked.length === 0) return part;
  const open = asked.map(({ requestId }) => [requestId, 'open' as const] as const);
  const documents = asked.findLast(({ template }) => template === DOCUMENTS);
  return {
    ...part,
    notices: Object.fromEntries([...Object.entries(part.notices), ...open].slice(-MOST_NOTICES)),
    documentsNotice: documents?.requestId ?? part.documentsNotice,
  };
}

type Answer = Readonly<{ requestId: string; outcome: NoticeState; on: CalendarDate }>;

/** What outreach answers to a request of ours; of those that are no longer kept the day is not kept either. */
export function noticeAnswered<P extends Notices>(part: P, { requestId, outcome, on }: Answer): P {
  if (part.notices[requestId] === undefined) return part;
  const notices = { ...part.notices, [requestId]: outcome };
  const days = Object.entries({ ...part.answeredOn, [requestId]: on });
  return { ...part, notices, answeredOn: Object.fromEntries(days.filter(([id]) => notices[id] !== undefined)) };
}

const NEVER_CAME: readonly (NoticeState | undefined)[] = ['failed', 'lapsed', 'refused'];

/** An answer that was saved without its day has been there for long. */
const LONG_AGO = calendarDate('1970-01-01');

/**
 * The day on which outreach has said that a notice of ours has reached nobody. It may be a day that is not closed here:
 * which of the two closes it first is luck, and what is judged as of a day goes by the days up to that one.
 */
export const neverCameOn = ({ notices, answeredOn }: Notices, requestId: string): CalendarDate | null =>
  NEVER_CAME.includes(notices[requestId]) ? (answeredOn?.[requestId] ?? LONG_AGO) : null;

/** The day on which it was said that the borrower was never asked for the documents that are wanted. */
export const neverAskedOn = (part: Notices): CalendarDate | null =>
  part.documentsNotice === null ? null : neverCameOn(part, part.documentsNotice);
