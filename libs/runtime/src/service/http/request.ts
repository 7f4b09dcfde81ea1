import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Actor } from '../../auth/actor.js';

/** A request as our own middleware leaves it. */
export type TracedRequest = Request & { actor?: Actor; traceparent?: string | null; rawBody?: Buffer };

/** The W3C trace context that this request's effects belong to; null where nobody traces it. */
export const Traceparent = createParamDecorator(
  (_: unknown, context: ExecutionContext): string | null =>
    context.switchToHttp().getRequest<TracedRequest>().traceparent ?? null,
);

/** The route's pattern, never the path as it came: a path or a query may hold anything. */
export function routeOf(request: Request): string {
  const { route } = request as { route?: { path?: unknown } };
  return typeof route?.path === 'string' ? route.path : 'unknown';
}
