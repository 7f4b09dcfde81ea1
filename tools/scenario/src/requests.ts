import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningIssuer } from '@mora/dev-issuer';
import { type Answered, http } from './http.js';
import { TENANT } from './tenant.js';

/** Where outreach is, how to get in, and what time it is there. */
export type Doors = Readonly<{
  clock: Readonly<{ now: () => number }>;
  issuer: RunningIssuer;
  urls: Readonly<{ outreach: string }>;
}>;

export type Said<T> = Readonly<{ status: number; body: T }>;

/** Somebody of the bank, or of an outside firm. */
export type Who = Readonly<{ subject: string; role: string; agency?: string }>;

/** No is an answer of Mora; anything else is a fault of somebody's. */
const ANSWERS = [200, 201, 202, 204, 403, 409, 422];

/** Asks outreach as somebody of the bank. The key follows from what is asked, so that a repeat is the same request. */
export const post = <T>(world: Doors, path: string, json: object, subject: string, role: string): Promise<Said<T>> =>
  ask<T>(world, { method: 'POST', path, text: JSON.stringify(json), type: 'application/json' }, { subject, role });

type Asking = Readonly<{ method: 'POST' | 'PUT'; path: string; text: string; type: string }>;

export async function ask<T>(world: Doors, { method, path, text, type }: Asking, who: Who): Promise<Said<T>> {
  const key = createHash('sha256').update(`${path}|${text}|${world.clock.now()}`).digest('hex').slice(0, 32);
  const headers = { ...(await tokenOf(world, who)), 'content-type': type, 'idempotency-key': key };
  const answer = await patient(() => http(`${world.urls.outreach}${path}`, { method, headers, body: text }));
  if (!ANSWERS.includes(answer.status)) throw new Error(`${path} answers ${answer.status}: ${answer.text}`);
  return { status: answer.status, body: (answer.text === '' ? null : JSON.parse(answer.text)) as T };
}

const PATIENCE = 10;

/** On a busy machine a database may be late with a connection: who asks again under the same key is answered once. */
async function patient(asked: () => Promise<Answered>): Promise<Answered> {
  let answer = await asked();
  for (let n = 0; n < PATIENCE && isWeather(answer); n += 1) {
    await sleep(1000 * Number(answer.headers['retry-after'] ?? 1));
    answer = await asked();
  }
  return answer;
}

const isWeather = ({ status, text }: Answered): boolean => status === 503 && text.includes('"unavailable"');

export async function textAt(world: Doors, path: string, who: Who): Promise<string> {
  const { status, text } = await http(`${world.urls.outreach}${path}`, { headers: await tokenOf(world, who) });
  if (status >= 300) throw new Error(`${path} answers ${status}: ${text}`);
  return text;
}

const TOKEN_KEPT_MS = 60_000;
const tokens = new WeakMap<RunningIssuer, Map<string, Readonly<{ token: string; until: number }>>>();

/** How somebody gets in. Signing costs more than asking, so that a token is used for a while, by the machine's clock. */
export async function tokenOf(
  { issuer }: Pick<Doors, 'issuer'>,
  { subject, role, agency }: Who,
): Promise<{ authorization: string }> {
  const ours = tokens.get(issuer) ?? new Map<string, Readonly<{ token: string; until: number }>>();
  tokens.set(issuer, ours);
  const key = `${subject}/${role}/${agency ?? ''}`;
  const known = ours.get(key);
  if (known !== undefined && known.until > Date.now()) return { authorization: `Bearer ${known.token}` };
  const claims = agency === undefined ? {} : { claims: { agency } };
  const token = await issuer.token({ tenant: TENANT, subject, roles: [role], ...claims });
  ours.set(key, { token, until: Date.now() + TOKEN_KEPT_MS });
  return { authorization: `Bearer ${token}` };
}

/** Hands records about people over. Throws where one is not taken. */
export async function tellPeople(world: Doors, records: readonly object[]): Promise<void> {
  const who = { subject: 'simulated-crm', role: 'ledger-client' };
  for (let from = 0; from < records.length; from += 1_000) {
    const text = records
      .slice(from, from + 1_000)
      .map((record) => `${JSON.stringify(record)}\n`)
      .join('');
    const asking = { method: 'POST', path: '/v1/parties', text, type: 'application/x-ndjson' } as const;
    const { status, body } = await ask<Readonly<{ answers: readonly Answer[] }>>(world, asking, who);
    if (status !== 200) throw new Error(`outreach answers ${status} to the records about people`);
    const wrong = body.answers.find(({ outcome }) => outcome !== 'accepted' && outcome !== 'duplicate');
    if (wrong !== undefined) throw new Error(`a record about people is not taken: ${wrong.reason}`);
  }
}

type Answer = Readonly<{ outcome: string; reason?: string }>;
