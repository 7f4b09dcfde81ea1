import { pino, type DestinationStream, type Logger } from 'pino';
import { type ErrorFields, errorFields } from './error-fields.js';

/** What a log line may hold beside its message: ids, counts and outcomes. Anything else is left out. */
export const LOG_FIELDS = [
  'tenant',
  'loan',
  'subject',
  'episode',
  'actor',
  'role',
  'event',
  'type',
  'cause',
  'stream',
  'topic',
  'space',
  'partition',
  'offset',
  'lane',
  'lanes',
  'reactor',
  'openDay',
  'day',
  'timer',
  'outcome',
  'reason',
  'code',
  'alarm',
  'count',
  'rows',
  'bytes',
  'lag',
  'attempt',
  'ms',
  'method',
  'route',
  'status',
  'trace',
  'migration',
  'policy',
  'url',
  'version',
  'signal',
  'bus',
  'person',
  'notice',
  'channel',
  'provider',
  'agency',
  'pack',
  'rule',
  'mark',
  'setting',
] as const;

type Loggable = string | number | bigint | boolean | null | undefined | readonly (string | number)[];
export type LogFields = Readonly<Partial<Record<(typeof LOG_FIELDS)[number], Loggable>> & { error?: unknown }>;
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'fatal';

const ALLOWED: ReadonlySet<string> = new Set(LOG_FIELDS);

export type LogOptions = Readonly<{ service: string; level: string; destination?: DestinationStream }>;

/** One JSON line an entry, on stdout. The message is a fixed text; what varies stands in the fields. */
export class Log {
  private readonly pino: Logger;

  constructor({ service, level, destination }: LogOptions) {
    const options = { level, base: { service }, timestamp: pino.stdTimeFunctions.isoTime, messageKey: 'message' };
    this.pino = destination === undefined ? pino(options) : pino(options, destination);
  }

  debug(message: string, fields?: LogFields): void {
    this.write('debug', message, fields);
  }

  info(message: string, fields?: LogFields): void {
    this.write('info', message, fields);
  }

  warn(message: string, fields?: LogFields): void {
    this.write('warn', message, fields);
  }

  error(message: string, fields?: LogFields): void {
    this.write('error', message, fields);
  }

  fatal(message: string, fields?: LogFields): void {
    this.write('fatal', message, fields);
  }

  write(level: LogLevel, message: string, fields: LogFields = {}): void {
    if (this.pino.isLevelEnabled(level)) this.pino[level](allowed(fields), message);
  }
}

/** The type keeps a stranger out at compile time; this keeps it out where a type was cast away. */
function allowed(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept: Record<string, string | number | boolean | null | ErrorFields> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'error' && value !== undefined) kept['error'] = errorFields(value);
    else if (ALLOWED.has(name)) Object.assign(kept, { [name]: plain(value) });
  }
  return kept;
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === 'object' && value !== null ? '***' : value;
}
