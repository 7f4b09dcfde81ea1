import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceProcess } from '@mora/scenario';
import type { Dice } from '../dice.js';

const LONGEST_BEFORE_KILL_MS = 40;
const AGAIN_AFTER_MS = 25;
const LIMIT_MS = 90_000;
/** Of what is said, so much is answered to nobody, and said again. */
const LOST = 0.1;
/** As long as there is a kill left for it, so much of what is said is met by one. */
const KILLED = { accept: 0.6, approve: 0.3, other: 0.02 } as const;

/** What is said, so far as it matters when it is met. */
export type Word = keyof typeof KILLED;

/** What the borrower was told who accepted an offer. */
export type Answered = Readonly<{ offerId: string; planId: string; requestId: string | null }>;
type Reply = Readonly<{ status: number; type: string; text: string }>;

/** The line between people and negotiation: whatever becomes of the service, they ask by the same key until it answers. */
export class Line {
  readonly accepted: Answered[] = [];
  readonly wrong: string[] = [];
  readonly killedAt: Record<Word, number> = { accept: 0, approve: 0, other: 0 };
  /** Answers that nobody heard. */
  lost = 0;
  private readonly server: Server;

  constructor(
    private readonly service: ServiceProcess,
    private readonly dice: Dice,
    private readonly kills: Readonly<Record<Word, number>>,
  ) {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  async open(port: number): Promise<string> {
    await new Promise<void>((done) => this.server.listen(port, '127.0.0.1', done));
    return `http://127.0.0.1:${port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const ask = { path: request.url ?? '', method: request.method ?? 'GET', headers: headersOf(request) };
    const body = ask.method === 'GET' ? null : await buffer(request);
    try {
      const reply = await this.heard(ask, body);
      response.writeHead(reply.status, { 'content-type': reply.type }).end(reply.text);
    } catch (error) {
      this.wrong.push(`${ask.method} ${wordOf(ask.path)}: never answered, ${String(error)}`);
      response.writeHead(502).end();
    }
  }

  /** Somebody says something, and hears what becomes of it, perhaps only when it is said again. */
  private async heard(ask: Ask, body: Buffer | null): Promise<Reply> {
    if (body === null) return this.untilAnswered(ask, null);
    const word = wordOf(ask.path);
    const kind = word === 'accept' || word === 'approve' ? word : 'other';
    if (this.killedAt[kind] < this.kills[kind] && this.dice.happens(KILLED[kind])) {
      this.killedAt[kind] += 1;
      void sleep(this.dice.between(0, LONGEST_BEFORE_KILL_MS)).then(() => this.service.kill());
    }
    let reply = await this.untilAnswered(ask, body);
    if (this.dice.happens(LOST)) {
      this.lost += 1;
      reply = this.sameAs(reply, await this.untilAnswered(ask, body), word);
    }
    if (word === 'accept' && reply.status < 300) this.accepted.push(acceptedBy(ask.path, reply));
    return reply;
  }

  /** A refusal is judged anew, as things may have changed; what was taken has its answer for good. */
  private sameAs(first: Reply, again: Reply, word: string): Reply {
    if (first.status < 300 && (first.status !== again.status || first.text !== again.text)) {
      this.wrong.push(`${word}: first ${first.status} ${first.text}, then ${again.status} ${again.text}`);
    }
    return again;
  }

  private async untilAnswered({ path, method, headers }: Ask, body: Buffer | null): Promise<Reply> {
    const end = performance.now() + LIMIT_MS;
    for (;;) {
      try {
        const answer = await fetch(`${this.service.url}${path}`, { method, headers, body });
        const reply = {
          status: answer.status,
          type: answer.headers.get('content-type') ?? '',
          text: await answer.text(),
        };
        if (reply.status !== 503 || !reply.text.includes('"starting"')) return reply;
      } catch (error) {
        if (performance.now() > end) throw error; // until then it is dead, and comes back
      }
      await sleep(AGAIN_AFTER_MS);
      await this.service.ready();
    }
  }
}

type Ask = Readonly<{ path: string; method: string; headers: Record<string, string> }>;

const PASSED_ON = ['authorization', 'content-type', 'idempotency-key'];

const headersOf = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    PASSED_ON.flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );

const wordOf = (path: string): string => path.split('?')[0]?.split('/').at(-1) ?? '';

function acceptedBy(path: string, { text }: Reply): Answered {
  const { planId, requestId } = JSON.parse(text) as Omit<Answered, 'offerId'>;
  return { offerId: path.split('/').at(-2) ?? '', planId, requestId };
}
