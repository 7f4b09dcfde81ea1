import type { Connection } from './connection.js';
import { Failure } from './failure.js';

type Problem = Readonly<{
  title?: string;
  reason?: string;
  detail?: string;
  fields?: { field: string; says: string[] }[];
}>;

export type Asked = Readonly<{
  method?: 'GET' | 'POST';
  query?: Readonly<Record<string, string | number | undefined>>;
  json?: object;
  body?: Readonly<{ type: string; text: string }>;
  headers?: Readonly<Record<string, string>>;
}>;

/** The service is away or busy; the same request may be sent again. */
export class Unavailable extends Failure {}
/** The service answers, and has no such thing. */
export class Missing extends Failure {}

/** Asks a service and answers its JSON. Throws Unavailable, or Failure with what the service says of itself. */
export async function ask<T>({ url, token }: Connection, path: string, asked: Asked = {}): Promise<T> {
  const { method = 'GET', query = {}, json, body, headers = {} } = asked;
  const target = new URL(path, url);
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) target.searchParams.set(name, String(value));
  const content = json === undefined ? body : { type: 'application/json', text: JSON.stringify(json) };
  const response = await fetch(target, {
    method,
    headers: {
      ...headers,
      authorization: `Bearer ${await token()}`,
      ...(content && { 'content-type': content.type }),
    },
    ...(content && { body: content.text }),
  }).catch((error: unknown) => {
    throw new Unavailable(`${target.origin} does not answer (${causeOf(error)}).`);
  });
  if (response.ok) return (await response.json()) as T;
  const problem = (await response.json().catch(() => ({}))) as Problem;
  if (response.status === 503 || response.status === 429) throw new Unavailable(wordsOf(response, problem));
  if (response.status === 404) throw new Missing(wordsOf(response, problem));
  throw new Failure(wordsOf(response, problem));
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return error instanceof Error ? error.message : String(error);
}

function wordsOf({ status, url }: Response, { title, reason, detail, fields = [] }: Problem): string {
  const places = fields.map(({ field, says }) => `\n  ${field}: ${says.join(', ')}`).join('');
  const words = detail ?? title ?? 'no reason is given';
  return `${new URL(url).pathname} answers ${status}${reason ? ` ${reason}` : ''}: ${words}${places}`;
}
