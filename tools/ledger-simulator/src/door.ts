import { calendarDate, type CalendarDate } from '@mora/kernel';
import type { LedgerMessage } from './message.js';
import { Weather } from './patience.js';

const REQUEST_LIMIT_MS = 30_000;

export type Answer = Readonly<{ outcome: string; reason?: string; field?: string; message?: string }>;

/** Ingestion's public HTTP door, as any ledger sees it. Rejects with Weather where the same may be tried again. */
export type Door = Readonly<{
  send: (records: readonly LedgerMessage[]) => Promise<readonly Answer[]>;
  /** The business day that is open; null before the first. */
  openDay: () => Promise<CalendarDate | null>;
}>;

export function httpDoor(url: string, token: () => Promise<string>): Door {
  return {
    send: async (records) => {
      const body = records.map((record) => `${JSON.stringify(record)}\n`).join('');
      const said = await request<{ answers: Answer[] }>(`${url}/v1/ledger-events`, await token(), body);
      return said.answers;
    },
    openDay: async () => {
      const said = await request<{ openDay: string | null }>(`${url}/v1/days`, await token());
      return said.openDay === null ? null : calendarDate(said.openDay);
    },
  };
}

async function request<T>(url: string, token: string, body?: string): Promise<T> {
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
    signal: AbortSignal.timeout(REQUEST_LIMIT_MS),
    ...(body !== undefined && { body }),
  }).catch((error: unknown) => {
    throw new Weather(`the door does not answer`, { cause: error });
  });
  if (response.ok) return (await response.json()) as T;
  const words = `the door answers ${response.status}: ${(await response.text()).slice(0, 500)}`;
  if (response.status === 503 || response.status === 429) throw new Weather(words);
  throw new Error(words);
}
