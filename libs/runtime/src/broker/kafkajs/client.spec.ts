import { createRequire } from 'node:module';
import { BRIEF, connectable } from './client.js';
import { withDefaults } from './options.js';
import { OutOfRangeWatch } from './out-of-range.js';

const require = createRequire(import.meta.url);

type Line = readonly [level: string, message: string, fields: Readonly<Record<string, unknown>>];

function logged(say: (kafka: ReturnType<typeof connectable>) => void): Line[] {
  const lines: Line[] = [];
  const log = (...line: Line): void => void lines.push(line);
  say(connectable(withDefaults({ brokers: ['one.example:9092'], clientId: 'spec', log }), BRIEF));
  return lines;
}

it('logs of kafkajs what names and counts things, and nothing of what a request or a record holds', () => {
  const lines = logged((kafka) =>
    kafka
      .logger()
      .namespace('Connection')
      .warn('Response Fetch', { broker: 'b', payload: 'SECRET', data: { a: 1 } }),
  );
  expect(lines).toEqual([['warn', 'Response Fetch', { from: 'kafkajs Connection', broker: 'b' }]]);
});

it('does not call an error what kafkajs is about to try again', () => {
  const lines = logged((kafka) => kafka.logger().namespace('Runner').error('The group is rebalancing'));
  expect(lines.map(([level]) => level)).toEqual(['warn']);
});

it('will not read at all where the environment silences the line that tells of lost records', () => {
  const watch = new OutOfRangeWatch();
  const settings = withDefaults({ brokers: ['one.example:9092'], clientId: 'spec' });
  expect(() => watch.prove(connectable(settings, BRIEF, watch.listener))).not.toThrow();
  expect(() => new OutOfRangeWatch().prove(connectable(settings, BRIEF))).toThrow('KAFKAJS_LOG_LEVEL');
});

it('runs on a kafkajs whose idle connections set no timers: the patch is in', () => {
  const RequestQueue = require('kafkajs/src/network/requestQueue') as new (options: object) => {
    checkPendingRequests: () => void;
    throttleCheckTimeoutId: unknown;
  };
  const logger = { debug: () => undefined };
  const idle = new RequestQueue({
    maxInFlightRequests: null,
    requestTimeout: 1_000,
    clientId: 'c',
    broker: 'b',
    logger,
  });
  idle.checkPendingRequests();
  expect(idle.throttleCheckTimeoutId).toBeNull();
});
