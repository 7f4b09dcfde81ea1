import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { Problem } from './problem.js';
import type { TracedRequest } from './request.js';

const SHAPE = /^[\x21-\x7e]{8,128}$/;

/**
 * The cause id of a command: the caller's `Idempotency-Key`, within its tenant, so that one tenant's key can neither
 * meet nor betray another's. Throws the problem 400 where the header is missing or no key.
 */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const request = context.switchToHttp().getRequest<TracedRequest>();
  const key = request.header('idempotency-key') ?? '';
  const needed = 'Send an Idempotency-Key of 8 to 128 printable characters, the same one when you ask again.';
  if (!SHAPE.test(key)) throw new Problem(400, 'idempotency-key-missing', needed);
  if (request.actor === undefined) throw new Problem(401, 'token-missing');
  return `${request.actor.tenant}:${key}`;
});

const ANY_SHAPE = /^[\x21-\x7e]{1,128}$/;

/**
 * The caller's `Idempotency-Key` as it came, where the route can do without one; null where there is none.
 * Throws the problem 400 where it is no key.
 */
export const OptionalIdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext): string | null => {
  const key = context.switchToHttp().getRequest<TracedRequest>().header('idempotency-key');
  if (key === undefined || ANY_SHAPE.test(key)) return key ?? null;
  throw new Problem(
    400,
    'idempotency-key-malformed',
    'An Idempotency-Key is 1 to 128 printable characters, no spaces.',
  );
});
