import { Agent, type IncomingHttpHeaders, request } from 'node:http';

export type Asked = Readonly<{ method?: string; headers?: Readonly<Record<string, string>>; body?: string }>;
export type Answered = Readonly<{ status: number; headers: IncomingHttpHeaders; text: string }>;

const agent = new Agent({ keepAlive: true });

/** Asks a service on this machine. Hundreds of calls make a day of a run, and each costs a third of what `fetch` takes. */
export function http(url: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { agent, method, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.once('error', reject);
      answer.once('end', () => {
        const { statusCode: status = 0, headers: told } = answer;
        resolve({ status, headers: told, text: Buffer.concat(parts).toString('utf8') });
      });
    });
    asking.once('error', reject);
    asking.end(body);
  });
}
