import {
  legalOutreachHoldLifted,
  legalOutreachHoldSet,
  loanStatusChanged,
  negotiationPlanActivated,
  negotiationPlanBroken,
  negotiationPlanCompleted,
  negotiationPlanEnded,
  outreachComplaintClosed,
  outreachComplaintRaised,
  outreachDisputeClosed,
  outreachDisputeRaised,
  outreachHardshipReported,
  outreachQuestionAnswered,
  outreachQuestionAsked,
  outreachSubjectHeld,
  outreachSubjectReleased,
  outreachVulnerabilityCleared,
  outreachVulnerabilityFlagged,
} from '@mora/contracts';
import type { LogRecord } from './log.js';

/** Something that restrains contact, from an instant on, until another. */
type Span = { readonly flag: string; readonly id: string; readonly from: number; to: number };

/** What restrains contact with each loan and each person, as the log tells it. */
export class FlagBook {
  private readonly spans = new Map<string, Span[]>();

  constructor(readonly hardshipDays: number) {}

  raise(whose: string, flag: string, id: string, from: number, to = Infinity): void {
    const known = this.spans.get(whose) ?? [];
    this.spans.set(whose, known);
    known.push({ flag, id, from, to });
  }

  lower(whose: string, flag: string | null, id: string, to: number): void {
    for (const span of this.spans.get(whose) ?? []) {
      if (span.id === id && (flag === null || span.flag === flag) && span.to === Infinity) span.to = to;
    }
  }

  /** What was up before that instant and still was at it. */
  at(whose: string, at: number): readonly string[] {
    return (this.spans.get(whose) ?? []).filter(({ from, to }) => from < at && at < to).map(({ flag }) => flag);
  }
}

/** What any of these records may hold; each is checked by its contract where it is read. */
type Said = Readonly<{
  [name: string]: unknown;
  personId: string;
  written: boolean;
  effects: readonly string[];
  legal: readonly string[];
  status: string;
}>;
type Turn = (book: FlagBook, record: LogRecord, data: Said) => void;

const opens =
  (id: string, ...flags: readonly string[]): Turn =>
  (book, { loan, time }, data) =>
    flags.forEach((flag) => book.raise(loan, flag, String(data[id]), time));

const closes =
  (id: string): Turn =>
  (book, { loan, time }, data) =>
    book.lower(loan, null, String(data[id]), time);

const PERSON = 'person';
const DAY_MS = 86_400_000;

/** What each kind of record raises or lowers. That paying has become hard is believed for some days, which no record ends. */
const TURNS: Readonly<Record<string, Turn>> = {
  [outreachDisputeRaised.type]: (book, record, data) =>
    opens('disputeId', 'dispute', ...(data.written ? ['written-dispute'] : []))(book, record, data),
  [outreachDisputeClosed.type]: closes('disputeId'),
  [outreachComplaintRaised.type]: opens('complaintId', 'complaint'),
  [outreachComplaintClosed.type]: closes('complaintId'),
  [outreachQuestionAsked.type]: opens('questionId', 'question-open'),
  [outreachQuestionAnswered.type]: closes('questionId'),
  [outreachHardshipReported.type]: (book, { loan, time }) =>
    book.raise(loan, 'vulnerable', 'hardship', time, time + book.hardshipDays * DAY_MS),
  [negotiationPlanActivated.type]: opens('planId', 'plan-active'),
  [negotiationPlanBroken.type]: closes('planId'),
  [negotiationPlanCompleted.type]: closes('planId'),
  [negotiationPlanEnded.type]: closes('planId'),
  [legalOutreachHoldSet.type]: opens('holdId', 'legal-hold'),
  [legalOutreachHoldLifted.type]: closes('holdId'),
  [outreachSubjectHeld.type]: (book, { loan, time }) => book.raise(loan, 'held', 'held', time),
  [outreachSubjectReleased.type]: (book, { loan, time }) => book.lower(loan, 'held', 'held', time),
  [loanStatusChanged.type]: (book, { loan, time }, { status }) => {
    if (status === 'active') book.lower(loan, 'closed', 'status', time);
    else book.raise(loan, 'closed', 'status', time);
  },
  [outreachVulnerabilityFlagged.type]: (book, { time }, data) => {
    for (const flag of flagsOf(data)) book.raise(data.personId, flag, PERSON, time);
  },
  [outreachVulnerabilityCleared.type]: (book, { time }, data) => {
    for (const flag of flagsOf(data)) book.lower(data.personId, flag, PERSON, time);
  },
};

const STOPPING = ['deceased', 'bankrupt', 'moratorium'];

/** Why somebody is to be spared is not published: what follows, and what of it the law names. Who is just to be left alone has said so. */
function flagsOf({ effects, legal }: Said): readonly string[] {
  const isLeftAlone = effects.includes('stop') && !legal.some((flag) => STOPPING.includes(flag));
  return [...legal, ...(effects.includes('human-only') ? ['vulnerable'] : []), ...(isLeftAlone ? ['cease'] : [])];
}

/** In the order of their instants, since plans, holds and words come on streams of their own. */
export function flagsIn(records: readonly LogRecord[], hardshipDays: number): FlagBook {
  const book = new FlagBook(hardshipDays);
  for (const record of records.filter(({ type }) => type in TURNS).toSorted((a, b) => a.time - b.time)) {
    TURNS[record.type]?.(book, record, record.data as Said);
  }
  return book;
}
