import type { Logger } from 'typeorm';
import type { Log } from '../log/log.js';

/** TypeORM would print queries with their parameters, which are people's data; only that one failed or crept is told. */
export class TypeOrmLog implements Logger {
  constructor(private readonly out: Log) {}

  logQuery(): void {
    // never: see above
  }

  logQueryError(error: string | Error): void {
    this.out.warn('a query failed', { error });
  }

  logQuerySlow(ms: number): void {
    this.out.warn('a query was slow', { ms });
  }

  logSchemaBuild(): void {
    // we write migrations; nothing is built
  }

  logMigration(message: string): void {
    if (message.includes('failed')) this.out.error('a migration failed', { migration: /"(\w+)"/.exec(message)?.[1] });
  }

  log(): void {
    // remarks of the library on its own doings
  }
}
