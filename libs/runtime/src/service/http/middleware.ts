import { performance } from 'node:perf_hooks';
import type { NextFunction, Request, Response } from 'express';
import type { Log } from '../log/log.js';
import type { ServiceMetrics } from '../metrics/service-metrics.js';
import type { Tracing } from '../tracing/tracing.js';
import { routeOf, type TracedRequest } from './request.js';

type Watchers = Readonly<{ log: Log; metrics: ServiceMetrics; tracing: Tracing }>;

/** Begins a span for each request, and counts and logs how it ended: route and outcome, never what it carried. */
export const watchRequests =
  ({ log, metrics, tracing }: Watchers) =>
  (request: Request, response: Response, next: NextFunction): void => {
    const began = performance.now();
    const span = tracing.startIntake(`HTTP ${request.method}`, request.header('traceparent') ?? null);
    const traced = request as TracedRequest;
    traced.traceparent = span.traceparent;
    response.on('close', () => {
      const route = routeOf(request);
      const status = response.writableFinished ? response.statusCode : 499; // the caller hung up
      const ms = Math.round(performance.now() - began);
      metrics.httpSeconds.observe({ method: request.method, route, status: String(status) }, ms / 1_000);
      log.debug('a request was answered', { method: request.method, route, status, ms, tenant: traced.actor?.tenant });
      span.end(status >= 500 ? `HTTP ${status}` : undefined, {
        'http.route': route,
        'http.response.status_code': status,
      });
    });
    next();
  };

/** Answers about loans are not for caches, nor for a browser to guess at. */
export function safeHeaders(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('X-Frame-Options', 'DENY');
  next();
}
