import { Readable } from 'node:stream';
import { parseProfile } from './profile.js';
import { readRecords } from './read-records.js';

const arrears = (format: string, more = '') => `
profile: arrears
version: 1
description: One line an overdue account
source: cards
format: ${format}
${more}
conventions: { currency: EUR, dates: DD.MM.YYYY, decimalMark: ',' }
loan: { column: account }
records:
  - name: arrears
    type: ledger.arrears-snapshot.v1
    businessDate: { column: day, as: date }
    fields:
      asOf: { column: day, as: date }
      oldestUnpaidDueOn: { column: since, as: date, empty: omit }
      currency: { constant: EUR }
      overdue.total: { column: total, as: amount }
      overdue.fee: { column: fee, as: amount, empty: { text: '0' } }
      ledgerClass: { column: class, values: { A: performing, B: watch } }
`;

async function read(text: string, profile: string) {
  const rows: string[] = [];
  for await (const row of readRecords(Readable.from([Buffer.from(text)]), parseProfile(profile))) {
    if (row.kind === 'mapped') rows.push(`${row.line} ${JSON.stringify(row.records[0]?.data)}`);
    else rows.push(`${row.line} ${row.reason} ${row.message} [${row.bytes.toString()}]`);
  }
  return rows;
}

it('a pipe-separated file with German dates and amounts is read', async () => {
  const text = 'account|day|since|total|fee|class\r\n7|31.03.2026|01.02.2026|1.234,50||B\r\n';
  expect(await read(text, arrears('csv', "csv: { delimiter: '|' }"))).toEqual([
    '2 {"asOf":"2026-03-31","oldestUnpaidDueOn":"2026-02-01","currency":"EUR","overdue":{"total":"1234.5","fee":"0"},"ledgerClass":"watch"}',
  ]);
});

// prettier-ignore
it.each([
  ['a day that does not exist',     '7,30.02.2026,,"1,00",,A', 'not-a-date day is not a day that exists, written DD.MM.YYYY'],
  ['an empty cell that is needed',  '7,31.03.2026,,,,A',       'empty total is empty'],
  ['an amount that is none',        '7,31.03.2026,,x,,A',      'not-a-number total is not an amount'],
  ['a value that is not listed',    '7,31.03.2026,,"1,00",,C', 'unknown-value class holds a value that the profile does not know'],
  ['a row that is too short',       '7,31.03.2026',            'columns the row has 2 columns, the header 6'],
])('%s rejects its row, with its bytes', async (_case, row, said) => {
  const good = '8,31.03.2026,,"1,00",,A';
  const rows = await read(`account,day,since,total,fee,class\n${row}\n${good}\n`, arrears('csv'));
  expect(rows[0]).toBe(`2 ${said} [${row}]`);
  expect(rows[1]).toContain('"total":"1"');
});

it('a broken quote rejects its row, and the one whose quotes it spoils; both are told, and the reading goes on', async () => {
  const good = (account: number) => `${account},31.03.2026,,"1,00",,A`;
  const text = `account,day,since,total,fee,class\n7,"x"y,,1,,A\n${good(8)}\n${good(9)}\n`;
  const rows = await read(text, arrears('csv'));
  expect(rows.map((row) => row.slice(0, 9))).toEqual(['2 not-csv', '3 not-csv', '4 {"asOf"']);
});

it('lines of JSON are read by the paths of their fields', async () => {
  const profile = arrears('ndjson').replaceAll('column: total', 'column: owed.total');
  const rows = await read(
    '{"account":7,"day":"31.03.2026","since":null,"owed":{"total":"1,5"},"fee":"","class":"A"}\n\n[1]\n{"account":7}\n',
    profile,
  );
  expect(rows).toEqual([
    '1 {"asOf":"2026-03-31","currency":"EUR","overdue":{"total":"1.5","fee":"0"},"ledgerClass":"performing"}',
    '3 not-json the line is not a JSON object [[1]]',
    '4 missing day is not a column of this row [{"account":7}]',
  ]);
});

it.each([
  ['an unknown setting', (text: string) => `${text}colour: red\n`, 'colour'],
  ['a cell without a source', (text: string) => text.replace('{ column: account }', '{ as: text }'), 'loan'],
  ['a type that is none', (text: string) => text.replace('ledger.arrears-snapshot.v1', 'arrears'), 'records.0.type'],
  ['no version', (text: string) => text.replace('version: 1', ''), 'version'],
])('%s in a profile is a fault that names its place', (_case, spoil, place) => {
  expect(() => parseProfile(spoil(arrears('csv')))).toThrow(place);
});
