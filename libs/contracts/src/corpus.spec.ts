import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { calendarDate, loanId, tenantId } from '@mora/kernel';
import * as exported from './index.js';

const HERE = import.meta.dirname;
const contracts = Object.values<unknown>(exported).filter(exported.isEventContract);

type Example = Readonly<{ type: string; subject?: string; tenant: string; businessdate: string; data: object }>;

/** The hash of every example that was ever released: `sha256  publisher/file`, as `sha256sum` writes it. */
const frozen = new Map(
  readFileSync(join(HERE, 'released-examples.sha256'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => [line.slice(66), line.slice(0, 64)] as const),
);

const files = readdirSync(HERE, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.example.json'))
  .toSorted();

const read = (path: string): Example => JSON.parse(readFileSync(join(HERE, path), 'utf8')) as Example;
const contractOf = (type: string) => contracts.find((contract) => contract.type === type);

it.each(files)('%s is what its contract says, field by field', (path) => {
  const { type, data } = read(path);
  expect(contractOf(type)?.check(data)).toEqual(data);
});

it.each(contracts.map(({ type }) => type))('%s has an example', (type) => {
  expect(files.some((path) => read(path).type === type)).toBe(true);
});

it.each(files.filter((path) => !path.startsWith('ledger/')))('the envelope of %s is whole', (path) => {
  const example = read(path);
  const { publisher } = /^(?<publisher>[^/]+)\//.exec(path)?.groups ?? {};
  expect(example).toMatchObject({
    specversion: '1.0',
    source: `/mora/${publisher}`,
    datacontenttype: 'application/json',
    dataschema: `urn:mora:schema:${example.type}`,
  });
  expect(tenantId(example.tenant)).toBe('mora-bank');
  expect(calendarDate(example.businessdate)).toBe(example.businessdate);
  if (example.subject === undefined) expect(example.type).toBe('mora.day.closed.v1');
  else expect(loanId(example.subject)).toBe(example.subject);
});

it('an example that was released is never edited: a change is a new version beside it', () => {
  const now = files.map((path) => [
    path,
    createHash('sha256')
      .update(readFileSync(join(HERE, path)))
      .digest('hex'),
  ]);
  expect(Object.fromEntries(now)).toEqual(Object.fromEntries(frozen));
});
