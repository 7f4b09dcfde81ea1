import { DELINQUENCY_STREAM, LEDGER_STREAM, LOAN_STREAM } from '@mora/contracts';

const DAY_MS = 86_400_000;

/** What a stream promises beside its events (docs/adr: streams and keys, partitions and retention). */
export type Topic = Readonly<{
  /** The channel's name in the AsyncAPI document. */
  channel: string;
  stream: string;
  title: string;
  description: string;
  publisher: string;
  readers: readonly string[];
  key: string;
  partitions: number;
  retentionMs: number;
}>;

const PARTITIONS = 12;
const RETENTION_MS = 400 * DAY_MS;

export const TOPICS: readonly Topic[] = [
  {
    channel: 'ledgerEvents',
    stream: LEDGER_STREAM,
    title: 'What ledgers booked, in their own order',
    description:
      'The door for ledgers that speak Kafka. A ledger keys its records as it likes; one loan stays in one partition.',
    publisher: 'ledger',
    readers: ['ingestion'],
    key: "As the ledger likes; the ledger's own loan id keeps a loan in order.",
    partitions: PARTITIONS,
    retentionMs: 14 * DAY_MS,
  },
  {
    channel: 'loan',
    stream: LOAN_STREAM,
    title: 'Canonical facts of loans, and the marks of closed days',
    description: 'Every partition carries one mark for each closed day, in order with the facts around it.',
    publisher: 'ingestion',
    readers: ['delinquency-classification'],
    key: 'The loan, as `tenant:ledger loan id`; a mark has none.',
    partitions: PARTITIONS,
    retentionMs: RETENTION_MS,
  },
  {
    channel: 'delinquency',
    stream: DELINQUENCY_STREAM,
    title: 'How overdue each loan is, and every change of it',
    description: 'Co-partitioned with the loan stream; a mark follows all that its day brought about.',
    publisher: 'delinquency-classification',
    readers: [],
    key: 'The loan, as `tenant:ledger loan id`; a mark has none.',
    partitions: PARTITIONS,
    retentionMs: RETENTION_MS,
  },
];

/** `topic partitions retention.ms`, a line each, as deploy/topics/create-topics.sh reads it. */
export const topicList = (): string =>
  TOPICS.map(({ stream, partitions, retentionMs }) => `${stream} ${partitions} ${retentionMs}\n`).join('');
