import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Answer = Readonly<{ status: number; body: unknown; headers?: Readonly<Record<string, string>> }>;
export type Asked = Readonly<{ method: string; path: string; authorization: string; body: string }>;

const point = (id: string, kind: string, over: object = {}) => ({
  ...{ id, kind, preferred: false, dead: false, reserved: false },
  ...over,
});

/** Somebody who is planted, so that a look over all that was written finds whatever got out. */
export const CANARY = {
  name: '金丝雀',
  idNumber: '110101199003078888',
  'point/home': 'Canaryville 1',
  'point/m1': '13912345678',
} as const;

/** The doors of outreach for two persons on a real port, as they answer; a spec may let them answer otherwise. */
export class OutreachUnderTest {
  readonly asked: Asked[] = [];
  readonly answers = new Map<string, Answer | 'silence'>();
  private readonly server: Server;

  constructor() {
    this.reset();
    this.server = createServer((request, response) => {
      void bodyOf(request).then((body) => {
        const { method = '', url = '', headers } = request;
        const path = decodeURIComponent(url);
        this.asked.push({ method, path, authorization: headers.authorization ?? '', body });
        const answer = this.answers.get(`${method} ${path}`);
        if (answer === undefined || answer === 'silence') return;
        response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
        response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
      });
    });
  }

  reset(): void {
    this.asked.length = 0;
    const points = [
      point('mail', 'email', { preferred: true }),
      point('old', 'address', { dead: true, preferred: true }),
      point('work', 'address'),
      point('home', 'address', { preferred: true }),
      point('m1', 'mobile'),
    ];
    this.answers.set(STANDING, { status: 200, body: { personId: 'demo:P-1', points } });
    this.answers.set(FIELDS, { status: 200, body: { fields: CANARY } });
    this.answers.set('GET /v1/persons/demo:P-2', { status: 200, body: { personId: 'demo:P-2', points: [] } });
    this.answers.set('POST /v1/persons/demo:P-2/fields', { status: 200, body: { fields: { name: CANARY.name } } });
  }

  async start(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

export const STANDING = 'GET /v1/persons/demo:P-1';
export const FIELDS = 'POST /v1/persons/demo:P-1/fields';

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
