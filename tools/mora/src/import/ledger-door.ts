import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../connection.js';
import { ask, Unavailable } from '../http.js';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5_000;
const PATIENCE_MS = 120_000;

/** What ingestion says of one record of a batch. */
export type Answer = Readonly<{ outcome: string; reason?: string; field?: string; message?: string }>;

/**
 * Sends records in one batch and answers in their order. Goes on trying while the service is away or busy: every
 * record has its id, so a batch that arrives twice changes nothing.
 */
export async function sendBatch(
  connection: Connection,
  path: string,
  records: readonly object[],
  onWait: (why: string) => void,
): Promise<readonly Answer[]> {
  const text = records.map((record) => `${JSON.stringify(record)}\n`).join('');
  const until = Date.now() + PATIENCE_MS;
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    try {
      const body = { type: 'application/x-ndjson', text };
      return (await ask<{ answers: Answer[] }>(connection, path, { method: 'POST', body })).answers;
    } catch (error) {
      if (!(error instanceof Unavailable) || Date.now() > until) throw error;
      onWait(error.message);
      await sleep(waitMs);
    }
  }
}
