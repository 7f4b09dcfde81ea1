import { type CalendarDate, earliest } from '@mora/kernel';
import { readRecord } from '../intake/read-record.js';
import type { Sources } from '../sources/sources.js';

/** What must be known of a file before its first record is taken: the day that it begins with, and whose it is. */
export class FirstLook {
  readonly seen = new Set<string>();
  /** Null where no record can be read. */
  openDay: CalendarDate | null = null;

  constructor(readonly sources: Sources) {}

  at(structured: unknown): void {
    const reading = readRecord(structured, null, this.sources);
    if (reading.kind === 'rejected') return;
    const { record } = reading;
    const booked = record.kind === 'booked';
    const day = booked ? record.booked.bookedOn : (record.close.from ?? record.close.date);
    this.openDay = this.openDay === null ? day : earliest(this.openDay, day);
    this.seen.add(booked ? record.booked.source : record.close.source);
  }
}
