import { setTimeout as sleep } from 'node:timers/promises';
import {
  DELINQUENCY_STREAM,
  LEDGER_REQUESTS_STREAM,
  LEGAL_STREAM,
  LOAN_STREAM,
  NEGOTIATION_STREAM,
  OUTREACH_STREAM,
} from '@mora/contracts';
import { StageBoard } from '@mora/scenario';
import type { Broker, BrokerAdmin } from '@mora/runtime';
import { Rates } from './rates.js';

/** What a public stream says of a loan. */
export type Said = Readonly<{ type: string; loan: string; businessDate: string; data: unknown }>;
export type Hearer = (said: Said) => unknown;

type Waiting = Readonly<{ rank: number; said: Said }>;

/** What the ledger has booked comes first, then what follows from it, then what was asked of the ledger. */
const STREAMS = [
  LOAN_STREAM,
  DELINQUENCY_STREAM,
  OUTREACH_STREAM,
  NEGOTIATION_STREAM,
  LEGAL_STREAM,
  LEDGER_REQUESTS_STREAM,
];
const LOOK_MS = 5;
/** A broker that does not answer must not stop the bank's days: what it holds back is heard later. */
const LIMIT_MS = 5_000;

/**
 * What anybody sees who reads the public streams: where all loans stand, and how fast something is said. It reads from
 * the earliest record that is kept, as a reader that no run before has been, and keeps nothing but what follows from it.
 */
export class LineTap {
  readonly board = new StageBoard();
  private readonly rates = new Rates(STREAMS.map(shortOf), Date.now());
  private readonly reached = new Map<string, bigint>();
  private readonly waiting: Waiting[] = [];
  private readonly consumer;

  constructor(
    broker: Broker,
    private readonly hearers: readonly Hearer[],
    private readonly onCrash: (error: Error) => void,
  ) {
    this.consumer = broker.consumer(`mora-start-${process.pid}-${Date.now()}`);
  }

  start(): Promise<void> {
    return this.consumer.start(STREAMS, {
      onAssigned: () => undefined,
      onCrash: this.onCrash,
      onRecords: ({ topic, partition, records, highWatermark }) => {
        this.rates.count(shortOf(topic), records.length, Date.now());
        for (const { headers, value } of records) {
          const { ce_type: type = '', ce_subject: loan, ce_businessdate: businessDate = '' } = headers;
          if (loan === undefined) continue;
          const data = JSON.parse(value?.toString('utf8') ?? 'null') as unknown;
          this.waiting.push({ rank: STREAMS.indexOf(topic), said: { type, loan, businessDate, data } });
        }
        const last = records.at(-1);
        const next = last === undefined ? highWatermark : last.offset + 1n;
        this.reached.set(`${topic}/${partition}`, next);
        return Promise.resolve(next);
      },
    });
  }

  /**
   * Reads what has been said up to now, and tells it in the order of business days, on each of them stream by stream:
   * also whoever hears of a hundred days at once has to hear of a court case before the money that came of it.
   */
  async readOn(admin: BrokerAdmin): Promise<void> {
    await this.catchUp(admin);
    const heard = this.waiting.splice(0).sort(inOrder);
    for (const { said } of heard) {
      this.board.hear(said);
      this.hearers.forEach((hear) => hear(said));
    }
  }

  perSecond(): ReturnType<Rates['at']> {
    return this.rates.at(Date.now());
  }

  stop(): Promise<void> {
    return this.consumer.stop();
  }

  private async catchUp(admin: BrokerAdmin): Promise<void> {
    const until = Date.now() + LIMIT_MS;
    const ends = await Promise.all(STREAMS.map(async (topic) => [topic, await admin.watermarks(topic)] as const));
    for (const [topic, partitions] of ends) {
      for (const [partition, { high }] of partitions.entries()) {
        while ((this.reached.get(`${topic}/${partition}`) ?? 0n) < high && Date.now() < until) await sleep(LOOK_MS);
      }
    }
  }
}

const inOrder = (a: Waiting, b: Waiting): number => {
  const days = a.said.businessDate < b.said.businessDate ? -1 : Number(a.said.businessDate > b.said.businessDate);
  return days || a.rank - b.rank;
};

/** `mora.loan.v1` is `loan`. */
const shortOf = (stream: string): string => stream.split('.')[1] ?? stream;
