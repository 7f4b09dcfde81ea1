import { createHash } from 'node:crypto';
import type { RunningIssuer } from '@mora/dev-issuer';
import { TENANT } from './tenant.js';

/** Where outreach is, how to get in, and what time it is there. */
export type Doors = Readonly<{
  clock: Readonly<{ now: () => number }>;
  issuer: RunningIssuer;
  urls: Readonly<{ outreach: string }>;
}>;

export type Said<T> = Readonly<{ status: number; body: T }>;

/** No is an answer of Mora; anything else is a fault of somebody's. */
const ANSWERS = [200, 201, 202, 403, 409, 422];

/** Asks outreach as somebody of the bank. The key follows from what is asked, so that a repeat is the same request. */
export async function post<T>(world: Doors, path: string, json: object, who: string, role: string): Promise<Said<T>> {
  const text = JSON.stringify(json);
  const key = createHash('sha256').update(`${path}|${text}|${world.clock.now()}`).digest('hex').slice(0, 32);
  const token = await world.issuer.token({ tenant: TENANT, subject: who, roles: [role] });
  const response = await fetch(`${world.urls.outreach}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
    body: text,
  });
  const answer = await response.text();
  if (!ANSWERS.includes(response.status)) throw new Error(`${path} answers ${response.status}: ${answer}`);
  return { status: response.status, body: (answer === '' ? null : JSON.parse(answer)) as T };
}

/** Hands records about people over. Throws where one is not taken. */
export async function tellPeople(world: Doors, records: readonly object[]): Promise<void> {
  const token = await world.issuer.token({ tenant: TENANT, subject: 'simulated-crm', roles: ['ledger-client'] });
  for (let from = 0; from < records.length; from += 1_000) {
    const lines = records.slice(from, from + 1_000).map((record) => `${JSON.stringify(record)}\n`);
    const response = await fetch(`${world.urls.outreach}/v1/parties`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
      body: lines.join(''),
    });
    if (!response.ok) throw new Error(`outreach answers ${response.status} to the records about people`);
    const { answers } = (await response.json()) as { answers: Readonly<{ outcome: string; reason?: string }>[] };
    const wrong = answers.find(({ outcome }) => outcome !== 'accepted' && outcome !== 'duplicate');
    if (wrong !== undefined) throw new Error(`a record about people is not taken: ${wrong.reason}`);
  }
}
