import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { languageOf, listPage, messagePage } from './pages.js';
import type { Ring } from './ring.js';
import type { Taken, Taking } from './smtp.js';

export type HttpSettings = Readonly<{
  port: number;
  ring: Ring;
  take: (message: Parameters<Taking>[0], callback: string | undefined) => ReturnType<Taking>;
  reply: (number: number, text: string) => boolean;
  letterFolder: string | undefined;
  now: () => number;
}>;

type Asked = Readonly<{ request: IncomingMessage; response: ServerResponse; url: URL; body: string }>;

/** What a provider's API is, and the pages for whoever wants to see what was sent. */
export async function openHttp(settings: HttpSettings) {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://viewer');
    void bodyOf(request)
      .then((body) => answer(settings, { request, response, url, body }))
      .catch(() => response.writeHead(400).end());
  });
  await new Promise<void>((done) => server.listen(settings.port, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise<void>((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

const MOST = 1_000_000;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    length += (part as Buffer).length;
    if (length > MOST) throw new RangeError('too long');
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts).toString('utf8');
}

async function answer(settings: HttpSettings, asked: Asked): Promise<void> {
  const { request, response, url } = asked;
  const path = url.pathname;
  const is = (method: string): boolean => request.method === method;
  if (is('POST') && path === '/sms') return genericSms(settings, asked);
  if (is('POST') && /^\/2010-04-01\/Accounts\/[^/]+\/Messages\.json$/u.test(path)) return twilioSms(settings, asked);
  if (is('GET') && path.startsWith('/sms/')) {
    const id = decodeURIComponent(path.slice('/sms/'.length));
    return settings.ring.has(id) ? json(response, 200, { id }) : json(response, 404, {});
  }
  if (is('GET') && path === '/counts') return json(response, 200, settings.ring.counts());
  return pages(settings, asked);
}

async function pages(
  { ring, reply, letterFolder }: HttpSettings,
  { request, response, url, body }: Asked,
): Promise<void> {
  const language = languageOf(url.searchParams.get('lang'), request.headers['accept-language']);
  const [, folder = '', name = '', action] = url.pathname.split('/');
  if (folder === 'messages' && request.method === 'POST' && action === 'reply') {
    const isSaid = reply(Number(name), new URLSearchParams(body).get('text') ?? '');
    response.writeHead(isSaid ? 303 : 404, { location: `/messages/${Number(name)}?lang=${language}` }).end();
    return;
  }
  if (folder === '') {
    const letters = letterFolder === undefined ? [] : await readdir(letterFolder).catch(() => []);
    return html(
      response,
      listPage(language, { messages: ring.all(), letters: letters.filter((one) => one.endsWith('.pdf')).toSorted() }),
    );
  }
  const message = folder === 'messages' ? ring.find(Number(name)) : null;
  if (message !== null) return html(response, messagePage(language, message));
  if (folder === 'letters' && letterFolder !== undefined)
    return letter(letterFolder, decodeURIComponent(name), response);
  json(response, 404, {});
}

async function letter(folder: string, name: string, response: ServerResponse): Promise<void> {
  const pdf = await readFile(join(folder, basename(name))).catch(() => null);
  if (pdf === null || !name.endsWith('.pdf')) return json(response, 404, {});
  response.writeHead(200, { 'content-type': 'application/pdf' }).end(pdf);
}

async function genericSms({ take, now }: HttpSettings, { response, body }: Asked): Promise<void> {
  const { id = '', to = '', from = '', text = '', callback } = JSON.parse(body) as Record<string, string | undefined>;
  const taken = await take({ key: id, channel: 'sms', from, to, subject: '', text, at: now() }, callback);
  settle(response, taken, (ref) => json(response, 202, { ref }), { code: 'refused' });
}

async function twilioSms({ take, now }: HttpSettings, { response, body }: Asked): Promise<void> {
  const form = new URLSearchParams(body);
  const said = (name: string): string => form.get(name) ?? '';
  const callback = said('StatusCallback');
  const key = callback === '' ? '' : (new URL(callback).searchParams.get('notice') ?? '');
  const taken = await take(
    { key, channel: 'sms', from: said('From'), to: said('To'), subject: '', text: said('Body'), at: now() },
    undefined,
  );
  settle(response, taken, (sid) => json(response, 201, { sid }), { code: 30_000 });
}

function settle(response: ServerResponse, taken: Taken, good: (ref: string) => void, refusal: object): void {
  if (taken.how === 'taken') good(taken.ref);
  else if (taken.how === 'refused') json(response, 400, refusal);
  else if (taken.how === 'cut') response.socket?.destroy();
  // Silent: the sender's own deadline ends it.
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function html(response: ServerResponse, body: string): void {
  const safe = { 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'" };
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...safe }).end(body);
}
