import {
  DELINQUENCY_STREAM,
  LEDGER_REQUESTS_STREAM,
  LEDGER_STREAM,
  LEGAL_STREAM,
  LOAN_STREAM,
  NEGOTIATION_STREAM,
  OUTREACH_ANSWERS_STREAM,
  OUTREACH_STREAM,
  OUTREACH_WANTED_STREAM,
  PARTIES_STREAM,
} from '@mora/contracts';

const DAY_MS = 86_400_000;

/** What a stream promises beside its events (docs/adr: streams and keys, partitions and retention). */
export type Topic = Readonly<{
  /** The channel's name in the AsyncAPI document. */
  channel: string;
  stream: string;
  title: string;
  description: string;
  publishers: readonly string[];
  readers: readonly string[];
  key: string;
  partitions: number;
  retentionMs: number;
  /** Between lanes of one service; nobody else reads it, and it may change with any version. */
  internal?: true;
}>;

const PARTITIONS = 12;
const RETENTION_MS = 400 * DAY_MS;
const LOAN_KEY = 'The loan, as `tenant:ledger loan id`; a mark has none.';

export const TOPICS: readonly Topic[] = [
  {
    channel: 'ledgerEvents',
    stream: LEDGER_STREAM,
    title: 'What ledgers booked, in their own order',
    description:
      'The door for ledgers that speak Kafka. A ledger keys its records as it likes; one loan stays in one partition.',
    publishers: ['ledger'],
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
    publishers: ['ingestion'],
    readers: ['delinquency-classification', 'outreach', 'negotiation', 'legal-escalation'],
    key: LOAN_KEY,
    partitions: PARTITIONS,
    retentionMs: RETENTION_MS,
  },
  {
    channel: 'delinquency',
    stream: DELINQUENCY_STREAM,
    title: 'How overdue each loan is, and every change of it',
    description: 'Co-partitioned with the loan stream; a mark follows all that its day brought about.',
    publishers: ['delinquency-classification'],
    readers: ['outreach', 'negotiation', 'legal-escalation'],
    key: LOAN_KEY,
    partitions: PARTITIONS,
    retentionMs: RETENTION_MS,
  },
  {
    channel: 'outreach',
    stream: OUTREACH_STREAM,
    title: 'Contacts with the people of a loan, and what they said',
    description:
      'Whether a contact was allowed and by which rules, what was sent, promised, disputed. Persons are ids.',
    publishers: ['outreach'],
    readers: ['negotiation', 'legal-escalation'],
    key: LOAN_KEY,
    partitions: PARTITIONS,
    retentionMs: RETENTION_MS,
  },
  {
    channel: 'negotiation',
    stream: NEGOTIATION_STREAM,
    title: 'Negotiations, offers and repayment plans',
    description:
      'How each came about, what was disclosed and approved, whether it is kept, and the notices that it needs. No income and no expense of anybody.',
    publishers: ['negotiation'],
    readers: ['outreach', 'legal-escalation'],
    key: LOAN_KEY,
    partitions: PARTITIONS,
    retentionMs: RETENTION_MS,
  },
  {
    channel: 'legal',
    stream: LEGAL_STREAM,
    title: 'Periods, gates, cases, proceedings and what comes after them',
    description:
      'When a claim runs out of time, whether the bank may go to court, what it claims and what courts decide; holds on outreach while the law is at work, and the notices that it needs. No name of anybody.',
    publishers: ['legal-escalation'],
    readers: ['outreach', 'negotiation'],
    key: LOAN_KEY,
    partitions: PARTITIONS,
    retentionMs: RETENTION_MS,
  },
  {
    channel: 'ledgerRequests',
    stream: LEDGER_REQUESTS_STREAM,
    title: 'What Mora asks of ledgers: asks, not orders',
    description:
      'Schedules to book, settlements to take, sums to pay out, claims to write off or to transfer. The ledger decides, and answers by ledger.schedule-replaced with `request` or by ledger.request-answered; whoever has no Kafka reads the same asks at the door of negotiation. It carries no marks.',
    publishers: ['negotiation', 'legal-escalation'],
    readers: ['ledger'],
    key: 'The loan, as `tenant:ledger loan id`.',
    partitions: PARTITIONS,
    retentionMs: RETENTION_MS,
  },
  {
    channel: 'parties',
    stream: PARTIES_STREAM,
    title: 'The people of loans, as the bank knows them',
    description:
      'The one stream with personal data; outreach alone reads it, seals what is personal and passes nothing of it on. Let nobody else read it.',
    publishers: ['ledger'],
    readers: ['outreach'],
    key: "The ledger's own id of the party; a heartbeat has none and goes to every partition.",
    partitions: PARTITIONS,
    retentionMs: 30 * DAY_MS,
  },
  {
    channel: 'outreachWanted',
    stream: OUTREACH_WANTED_STREAM,
    title: 'From the lanes of loans to the lanes of persons',
    description: 'Contacts that loans ask for, and what a person must know of them.',
    publishers: ['outreach'],
    readers: ['outreach'],
    key: 'The person, as `tenant:ledger party id`.',
    partitions: PARTITIONS,
    retentionMs: RETENTION_MS,
    internal: true,
  },
  {
    channel: 'outreachAnswers',
    stream: OUTREACH_ANSWERS_STREAM,
    title: 'From the lanes of persons to the lanes of loans',
    description: 'What the gate decided, and what a loan may know of its people.',
    publishers: ['outreach'],
    readers: ['outreach'],
    key: 'The loan, as `tenant:ledger loan id`.',
    partitions: PARTITIONS,
    retentionMs: RETENTION_MS,
    internal: true,
  },
];

/** `topic partitions retention.ms`, a line each, as deploy/topics/create-topics.sh reads it. */
export const topicList = (): string =>
  TOPICS.map(({ stream, partitions, retentionMs }) => `${stream} ${partitions} ${retentionMs}\n`).join('');
