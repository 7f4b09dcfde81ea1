import type pg from 'pg';
import { useDatabase } from '@mora/testing';
import { inTransaction, openPool } from './postgres.js';

const database = useDatabase({ migrations: [] });
let pool: pg.Pool;

beforeAll(() => {
  pool = openPool({ url: database.url, name: 'binary-arrays' });
});
afterAll(() => pool.end());

const back = (type: string, elements: readonly unknown[]): Promise<{ element: unknown }[]> =>
  inTransaction(pool, (tx) =>
    tx.query<{ element: unknown }>(`select element from unnest($1::${type}[]) as element`, [elements]),
  );

it.each([
  ['text', ['', 'a "quoted" \\ word', 'NULL', '{a,b}', '逾期', '😀', null]],
  ['int', [0, -1, 2_147_483_647, -2_147_483_648, null]],
  ['bigint', [0n, -1n, 9_223_372_036_854_775_807n, -9_223_372_036_854_775_808n, null]],
  ['date', ['1970-01-01', '1999-12-31', '2000-01-01', '2024-02-29', '9999-12-31', null]],
  ['boolean', [true, false, null]],
  ['bytea', [Buffer.alloc(0), Buffer.from([0, 255, 92]), null]],
  ['json', [{ text: 'a "b" \\n ü' }, [1, null]]],
  ['jsonb', [{ text: 'a "b" \\n ü' }, [1, null]]],
] as const)('an array of %s comes to the server as it was given', async (type, elements) => {
  const given = type.startsWith('json') ? elements.map((element) => JSON.stringify(element)) : elements;
  expect((await back(type, given)).map(({ element }) => element)).toEqual([...elements]);
});

it('an array without elements comes as one', async () => {
  expect(await back('text', [])).toEqual([]);
});

it('a safe number may stand for a bigint; half a one may not', async () => {
  expect(await back('bigint', [-5, Number.MAX_SAFE_INTEGER])).toEqual([
    { element: -5n },
    { element: 9007199254740991n },
  ]);
  await expect(back('bigint', [1.5])).rejects.toThrow(RangeError);
});

it('a day that does not exist is an error, never another day', async () => {
  await expect(back('date', ['2026-02-30'])).rejects.toThrow();
});
