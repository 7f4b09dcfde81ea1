import type { DoorAnswer } from '../../reactor/lanes.js';
import { Problem } from './problem.js';

/**
 * What a command's caller is told. A duplicate is as good as taken: the caller asked twice, once was enough.
 * Throws the problem 409 with the rules' reason, and 503 where the lane is behind and may be asked again later.
 */
export function requireTaken(answer: DoorAnswer): void {
  if ('because' in answer) {
    const later = answer.because === 'catching-up';
    throw new Problem(later ? 503 : 409, answer.because, answer.detail);
  }
  if (answer.kind === 'conflict')
    throw new Problem(409, 'idempotency-key-reused', 'This Idempotency-Key came before with another body.');
}
