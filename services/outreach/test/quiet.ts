import { setTimeout as sleep } from 'node:timers/promises';
import {
  DELINQUENCY_STREAM,
  LEGAL_STREAM,
  LOAN_STREAM,
  NEGOTIATION_STREAM,
  OUTREACH_ANSWERS_STREAM,
  OUTREACH_WANTED_STREAM,
} from '@mora/contracts';
import type { Broker } from '@mora/runtime';
import type { useDatabase } from '@mora/testing';

const PATIENCE_MS = 45_000;
const LOOK_MS = 25;
const READ = [
  ['loan', LOAN_STREAM],
  ['loan', DELINQUENCY_STREAM],
  ['loan', NEGOTIATION_STREAM],
  ['loan', LEGAL_STREAM],
  ['loan', OUTREACH_ANSWERS_STREAM],
  ['person', OUTREACH_WANTED_STREAM],
] as const;

type Ground = Readonly<{ db: ReturnType<typeof useDatabase>; broker: Broker }>;

/** Waits until nothing is under way: all is read and sent, no timer is due, no notice waits for its provider. */
export async function quiet(ground: Ground, now: () => number): Promise<void> {
  // What one look misses on its way from one place to the next, the other one sees.
  await until('quiet', async () => (await isQuiet(ground, now())) && isQuiet(ground, now()));
}

export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`never: ${what}`);
    await sleep(LOOK_MS);
  }
}

async function isQuiet({ db, broker }: Ground, now: number): Promise<boolean> {
  const admin = await broker.admin();
  for (const [space, stream] of READ) {
    const lines = await db.lines(`select partition, next_offset from lane_input where space = $1 and stream = $2`, [
      space,
      stream,
    ]);
    const next = new Map(lines.map((line) => line.split(' ') as [string, string]));
    const ends = await admin.watermarks(stream);
    if (ends.some(({ high }, partition) => BigInt(next.get(String(partition)) ?? 0) < high)) return false;
  }
  const [busy] = await db.lines(
    `select exists (select 1 from outbox)
       or exists (select 1 from timer join lane using (space, partition)
                  where due_at <= $1 and (space = 'person' or due_day <= open_day))
       or exists (select 1 from notice where state in ('planned', 'claimed'))`,
    [now],
  );
  return busy === 'false';
}
