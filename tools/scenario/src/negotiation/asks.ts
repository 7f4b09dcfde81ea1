import type { CalendarDate } from '@mora/kernel';
import { type LedgerAsk, readAsk } from '@mora/ledger-simulator';
import { look, type NegotiationDoors } from './doors.js';

const LEDGER = { subject: 'simulated-bank', role: 'ledger-client' };
const PAGE = 1_000;

type Line = Readonly<{ loan: string; type: string; askedOn: CalendarDate; body: unknown }>;
type Page = Readonly<{ requests: readonly Line[]; next: string }>;

/** What the ledger is asked, read at the door that a ledger without a broker reads; from the first one after a restart. */
export class AskReader {
  private readonly all: LedgerAsk[] = [];
  private after = '0';

  constructor(private readonly doors: NegotiationDoors) {}

  /** All that has been read. */
  readonly asks = (): readonly LedgerAsk[] => this.all;

  async readOn(): Promise<void> {
    for (;;) {
      const path = `/v1/ledger-requests?after=${this.after}&limit=${PAGE}`;
      const { status, body } = await look<Page>(this.doors, path, LEDGER);
      if (status !== 200) throw new Error(`${path} answers ${status}`);
      this.all.push(...body.requests.map(askOf));
      this.after = body.next;
      if (body.requests.length < PAGE) return;
    }
  }
}

const askOf = ({ loan, type, askedOn, body }: Line): LedgerAsk =>
  readAsk({ type: `mora.ledger-request.${type}.v1`, subject: loan, businessDate: askedOn, data: body });
