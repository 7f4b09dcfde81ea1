import { types } from 'node:util';
import { InvariantViolated } from '@mora/kernel';

export type ErrorFields = Readonly<{ type: string; message?: string; code?: string; at?: string; cause?: ErrorFields }>;

/** Errors of ours carry this where their message holds names of fields and rules, and never what a field held. */
export type DataFree = Readonly<{ dataFree: true }>;

/**
 * What a log may hold of an error: its kind, its code and where it happened. The message goes in only where it cannot
 * quote anybody's data; those of PostgreSQL and JSON.parse do quote.
 */
export function errorFields(error: unknown): ErrorFields {
  if (!isError(error)) return { type: typeof error };
  const { code } = error as { code?: unknown };
  return {
    type: error.constructor.name === 'Error' ? error.name : error.constructor.name,
    ...(isDataFree(error) && { message: error.message }),
    ...(typeof code === 'string' && { code }),
    ...(error.stack !== undefined && { at: frames(error.stack) }),
    ...(error.cause !== undefined && { cause: errorFields(error.cause) }),
  };
}

/** Errors of Node’s own may come from another realm, where `instanceof` does not know them. */
const isError = (error: unknown): error is Error => error instanceof Error || types.isNativeError(error);

function isDataFree(error: Error): boolean {
  if (error instanceof InvariantViolated || error.name.startsWith('KafkaJS')) return true;
  const { dataFree, syscall } = error as { dataFree?: unknown; syscall?: unknown };
  return dataFree === true || typeof syscall === 'string';
}

/** The stack repeats the message in its first lines; only the frames are safe. */
const frames = (stack: string): string =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim())
    .join(' < ');
