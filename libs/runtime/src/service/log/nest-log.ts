import type { LoggerService } from '@nestjs/common';
import type { Log, LogLevel } from './log.js';

/** Warns of data sources of one name; ours are apart, one in each service's own container, though in one process. */
const ONE_PROCESS = 'DataSourceNameRegistry';

/** Nest speaks through our log. It passes texts with a context last; an object among them is left out. */
export class NestLog implements LoggerService {
  constructor(private readonly out: Log) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest); // its tales of modules and routes are for whoever looks for a fault
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write(rest.at(-1) === ONE_PROCESS ? 'debug' : 'warn', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  private write(level: LogLevel, message: unknown, rest: readonly unknown[]): void {
    const context = rest.at(-1);
    const error = message instanceof Error ? message : rest.find((item) => item instanceof Error);
    const said = typeof message === 'string' ? message : 'an entry of the framework';
    const type = typeof context === 'string' && !context.includes('\n') ? context : undefined;
    this.out.write(level, said, { type, error });
  }
}
