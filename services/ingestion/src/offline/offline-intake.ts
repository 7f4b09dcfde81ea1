import { dayClosed } from '@mora/contracts';
import { addDays, type CalendarDate, earliest } from '@mora/kernel';
import { payloadHash } from '@mora/runtime';
import { isEarly } from '../domain/early.js';
import type { LoanIntake } from '../domain/loan-intake.js';
import { take } from '../domain/take.js';
import { announcementOf } from '../handlers/announce.js';
import { type Canonical, readRecord } from '../intake/read-record.js';
import type { Rejection } from '../intake/rejection.js';
import type { Source } from '../sources/source.js';
import type { Sources } from '../sources/sources.js';
import type { FirstLook } from './first-look.js';
import { OfflineDays } from './offline-days.js';

/** A fact of the loan stream in structured form; a mark has no subject. */
export type OfflineEvent = Readonly<{
  specversion: '1.0';
  id: string;
  type: string;
  subject?: string;
  businessdate: CalendarDate;
  data: object;
}>;
/** A fact or a mark, or what was not taken, with the line of the record that it comes from. */
export type OfflineSaid = Readonly<{ line: number }> &
  (Readonly<{ event: OfflineEvent }> | Readonly<{ loanId: string | null; rejected: Rejection }>);

type Booked = Extract<Canonical, { kind: 'booked' }>;
type Line = Readonly<{ line: number; record: Booked; waited: boolean }>;

/**
 * The intake without a server: records of ledgers in, facts of loans and marks out, by the same rules. A day closes
 * when every source of the file has closed it with figures that agree. No time passes, so no gap expires.
 */
export class OfflineIntake {
  private openDay: CalendarDate;
  private readonly sources: Sources;
  private readonly days: OfflineDays;
  private readonly loans = new Map<string, LoanIntake>();
  private readonly seen = new Map<string, Buffer>();
  private readonly early = new Map<CalendarDate, Line[]>();
  private readonly waitsFor = new Map<string, readonly CalendarDate[]>();

  constructor({ sources, seen }: FirstLook, openDay: CalendarDate) {
    this.openDay = openDay;
    this.sources = sources;
    this.days = new OfflineDays(sources.all.filter(({ id }) => seen.has(id)));
  }

  /** What has not been told when the file has ended: loans behind a gap, records of days that have not opened. */
  get left(): Readonly<{ openDay: CalendarDate; gaps: number; early: number }> {
    const gaps = [...this.loans.values()].filter(({ gapSince }) => gapSince !== null).length;
    const early = [...this.early.values()].reduce((sum, lines) => sum + lines.length, 0);
    return { openDay: this.openDay, gaps, early };
  }

  /** Takes one record of a ledger. */
  *take(structured: unknown, line: number): Iterable<OfflineSaid> {
    const reading = readRecord(structured, null, this.sources);
    if (reading.kind === 'rejected') return yield { line, loanId: null, rejected: reading.rejection };
    const { record } = reading;
    const seen = this.seenBefore(record, payloadHash(JSON.stringify(structured)));
    if (seen === 'conflict') yield refused(line, record.subject, seen, 'id came before with another body');
    if (seen !== 'new') return;
    if (record.kind === 'closed') this.days.note(record.close, this.openDay);
    else yield* this.booked({ line, record, waited: false });
    yield* this.closeWhile(line, () => this.days.mayClose(this.openDay));
  }

  /** A mark that stands in the file closes all days through its own, whatever the sources say. */
  closeThrough(day: CalendarDate, line: number): Iterable<OfflineSaid> {
    return this.closeWhile(line, () => this.openDay <= day);
  }

  private seenBefore(record: Canonical, hash: Buffer): 'new' | 'duplicate' | 'conflict' {
    const { source, eventId } = record.kind === 'closed' ? record.close : record.booked;
    const before = this.seen.get(`${source}:${eventId}`);
    if (before !== undefined) return before.equals(hash) ? 'duplicate' : 'conflict';
    this.seen.set(`${source}:${eventId}`, hash);
    return 'new';
  }

  private *booked(one: Line): Iterable<OfflineSaid> {
    const { booked, subject } = one.record;
    const { bookedOn } = booked;
    const others = this.waitsFor.get(subject) ?? [];
    const othersWaitFor = others.length === 0 ? null : others.reduce(earliest);
    if (!isEarly({ bookedOn, waited: false, othersWaitFor }, this.openDay)) return yield* this.takeNow(one);
    this.days.count(one.record);
    this.waitsFor.set(subject, [...others, bookedOn]);
    const ofDay = this.early.get(bookedOn) ?? [];
    ofDay.push({ ...one, waited: true });
    this.early.set(bookedOn, ofDay);
  }

  private *takeNow({ line, record, waited }: Line): Iterable<OfflineSaid> {
    const { booked, subject } = record;
    const { terms } = this.sources.find(booked.source) as Source; // a record that was read is of one that is known
    const decision = take(this.loans.get(subject) ?? null, booked, { openDay: this.openDay, terms });
    if (decision.kind === 'refused') return yield refused(line, subject, decision.because, decision.detail);
    this.loans.set(subject, decision.next);
    if (!waited) this.days.count(record);
    for (const [nth, said] of decision.said.entries()) {
      const { type, data } = announcementOf(said);
      const id = `${booked.source}:${booked.eventId}:${nth}`;
      yield { line, event: { specversion: '1.0', id, type, subject, businessdate: this.openDay, data } };
    }
  }

  /** One mark closes all days since the one before, as long as nothing is taken between them. */
  private *closeWhile(line: number, goesOn: () => boolean): Iterable<OfflineSaid> {
    let closed: CalendarDate | null = null;
    while (goesOn()) {
      closed = this.openDay;
      this.openDay = addDays(this.openDay, 1);
      if (!this.early.has(this.openDay)) continue;
      yield this.mark(closed, line);
      closed = null;
      yield* this.takeEarly(this.openDay);
    }
    if (closed !== null) yield this.mark(closed, line);
  }

  private *takeEarly(day: CalendarDate): Iterable<OfflineSaid> {
    const lines = this.early.get(day) ?? [];
    this.early.delete(day);
    for (const one of lines) {
      const others = (this.waitsFor.get(one.record.subject) ?? []).filter((waits) => waits !== day);
      this.waitsFor.set(one.record.subject, others);
      yield* this.takeNow(one);
    }
  }

  private mark(date: CalendarDate, line: number): OfflineSaid {
    const { type, data } = dayClosed.of({ date, calendar: this.sources.calendar });
    return { line, event: { specversion: '1.0', id: `day:${date}`, type, businessdate: date, data } };
  }
}

const refused = (line: number, loanId: string, reason: string, message: string): OfflineSaid => ({
  line,
  loanId,
  rejected: { stage: 'rules', reason, field: '', message },
});
