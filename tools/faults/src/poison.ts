import { setTimeout as sleep } from 'node:timers/promises';
import { DELINQUENCY_STREAM, LOAN_STREAM } from '@mora/contracts';
import { addDays } from '@mora/kernel';
import { type OutgoingRecord, partitionOf } from '@mora/runtime';
import { doorOf } from './generator.js';
import { TENANT } from './ledger-record.js';
import type { LoanAccount } from './loan-account.js';
import type { Report } from './report.js';
import type { Scene } from './scene.js';
import { insist } from './sender.js';
import { StreamReader } from './streams.js';
import { until } from './until.js';
import { PARTITIONS } from './world.js';

const PAYMENTS = 30;
const POISON = 200;
const MOST_DELAY_MS = 1_000;
const LIMIT_MS = 30_000;
const PAUSE_MS = 20;

/**
 * How long a payment takes from the ledger's topic to `cured` at the other end, for loans of one partition: first in
 * peace, then behind poison: a loan that nobody can take at the head of that partition, and one that nobody can read at
 * the head of every partition of the loan stream. Returns what was wrong.
 */
export async function runPoison(scene: Scene, report: Report): Promise<string[]> {
  const { world, bank, sender } = scene;
  const reader = new StreamReader(world.broker, [DELINQUENCY_STREAM]);
  await reader.start();
  await reader.readToEnd();
  const date = scene.nextDay();
  const ill = 'poison-1';
  const neighbours = bank.loans
    .filter((loan) => isNeighbour(loan, ill) && loan.overdueAt(addDays(date, -1)) > 0)
    .slice(0, 3 * PAYMENTS);
  const third = Math.floor(neighbours.length / 3);
  const cure = (loans: readonly LoanAccount[]) => cureAll(scene, reader, loans);
  await cure(neighbours.slice(0, third)); // warms up
  const inPeace = await cure(neighbours.slice(third, 2 * third));
  const unknown = Array.from({ length: POISON }, (_, n) => bank.sendUnknown(date, ill, n + 1));
  await Promise.all([sendWild(scene), sender.send(unknown)]);
  const beside = await cure(neighbours.slice(2 * third));
  await sender.send([bank.close(date)]);
  await scene.settle();
  await reader.stop();
  report.say(`poison: payment to cured in peace ${figures(inPeace)}; beside a poison loan ${figures(beside)}`);
  const delay = max(beside) - max(inPeace);
  if (beside.length === 0) return ['no loan could be watched beside the poison'];
  return delay <= MOST_DELAY_MS ? [] : [`a poison loan delays others by ${Math.round(delay)} ms`];
}

/** A loan that comes by the same partition of the ledger's topic. */
const isNeighbour = ({ id }: LoanAccount, ill: string): boolean =>
  doorOf(id) === 'kafka' && partitionOf(id, PARTITIONS) === partitionOf(ill, PARTITIONS);

/** Pays each loan in full; the time from the send to its `cured`, in milliseconds. */
async function cureAll(
  { bank, sender, days }: Scene,
  reader: StreamReader,
  loans: readonly LoanAccount[],
): Promise<number[]> {
  const date = days.at(-1);
  if (date === undefined) throw new TypeError('a day is open');
  const sentAt = new Map<string, number>();
  const seen = reader.records.get(DELINQUENCY_STREAM) ?? [];
  const from = seen.length;
  const sending: Promise<void>[] = [];
  for (const loan of loans) {
    sentAt.set(`${TENANT}:${loan.id}`, performance.now());
    sending.push(sender.send([bank.sendGood(loan.id, loan.payAll(date))]));
    await sleep(PAUSE_MS);
  }
  await Promise.all(sending);
  const cured = () => seen.slice(from).filter(({ type, key }) => type.includes('.cured.') && sentAt.has(key ?? ''));
  await until(() => Promise.resolve(cured().length >= loans.length), LIMIT_MS, 'all that paid are cured');
  return cured().map(({ key, readAt }) => readAt - (sentAt.get(key ?? '') ?? readAt));
}

/** A loan in every partition of the loan stream that nobody can read: classification meets poison wherever it looks. */
async function sendWild({ world }: Scene): Promise<void> {
  const records = Array.from({ length: PARTITIONS }, (_, partition) => {
    const key = wildLoanOf(partition);
    return Array.from({ length: POISON }, (_, n): OutgoingRecord => {
      const headers = { ce_id: `${key}-${n}`, ce_type: 'mora.loan.payment-posted.v1', ce_businessdate: '2026-03-02' };
      return { partition, key, headers, value: Buffer.from(`{"broken":${n}`) };
    });
  }).flat();
  await insist(() => world.broker.producer().send([{ topic: LOAN_STREAM, records }]));
}

function wildLoanOf(partition: number): string {
  for (let n = 0; ; n += 1)
    if (partitionOf(`${TENANT}:ill-${n}`, PARTITIONS) === partition) return `${TENANT}:ill-${n}`;
}

const max = (all: readonly number[]): number => all.reduce((most, one) => Math.max(most, one), 0);

function figures(all: readonly number[]): string {
  const sorted = all.toSorted((a, b) => a - b);
  const at = (share: number): string => `${Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0)} ms`;
  return `p50 ${at(0.5)}, p99 ${at(0.99)}, max ${at(1)} (${all.length} loans)`;
}
