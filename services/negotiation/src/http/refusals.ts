import { type DoorAnswer, Problem, requireTaken } from '@mora/runtime';

/**
 * Refusals that no other state would change: whoever says the same again on another day is refused again. All others
 * are of the state in which the loan is, and that may change.
 */
const RULES: ReadonlySet<string> = new Set([
  'own-proposal',
  'own-acknowledgement',
  'own-document',
  'own-assessment',
  'tier-too-low',
  'voted-already',
  'reviewed-already',
  'reason-missing',
  'evidence-missing',
  'guarantor-consent-missing',
  'no-such-guarantor',
  'assessment-stale',
  'unaffordable',
  'nothing-affordable',
  'menu-has-offers',
  'other-kinds-fit',
  'cap-not-covered',
  'product-not-covered',
  'proof-not-verified',
  'review-missing',
  'in-the-future',
  'in-the-past',
  'ends-before-it-begins',
  'same-person-twice',
  'person-not-linked',
  'too-many-documents',
  'needs-the-schedule',
  'needs-the-record',
  'currency-differs',
  'region-not-covered',
  'statement-too-old',
]);

/** Throws the problem 422 where a rule forbids it, 409 where it stands against it as things are, 503 where it is late. */
export function requireAllowed(answer: DoorAnswer): void {
  if ('because' in answer && isRule(answer.because)) throw refusal(answer.because, answer.detail);
  requireTaken(answer);
}

export const refusal = (because: string, detail?: string): Problem =>
  new Problem(isRule(because) ? 422 : 409, because, detail);

const isRule = (because: string): boolean => RULES.has(because) || because.startsWith('limit-');
