import { z } from 'zod';
import { commaList, type ConfigOf, count, milliseconds, secret, timeZone } from './settings.js';

const http = {
  HOST: z.string().default('0.0.0.0').describe('The address that HTTP listens on'),
  PORT: count(0, 65_535).default(3000).describe('The port that HTTP listens on; 0 takes a free one'),
  HTTP_BODY_LIMIT: count(1_024).default(1_048_576).describe('The largest HTTP body that is read, in bytes'),
};

const database = {
  DATABASE_URL: secret(
    z.url().describe('The PostgreSQL database of this service, as postgres://user:password@host/name'),
  ),
  DATABASE_POOL: count(2, 500).default(10).describe('Connections to the database that this process holds at most'),
  MIGRATION_URL: secret(
    z.url().optional().describe('The same database as the role that owns the tables; else DATABASE_URL migrates'),
  ),
  MIGRATE: z
    .enum(['at-start', 'never'])
    .default('at-start')
    .describe('Whether a start brings the tables up to date; never, where a job does it by --migrate'),
};

const bus = {
  BUS: z.enum(['kafka', 'embedded']).default('kafka').describe('Kafka, or the log in PostgreSQL for one machine'),
  BUS_URL: secret(z.url().optional().describe('The PostgreSQL database of the embedded log; else DATABASE_URL')),
  PARTITIONS: count(1, 1_024)
    .optional()
    .describe('Partitions of every stream, never changed later; default 12 on Kafka, 4 embedded'),
  KAFKA_BROKERS: commaList.optional().describe('host:port of some brokers, with commas; required where BUS=kafka'),
  KAFKA_SSL: z.stringbool().default(false).describe('Whether the brokers are spoken to over TLS'),
  KAFKA_SSL_CA: z.string().optional().describe('File of the CA certificates (PEM) that vouch for the brokers'),
  KAFKA_SSL_CERT: z.string().optional().describe('File of the client certificate (PEM) for mutual TLS'),
  KAFKA_SSL_KEY: z.string().optional().describe('File of the key (PEM) of the client certificate'),
  KAFKA_SASL_MECHANISM: z
    .enum(['plain', 'scram-sha-256', 'scram-sha-512'])
    .optional()
    .describe('How this service logs in at the brokers'),
  KAFKA_SASL_USERNAME: z.string().optional().describe('The user at the brokers'),
  KAFKA_SASL_PASSWORD: secret(z.string().optional().describe('The password at the brokers')),
  KAFKA_SESSION_MS: milliseconds(6_000, 300_000)
    .default(30_000)
    .describe(
      'After so long without a word a process is held for dead, and others take its partitions, in milliseconds',
    ),
};

const work = {
  CHUNK_SIZE: count(1, 10_000).default(500).describe('Records of one partition that one transaction takes at most'),
  TIMER_CHECK_MS: milliseconds(20, 60_000)
    .default(1_000)
    .describe('How often is looked whether a timer is due, in milliseconds'),
  HANDLER_DEADLINE_MS: milliseconds(1_000)
    .default(60_000)
    .describe('After so long a transaction under way is given up, in milliseconds'),
  STOP_DEADLINE_MS: milliseconds(0, 600_000)
    .default(20_000)
    .describe('How long a stop waits for work under way; the process is gone 5 s later, in milliseconds'),
  TIME_ZONE: timeZone.describe('The time zone of the installation, in which a business day is a day'),
};

const identity = {
  OIDC_ISSUER: z.url().describe('The identity provider, by the issuer that stands in its tokens'),
  OIDC_AUDIENCE: z.string().default('mora').describe('What a token must be meant for (aud)'),
  OIDC_TENANT_CLAIM: z.string().default('tenant').describe('The claim that names the actor’s tenant; dots step inside'),
  OIDC_ROLES_CLAIM: z
    .string()
    .default('roles')
    .describe('The claim that lists the actor’s roles, such as realm_access.roles of Keycloak'),
};

const watching = {
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info').describe('The least level that is logged'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url()
    .optional()
    .describe(
      'The OpenTelemetry collector (OTLP over HTTP), such as http://collector:4318; without it nothing is traced',
    ),
  TRACE_RATIO: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(0.01)
    .describe('The share of the traces that begin here which are recorded'),
};

/** What every service can be told. */
export const commonSettings = { ...http, ...database, ...bus, ...work, ...identity, ...watching } as const;

export type CommonConfig = Omit<ConfigOf<typeof commonSettings>, 'PARTITIONS'> & Readonly<{ PARTITIONS: number }>;

/** What no single setting can tell. Each line names the setting that must change. */
export function contradictions(config: Partial<ConfigOf<typeof commonSettings>>): string[] {
  const wrong: string[] = [];
  if (config.BUS === 'kafka' && !config.KAFKA_BROKERS?.length) wrong.push('KAFKA_BROKERS: required where BUS=kafka');
  if (config.KAFKA_SASL_MECHANISM !== undefined) {
    if (config.KAFKA_SASL_USERNAME === undefined) wrong.push('KAFKA_SASL_USERNAME: required with KAFKA_SASL_MECHANISM');
    if (config.KAFKA_SASL_PASSWORD === undefined) wrong.push('KAFKA_SASL_PASSWORD: required with KAFKA_SASL_MECHANISM');
  }
  if ((config.KAFKA_SSL_CERT === undefined) !== (config.KAFKA_SSL_KEY === undefined))
    wrong.push('KAFKA_SSL_CERT, KAFKA_SSL_KEY: one is of no use without the other');
  return wrong;
}
