import {
  DELINQUENCY_STREAM,
  LEDGER_REQUESTS_STREAM,
  LEGAL_STREAM,
  LOAN_STREAM,
  NEGOTIATION_STREAM,
  OUTREACH_ANSWERS_STREAM,
  OUTREACH_STREAM,
} from '@mora/contracts';
import type { LogRecord } from '../checker/log.js';
import type { StreamLog } from '../stream-log.js';

/** What the ledger has booked comes first, then what follows from it, then what was asked of the ledger. */
export const LINE_STREAMS = [
  LOAN_STREAM,
  DELINQUENCY_STREAM,
  OUTREACH_ANSWERS_STREAM,
  OUTREACH_STREAM,
  NEGOTIATION_STREAM,
  LEGAL_STREAM,
  LEDGER_REQUESTS_STREAM,
];

/** Reads on in a log that grows, and never twice. In which order two streams speak is nobody's promise: here it is fixed. */
export class DayLog {
  private readonly read = new Map<string, number>();

  constructor(private readonly log: StreamLog) {}

  /** What was said since the last call, stream by stream, each partition in its order. */
  async readOn(): Promise<readonly LogRecord[]> {
    const places = [...(await this.log.byPlace())].toSorted(([a], [b]) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1));
    return places.flatMap(([place, records]) => {
      const from = this.read.get(place) ?? 0;
      this.read.set(place, records.length);
      return records.slice(from);
    });
  }
}

const rankOf = (place: string): number => LINE_STREAMS.indexOf(place.slice(0, place.lastIndexOf('/')));
