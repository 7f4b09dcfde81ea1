import { Writable } from 'node:stream';
import type { QueryRunner } from 'typeorm';
import { useDatabase } from '@mora/testing';
import { Log } from '../log/log.js';
import { migrate } from './migrate.js';

const db = useDatabase({ keep: true });

/** Slow enough that two that start at once would meet; the second to run it would fail, for the table is there. */
class CreateOven1790000000000 {
  readonly name = 'CreateOven1790000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table oven (id integer primary key)');
    await runner.query('select pg_sleep(0.3)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table oven');
  }
}

class FillOven1790000000001 {
  readonly name = 'FillOven1790000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('insert into oven values (1)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('delete from oven');
  }
}

class Breaks1790000000002 {
  readonly name = 'Breaks1790000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('insert into oven values (2)');
    await runner.query('select no_such_thing');
  }

  down = (): Promise<void> => Promise.resolve();
}

const quiet = () => {
  const lines: string[] = [];
  const destination = new Writable({ write: (chunk: Buffer, _encoding, done) => (lines.push(String(chunk)), done()) });
  return { lines, log: new Log({ service: 'bakery', level: 'info', destination }) };
};

it('runs each migration once, though three replicas start at once', async () => {
  const replicas = [quiet(), quiet(), quiet()];
  await Promise.all(replicas.map(({ log }) => migrate(db.url, [FillOven1790000000001, CreateOven1790000000000], log)));
  expect(await db.lines('select name from migrations order by timestamp')).toEqual([
    'CreateOven1790000000000',
    'FillOven1790000000001',
  ]);
  expect(await db.lines('select id from oven')).toEqual(['1']);
  expect(replicas.map(({ lines }) => lines.length).toSorted()).toEqual([0, 0, 2]);
});

it('a migration that breaks leaves nothing of itself, and the next start may try again', async () => {
  const all = [CreateOven1790000000000, FillOven1790000000001, Breaks1790000000002];
  await expect(migrate(db.url, all, quiet().log)).rejects.toThrow('no_such_thing');
  expect(await db.lines('select id from oven')).toEqual(['1']);
  await expect(migrate(db.url, all, quiet().log)).rejects.toThrow('no_such_thing');
});
