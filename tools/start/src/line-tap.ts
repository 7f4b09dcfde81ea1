import { DELINQUENCY_STREAM, LEGAL_STREAM, LOAN_STREAM, NEGOTIATION_STREAM, OUTREACH_STREAM } from '@mora/contracts';
import { StageBoard } from '@mora/scenario';
import type { Broker } from '@mora/runtime';
import { Rates } from './rates.js';

const STREAMS = [LOAN_STREAM, DELINQUENCY_STREAM, OUTREACH_STREAM, NEGOTIATION_STREAM, LEGAL_STREAM];

/** What anybody sees who reads the public streams: where all loans stand, and how fast something is said. */
export type LineTap = Readonly<{
  stages: () => ReturnType<StageBoard['counts']>;
  rates: () => ReturnType<Rates['at']>;
  stop: () => Promise<void>;
}>;

/** Reads the public streams from the earliest record that is kept, as a reader that no run before has been. */
export async function tapLine(broker: Broker): Promise<LineTap> {
  const board = new StageBoard();
  const rates = new Rates(STREAMS.map(shortOf), Date.now());
  const consumer = broker.consumer(`mora-start-${process.pid}-${Date.now()}`);
  await consumer.start(STREAMS, {
    onAssigned: () => undefined,
    onCrash: () => undefined, // the summary stands still; the services say themselves what has broken
    onRecords: ({ topic, records, highWatermark }) => {
      rates.count(shortOf(topic), records.length, Date.now());
      for (const { headers, value } of records) {
        const { ce_type: type = '', ce_subject: loan } = headers;
        if (loan !== undefined) board.hear({ type, loan, data: JSON.parse(value?.toString('utf8') ?? 'null') });
      }
      const last = records.at(-1);
      return Promise.resolve(last === undefined ? highWatermark : last.offset + 1n);
    },
  });
  return { stages: () => board.counts(), rates: () => rates.at(Date.now()), stop: () => consumer.stop() };
}

/** `mora.loan.v1` is `loan`. */
const shortOf = (stream: string): string => stream.split('.')[1] ?? stream;
