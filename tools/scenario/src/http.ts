import { Agent, type ClientRequest, type IncomingHttpHeaders, request } from 'node:http';

export type Asked = Readonly<{ method?: string; headers?: Readonly<Record<string, string>>; body?: string }>;
export type Answered = Readonly<{ status: number; headers: IncomingHttpHeaders; text: string }>;

const agent = new Agent({ keepAlive: true });

/** Asks a service on this machine. Hundreds of calls make a day of a run, and each costs a third of what `fetch` takes. */
export function http(url: string, asked: Asked = {}): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = asked;
    const asking = request(url, { agent, method, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.once('error', reject);
      answer.once('end', () => {
        const { statusCode: status = 0, headers: told } = answer;
        resolve({ status, headers: told, text: Buffer.concat(parts).toString('utf8') });
      });
    });
    asking.once('error', (error: NodeJS.ErrnoException) => {
      if (wasClosedMeanwhile(asking, error)) resolve(http(url, asked));
      else reject(error);
    });
    asking.end(body);
  });
}

/** A service gives up a connection that rests for some seconds, and may do so just as it is used again: nothing was asked. */
const wasClosedMeanwhile = (asking: ClientRequest, { code }: NodeJS.ErrnoException): boolean =>
  asking.reusedSocket && code === 'ECONNRESET';
