import { outreachNoticeSent } from '@mora/contracts';
import { addDays, calendarDate, type CalendarDate } from '@mora/kernel';
import type { Behaviour } from '@mora/ledger-simulator';
import type { LogRecord } from '../checker/log.js';
import { type Doors, post } from '../requests.js';
import { paperOf } from './papers.js';
import { LAWYER } from './people.js';

/** Letters that the law asks for are sent with a receipt, and most of them arrive. */
const ARRIVES_OF_THOUSAND = 930;
const DAYS = { least: 2, most: 6 } as const;

type Letter = Readonly<{ noticeId: string; arrivesOn: CalendarDate }>;

/** The post, and who writes down at the bank what it says: no provider tells of a letter. */
export class Post {
  private letters: readonly Letter[] = [];

  constructor(
    private readonly doors: Doors,
    private readonly behaviour: Behaviour,
  ) {}

  hear({ type, loan, businessDate, data }: Pick<LogRecord, 'type' | 'loan' | 'businessDate' | 'data'>): void {
    if (type !== outreachNoticeSent.type) return;
    const { noticeId, channel, purpose } = data as Readonly<{ noticeId: string; channel: string; purpose: string }>;
    if (channel !== 'letter' || purpose !== 'statutory-notice') return;
    const on = calendarDate(businessDate);
    if (!this.behaviour.happens('arrives', noticeId, on, ARRIVES_OF_THOUSAND)) return;
    const days = this.behaviour.lasts('on-its-way', loan, on, DAYS.least, DAYS.most);
    this.letters = [...this.letters, { noticeId, arrivesOn: addDays(on, days) }];
  }

  /** Receipts of all letters that have arrived by the morning of a day. Answers whether there was any. */
  async workOn(on: CalendarDate): Promise<boolean> {
    const here = this.letters.filter(({ arrivesOn }) => arrivesOn <= on);
    this.letters = this.letters.filter(({ arrivesOn }) => arrivesOn > on);
    for (const { noticeId, arrivesOn } of here) {
      const { id: proof } = paperOf('receipt-of-the-post', noticeId);
      const at = `${arrivesOn}T09:00:00+08:00`;
      const said = { outcome: 'delivered', at, proof, because: 'receipt-of-the-post' };
      await post(this.doors, `/v1/notices/${noticeId}/settle`, said, LAWYER.subject, LAWYER.role);
    }
    return here.length > 0;
  }
}
