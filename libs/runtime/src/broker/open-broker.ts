import { readFileSync } from 'node:fs';
import type { CommonConfig } from '../service/config/common-settings.js';
import type { Log } from '../service/log/log.js';
import { openPool } from '../postgres.js';
import type { BrokerLog } from './broker-log.js';
import { embeddedBroker } from './embedded/embedded-broker.js';
import { kafkajsBroker } from './kafkajs/kafkajs-broker.js';
import type { KafkajsOptions } from './kafkajs/options.js';
import type { Broker } from './port.js';

const BUS_CONNECTIONS = 10;

/** The broker that a service's configuration names. */
export function openBroker(service: string, config: CommonConfig, log: Log): Broker {
  const say: BrokerLog = (level, message, fields) => log[level](message, fields);
  if (config.BUS === 'embedded') return openEmbedded(service, config, say);
  return kafkajsBroker({
    brokers: config.KAFKA_BROKERS ?? [],
    clientId: service,
    handlerDeadlineMs: config.HANDLER_DEADLINE_MS,
    sessionTimeoutMs: config.KAFKA_SESSION_MS,
    heartbeatMs: Math.min(3_000, Math.floor(config.KAFKA_SESSION_MS / 3)),
    log: say,
    ...(config.KAFKA_SSL && { ssl: tls(config) }),
    ...(config.KAFKA_SASL_MECHANISM !== undefined && { sasl: login(config) }),
  });
}

function openEmbedded(service: string, config: CommonConfig, log: BrokerLog): Broker {
  const pool = openPool({ url: config.BUS_URL ?? config.DATABASE_URL, max: BUS_CONNECTIONS, name: `${service} bus` });
  const broker = embeddedBroker({ pool, handlerDeadlineMs: config.HANDLER_DEADLINE_MS, log });
  return {
    ...broker,
    close: async () => {
      await broker.close();
      await pool.end();
    },
  };
}

const fileOr = (path: string | undefined): string | undefined =>
  path === undefined ? undefined : readFileSync(path, 'utf8');

function tls(config: CommonConfig): NonNullable<KafkajsOptions['ssl']> {
  const ca = fileOr(config.KAFKA_SSL_CA);
  const cert = fileOr(config.KAFKA_SSL_CERT);
  const key = fileOr(config.KAFKA_SSL_KEY);
  return { ...(ca && { ca: [ca] }), ...(cert && { cert }), ...(key && { key }) };
}

function login(config: CommonConfig): NonNullable<KafkajsOptions['sasl']> {
  const { KAFKA_SASL_USERNAME: username = '', KAFKA_SASL_PASSWORD: password = '' } = config;
  const login = { username, password };
  switch (config.KAFKA_SASL_MECHANISM) {
    case 'scram-sha-256':
      return { mechanism: 'scram-sha-256', ...login };
    case 'scram-sha-512':
      return { mechanism: 'scram-sha-512', ...login };
    default:
      return { mechanism: 'plain', ...login };
  }
}
