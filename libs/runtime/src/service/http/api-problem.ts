import { ApiResponse } from '@nestjs/swagger';
import { problemDetails } from './problem.js';

const text = { type: 'string' } as const;

/** RFC 9457, as the page shows it. */
export const PROBLEM_SCHEMA = {
  type: 'object' as const,
  required: ['type', 'title', 'status', 'reason'],
  properties: {
    type: text,
    title: text,
    status: { type: 'integer' as const },
    reason: { ...text, description: 'A code that programs may go by' },
    detail: { ...text, description: 'For whoever reads it' },
    fields: {
      type: 'array' as const,
      items: {
        type: 'object' as const,
        properties: { field: text, says: { type: 'array' as const, items: text } },
      },
    },
  },
};

/** A response that is a problem, as OpenAPI says it, with one of its reasons for an example. */
export const problemResponse = (status: number, reason: string, description: string) => ({
  description,
  content: {
    'application/problem+json': {
      schema: { $ref: '#/components/schemas/Problem' },
      example: problemDetails(status, reason),
    },
  },
});

/** `@ApiProblem(409, 'oven-cold', '…')` on a route: how it may say no, besides the ways that every route has. */
export const ApiProblem = (status: number, reason: string, description: string): MethodDecorator & ClassDecorator =>
  ApiResponse({ status, ...problemResponse(status, reason, description) });
