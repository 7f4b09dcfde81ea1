import { calendarDate } from '@mora/kernel';
import { type LedgerAsk, readAsk } from '@mora/ledger-simulator';
import type { LogRecord } from '../checker/log.js';

const PREFIX = 'mora.ledger-request.';

/** What the ledger was asked, as it hears it on the stream of asks. */
export class HeardAsks {
  private readonly all: LedgerAsk[] = [];

  readonly asks = (): readonly LedgerAsk[] => this.all;

  hear({ type, loan, businessDate, data }: Omit<LogRecord, 'time'>): void {
    if (!type.startsWith(PREFIX)) return;
    this.all.push(readAsk({ type, subject: loan, businessDate: calendarDate(businessDate), data }));
  }
}
