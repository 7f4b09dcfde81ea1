import { marksIn, marksInDatabase } from './canaries.js';
import { useDatabase } from './database.js';

const db = useDatabase();

afterEach(() =>
  db.pool.query(`drop schema if exists other cascade; drop table if exists kept; drop schema if exists bus cascade`),
);

// prettier-ignore
it.each([
  // as what it is kept          the value                                                                  found
  ['text',                       `'a letter to 金丝雀张三'`,                                                 ['金丝雀']],
  ['jsonb',                      `'{"to": ["CANARY.BIRD7@nest.example"]}'`,                                 ['canary.bird']],
  ['json',                       `'{"to": "\\u91d1\\u4e1d\\u96c0"}'`,                                       ['金丝雀']],
  ['bytea',                      `convert_to('x 13912345678', 'UTF8')`,                                     ['13912345']],
  ['text[]',                     `array['a', 'Canary Q. Birdsong']`,                                        ['Canary Q.']],
  ['text',                       `encode(convert_to('{"Canaryville"}', 'UTF8'), 'base64')`,                 ['Canaryville']],
  ['text',                       `'nobody'`,                                                                []],
])('what stands as %s in any table is seen: %s', async (type, value, found) => {
  await db.pool.query(`create schema other; create table other.kept (value ${type}); insert into other.kept values (${value})`);
  expect(await marksInDatabase(db.pool)).toEqual(found.map((mark) => `other.kept: ${mark}`));
});

it('the topic of the ledger itself holds people, and no other does', async () => {
  await db.pool.query(`
    create schema bus;
    create table bus.topic (id integer, name text);
    create table bus.record (topic_id integer, value bytea);
    insert into bus.topic values (1, 'ledger.parties.v1'), (2, 'mora.outreach.v1');
    insert into bus.record values (1, convert_to('金丝雀', 'UTF8'))`);
  expect(await marksInDatabase(db.pool)).toEqual([]);
  await db.pool.query(`insert into bus.record values (2, convert_to('金丝雀', 'UTF8'))`);
  expect(await marksInDatabase(db.pool)).toEqual(['bus.record: 金丝雀']);
});

it('an address of the web is seen through', () => {
  expect(marksIn(`GET /search?q=${encodeURIComponent('金丝雀')}`)).toEqual(['金丝雀']);
});
