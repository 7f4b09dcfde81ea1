import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

type Manner =
  'answers' | 'answers-when-asked' | 'silent-after-accept' | 'cuts-after-accept' | 'cuts-before' | 'refuses';

/** A provider of SMS on a real port, that counts what it was given under each id, and can be as bad as they are. */
export class ProviderUnderTest {
  manner: Manner = 'answers';
  readonly texts = new Map<string, string[]>();
  /** Gives the answer that is kept back. */
  answer: () => void = () => undefined;
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      if (request.method === 'GET') {
        const id = (request.url ?? '').slice(1);
        response.writeHead(this.texts.has(id) ? 200 : 404).end(JSON.stringify({ id }));
        return;
      }
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString('utf8')));
      request.on('end', () => {
        if (this.manner === 'cuts-before') return void request.socket.destroy();
        if (this.manner === 'refuses') return void response.writeHead(400).end('{}');
        const { id, text } = JSON.parse(body) as { id: string; text: string };
        this.texts.set(id, [...(this.texts.get(id) ?? []), text]);
        if (this.manner === 'cuts-after-accept') return void request.socket.destroy();
        const answer = (): void => void response.writeHead(202).end(JSON.stringify({ ref: `r-${this.texts.size}` }));
        if (this.manner === 'answers-when-asked') this.answer = answer;
        if (this.manner === 'answers') answer();
      });
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  count(id: string): number {
    return this.texts.get(id)?.length ?? 0;
  }
}
