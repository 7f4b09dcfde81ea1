import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { Response } from 'express';
import { isWeather } from '../../weather.js';
import { Log } from '../log/log.js';
import { Problem, type ProblemDetails, problemDetails, reasonOfStatus } from './problem.js';
import { routeOf, type TracedRequest } from './request.js';

/** Every error leaves as problem details; what we did not mean to say stays in our log. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(Log) private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<TracedRequest>();
    const response = http.getResponse<Response>();
    const problem = toProblem(error);
    if (problem.status >= 500)
      this.log.error('a request failed', {
        route: routeOf(request),
        method: request.method,
        status: problem.status,
        error,
      });
    if (response.headersSent) return void response.destroy(); // half an answer is no answer
    if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer'); // RFC 6750 §3
    if (problem.status === 503) response.setHeader('Retry-After', '1');
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}

/**
 * Words of the framework about a wrong request are the caller's to read; about our own fault they are not. What passes
 * by itself is no fault: whoever asks again under the same Idempotency-Key is answered once.
 */
export function toProblem(error: unknown): ProblemDetails {
  if (error instanceof Problem) return error.getResponse() as ProblemDetails;
  if (isWeather(error)) return problemDetails(503, 'unavailable', 'Ask again in a moment.');
  if (!(error instanceof HttpException)) return problemDetails(500, reasonOfStatus(500));
  const status = error.getStatus();
  if (status >= 500) return problemDetails(status, reasonOfStatus(status));
  if (error.cause instanceof SyntaxError) return problemDetails(400, 'body-not-json', 'The body is not JSON.');
  return problemDetails(status, reasonOfStatus(status), error.message);
}
