import type pg from 'pg';

/** One statement of a transaction, as the client sent it. */
export type Sent = Readonly<{ text: string; values: readonly unknown[] }>;
export type SentTransaction = readonly Sent[];

const FRAME = new Set(['begin', 'commit', 'rollback']);

/** A pool that does what the other does, and keeps what each transaction sent. */
export function recording(pool: pg.Pool): Readonly<{ pool: pg.Pool; transactions: SentTransaction[] }> {
  const transactions: SentTransaction[] = [];
  const recorded = new Proxy(pool, {
    get: (target, name) =>
      name === 'connect' ? async () => listening(await target.connect(), transactions) : itsOwn(target, name),
  });
  return { pool: recorded, transactions };
}

function listening(client: pg.PoolClient, transactions: SentTransaction[]): pg.PoolClient {
  let open: Sent[] = [];
  const query = (asked: string | pg.QueryConfig): Promise<unknown> => {
    const { text, values = [] } = typeof asked === 'string' ? { text: asked } : asked;
    if (!FRAME.has(text)) open.push({ text, values });
    if (text === 'commit') {
      transactions.push(open);
      open = [];
    }
    return client.query(asked);
  };
  return new Proxy(client, {
    get: (target, name) => (name === 'query' ? query : itsOwn(target, name)),
  });
}

/** What is not listened to works on the thing itself, which may call its own methods. */
function itsOwn(target: object, name: string | symbol): unknown {
  const value = Reflect.get(target, name) as unknown;
  return typeof value === 'function' ? (value.bind(target) as unknown) : value;
}
