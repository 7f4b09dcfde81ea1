import { inspect } from 'node:util';
import { Writable } from 'node:stream';
import { InvariantViolated } from '@mora/kernel';
import { Problem } from '../http/problem.js';
import { Log, type LogFields } from './log.js';
import { NestLog } from './nest-log.js';
import { Pii } from './pii.js';

const NAME = 'Zhang Wei';

function logging(level = 'debug') {
  const lines: string[] = [];
  const destination = new Writable({ write: (chunk: Buffer, _encoding, done) => (lines.push(String(chunk)), done()) });
  const log = new Log({ service: 'bakery', level, destination });
  return { log, text: () => lines.join(''), last: () => JSON.parse(lines.at(-1) ?? 'null') as Record<string, unknown> };
}

it('writes one line of JSON with the service, the time and the fields', () => {
  const { log, last } = logging();
  log.info('a chunk was taken', { stream: 'mora.loan.v1', partition: 3, offset: 12n, ms: 4 });
  expect(last()).toMatchObject({ service: 'bakery', message: 'a chunk was taken', partition: 3, offset: '12' });
  expect(last()['time']).toMatch(/^\d{4}-\d\d-\d\dT/);
});

it.each<[string, object]>([
  ['a field that is not on the list', { borrower: NAME, phone: NAME }],
  ['an object in a field that is', { subject: { name: NAME } }],
  ['an object in a list in a field that is', { lanes: [1, { name: NAME }] }],
  ['a marked value in a field that is', { subject: new Pii(NAME) }],
  ['an error of the database, which quotes rows', { error: new Error(`Key (name)=(${NAME}) already exists.`) }],
  ['an error of JSON, which quotes text', { error: new SyntaxError(`Unexpected token in ${NAME}`) }],
  ['the cause of an error', { error: new Error('x', { cause: new Error(NAME) }) }],
  ['an error that is only a text', { error: NAME }],
  ['what an error carries besides', { error: Object.assign(new Error('x'), { detail: NAME, code: '23505' }) }],
])('%s never reaches the log', (_what, fields) => {
  const { log, text, last } = logging();
  log.error('it failed', fields as LogFields);
  expect(last()['message']).toBe('it failed');
  expect(text()).not.toContain('Zhang');
});

it.each([
  ['a rule of ours', new InvariantViolated('a lane has one open day'), 'a lane has one open day'],
  ['an answer of ours', new Problem(409, 'oven-cold', NAME), '409 oven-cold'],
  [
    'an address that cannot be reached',
    Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:5432'), { syscall: 'connect', code: 'ECONNREFUSED' }),
    'connect ECONNREFUSED 10.0.0.1:5432',
  ],
])('an error’s message is logged where it can quote nobody: %s', (_what, error, message) => {
  const { log, last, text } = logging();
  log.error('it failed', { error });
  expect(last()['error']).toMatchObject({ message });
  expect(text()).not.toContain('Zhang');
});

it('tells of any other error its kind, its code and where it happened', () => {
  const { log, last } = logging();
  log.error('it failed', { error: Object.assign(new RangeError(NAME), { code: '22003' }) });
  expect(last()['error']).toMatchObject({ type: 'RangeError', code: '22003', at: expect.stringContaining('log.spec') });
});

it('a marked value is stars however it is printed, and itself only to whoever asks', () => {
  const name = new Pii(NAME);
  const printed = [`${name}`, String(name), JSON.stringify({ name }), inspect({ name }), inspect(name, { depth: 9 })];
  expect(printed.join()).not.toContain('Zhang');
  expect(name.reveal()).toBe(NAME);
});

it('says nothing below its level', () => {
  const { log, text } = logging('warn');
  log.info('not this');
  expect(text()).toBe('');
});

it('the framework’s own words pass with their context, and what else it was handed does not', () => {
  const { log, last, text } = logging();
  const nest = new NestLog(log);
  nest.warn('a route is there twice', 'RouterExplorer');
  expect(last()).toMatchObject({ level: 40, message: 'a route is there twice', type: 'RouterExplorer' });
  nest.error({ name: NAME }, `Error: ${NAME}\n at x.ts`);
  nest.error(new Error(NAME), NAME.repeat(2), 'ExceptionsHandler');
  expect(text()).not.toContain('Zhang');
});
