import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';

export type FieldProblem = Readonly<{ field: string; says: readonly string[] }>;

/** RFC 9457. `reason` is our code, which programs go by; `detail` is for whoever reads it. */
export type ProblemDetails = Readonly<{
  type: string;
  title: string;
  status: number;
  reason: string;
  detail?: string;
  fields?: readonly FieldProblem[];
}>;

/**
 * An answer that says no, and why. Throw it from a controller:
 * `throw new Problem(409, 'plan-not-open', 'The plan was completed on 2026-03-02.')`.
 */
export class Problem extends HttpException {
  readonly dataFree = true;

  constructor(status: number, reason: string, detail?: string, fields?: readonly FieldProblem[]) {
    super(problemDetails(status, reason, detail, fields), status);
    this.message = `${status} ${reason}`;
  }
}

export function problemDetails(
  status: number,
  reason: string,
  detail?: string,
  fields?: readonly FieldProblem[],
): ProblemDetails {
  return {
    type: `urn:mora:problem:${reason}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    reason,
    ...(detail !== undefined && { detail }),
    ...(fields !== undefined && { fields }),
  };
}

/** `Not Found` is `not-found`: the reason of an answer that nobody gave a reason of its own. */
export const reasonOfStatus = (status: number): string =>
  (STATUS_CODES[status] ?? 'error').toLowerCase().replaceAll(/[^a-z]+/g, '-');
