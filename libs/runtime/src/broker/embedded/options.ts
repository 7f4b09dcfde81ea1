import type pg from 'pg';
import { type BrokerLog, noBrokerLog } from '../broker-log.js';

export type EmbeddedOptions = Readonly<{
  /** Of the database that holds the log. Each reader and each writer takes a connection only while it works. */
  pool: pg.Pool;
  /** Records handed over at once, at most. */
  chunk?: number;
  /** How often an idle reader looks; what this process itself appends wakes it at once. */
  pollMs?: number;
  /** Behind a few records a reader breathes so long: what comes meanwhile is handed over together. */
  breathMs?: number;
  handlerDeadlineMs?: number;
  hintMs?: number;
  stopMs?: number;
  log?: BrokerLog;
}>;

export type EmbeddedSettings = Required<EmbeddedOptions>;

export const withDefaults = (options: EmbeddedOptions): EmbeddedSettings => ({
  chunk: 1_000,
  pollMs: 1_000,
  breathMs: 8,
  handlerDeadlineMs: 60_000,
  hintMs: 5_000,
  stopMs: 12_000,
  log: noBrokerLog,
  ...options,
});
