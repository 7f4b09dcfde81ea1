import { z } from 'zod';
import { bakerySettings } from '../fixtures/bakery.js';
import { commonSettings } from './common-settings.js';
import { describeSettings, printConfig } from './print-config.js';
import { ConfigurationError, readConfig } from './read-config.js';
import { type Settings } from './settings.js';

const needed = {
  DATABASE_URL: 'postgres://mora:s3cret@db/bakery',
  OIDC_ISSUER: 'https://id.bank.example/realms/staff',
  TIME_ZONE: 'Asia/Shanghai',
};
const kafka = { ...needed, KAFKA_BROKERS: 'a:9092, b:9092' };

const wrongIn = (env: Record<string, string>, own: Settings = {}): readonly string[] => {
  try {
    readConfig(own, env);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.wrong;
    throw error;
  }
};

it('needs no more than a database, an issuer, a time zone and brokers', () => {
  expect(readConfig(bakerySettings, kafka)).toMatchObject({
    ...needed,
    KAFKA_BROKERS: ['a:9092', 'b:9092'],
    BUS: 'kafka',
    PORT: 3000,
    STOP_DEADLINE_MS: 20_000,
    OVENS: 2,
  });
});

it.each([
  ['kafka', {}, 12],
  ['embedded', {}, 4],
  ['embedded', { PARTITIONS: '7' }, 7],
] as const)('on %s with %o a stream has %i partitions', (BUS, more, partitions) => {
  expect(readConfig({}, { ...kafka, BUS, ...more }).PARTITIONS).toBe(partitions);
});

it('tells all that is wrong at once, by name, and quotes no value', () => {
  const wrong = wrongIn(
    {
      DATABASE_URL: 'my password',
      TIME_ZONE: 'Asia/Nowhere',
      PORT: '70000',
      KAFKA_SASL_MECHANISM: 'plain',
      OVENS: '0',
    },
    bakerySettings,
  );
  expect(wrong).toEqual([
    'OVENS: Too small: expected number to be >=1',
    'PORT: Too big: expected number to be <=65535',
    'DATABASE_URL: Invalid URL',
    'TIME_ZONE: not a time zone of the IANA database, such as Asia/Shanghai',
    'OIDC_ISSUER: required',
    'KAFKA_BROKERS: required where BUS=kafka',
    'KAFKA_SASL_USERNAME: required with KAFKA_SASL_MECHANISM',
    'KAFKA_SASL_PASSWORD: required with KAFKA_SASL_MECHANISM',
  ]);
  expect(wrong.join()).not.toContain('my password');
});

it('takes an empty text for not set, as charts and compose files write it', () => {
  expect(readConfig({}, { ...kafka, PORT: '' }).PORT).toBe(3000);
  expect(wrongIn({ ...kafka, TIME_ZONE: '' })).toEqual(['TIME_ZONE: required']);
});

it('a key without its certificate is of no use', () => {
  expect(wrongIn({ ...kafka, KAFKA_SSL_KEY: 'key.pem' })).toEqual([
    'KAFKA_SSL_CERT, KAFKA_SSL_KEY: one is of no use without the other',
  ]);
});

it('every setting says what it means', () => {
  const silent = describeSettings(bakerySettings, {}).filter(({ meaning }) => meaning === '');
  expect(silent).toEqual([]);
});

it('prints name, value, default and meaning, and never a secret', () => {
  const table = printConfig(bakerySettings, { ...kafka, YEAST_KEY: 'wild', OVENS: '3' });
  expect(table).toMatch(/^OVENS +3 +2 +How many ovens there are$/m);
  expect(table).toMatch(/^DATABASE_URL +\*\*\* +\(required\) +The PostgreSQL database/m);
  expect(table).toMatch(/^YEAST_KEY +\*\*\* /m);
  expect(table).not.toMatch(/s3cret|wild/);
});

it('every setting that holds a password or a key’s text is marked secret', () => {
  const open = Object.entries<z.ZodType>(commonSettings)
    .filter(([name]) => /PASSWORD|_URL$/.test(name))
    .filter(([, setting]) => setting.meta()?.['secret'] !== true);
  expect(open).toEqual([]);
});
