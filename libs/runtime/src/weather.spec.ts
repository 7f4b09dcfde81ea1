import { LogReplaced } from './lanes/lane-input.js';
import { isAway, isNoRecordsFault, isWeather } from './weather.js';

const coded = (code: string) => Object.assign(new Error('said so'), { code });
const kafkajs = (retriable: boolean, cause?: Error) =>
  Object.assign(new Error('not the leader', { cause }), { name: 'KafkaJSError', retriable });

it.each<[string, unknown, boolean]>([
  ['a server that shuts down', coded('57P01'), true],
  ['a server that has become a standby', coded('25006'), true],
  ['a transaction that said nothing for too long', coded('25P03'), true],
  ['a deadlock', coded('40P01'), true],
  ['a refused connection', coded('ECONNREFUSED'), true],
  ['a broken pipe, whose code looks like a SQLSTATE', coded('EPIPE'), true],
  ['a connection that the driver lost', new Error('Connection terminated unexpectedly'), true],
  ['a pool without a free connection', new Error('timeout exceeded when trying to connect'), true],
  ['a broker between two leaders', kafkajs(true), true],
  ['a broker that was asked often enough', kafkajs(false, kafkajs(true)), true],
  ['a value that a column does not take', coded('22P02'), false],
  ['a mistake in our own call', coded('ERR_INVALID_ARG_TYPE'), false],
  ['a rule of ours that speaks of what is closed', new RangeError('the day is closed'), false],
  ['a log that was made anew', new LogReplaced('the topic is closed'), false],
])('%s: weather or not', (_what, error, expected) => {
  expect(isWeather(error)).toBe(expected);
});

it.each<[string, unknown, boolean]>([
  ['a column that is not there yet', coded('42703'), true],
  ['a right that is missing', coded('42501'), true],
  ['a plan of an older schema', coded('0A000'), true],
  ['a log that was made anew', new LogReplaced('anew'), true],
  ['the weather', coded('57P01'), true],
  ['a division by nought', coded('22012'), false],
  ['a mistake in our own code', new TypeError('undefined is not a function'), false],
])('%s: never held against a loan, or held', (_what, error, expected) => {
  expect(isNoRecordsFault(error)).toBe(expected);
});

it.each<[string, unknown, boolean]>([
  ['a connection that the driver lost', new Error('Connection terminated unexpectedly'), true],
  ['a server that shuts down', coded('57P01'), true],
  ['a server without room', coded('53300'), true],
  ['a deadlock', coded('40P01'), false],
  ['a lock that could not be had', coded('55P03'), false],
  ['a statement that took too long', coded('57014'), false],
  ['a value that a column does not take', coded('22P02'), false],
])('%s: away for all who would ask, or not', (_what, error, expected) => {
  expect(isAway(error)).toBe(expected);
});
