import type { Attempt } from './attempts.js';
import type { Finding } from './book.js';
import { finding } from './known.js';
import type { Scene } from './scene.js';

/** Who owes nothing overdue any more is not collected from, by nobody, from the day after it was paid. */
export const cured = (attempts: readonly Attempt[], scene: Scene): readonly Finding[] =>
  attempts
    .filter((attempt) => attempt.purpose === 'collection' && !scene.isOverdue(attempt))
    .map((attempt) => finding('stops', 'cured', attempt, 'nothing was overdue'));
