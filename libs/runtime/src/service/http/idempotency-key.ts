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
