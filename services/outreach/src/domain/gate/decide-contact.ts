import type { Attempt, GateAttempt, GateDecision, GateFacts, Inputs } from './attempt.js';
import { judgeByRules } from './judge-by-rules.js';
import type { GatePacks } from './packs.js';
import { CURED_BY_FACTS, preflight } from './preflight.js';

export type { GateDecision, GateFacts } from './attempt.js';
export { longestWindowDays } from './packs.js';

const MINUTE_MS = 60_000;

/**
 * Whether this contact may be made at its instant, by all packs that apply; the strictest wins. What is not known
 * refuses. A refusal names every rule that objects and the first instant at which none does, by what is known today.
 */
export function decideContact(
  packs: GatePacks,
  facts: GateFacts,
  history: readonly Attempt[],
  attempt: GateAttempt,
): GateDecision {
  const first = preflight(packs, facts, attempt);
  if (first.kind === 'known') return judgeByRules(packs, first.known, facts, history, attempt);
  const isCured = first.codes.every((code) => CURED_BY_FACTS.has(code));
  const again = attempt.at + packs.settings.recheckMinutes * MINUTE_MS;
  const nextAllowedAt = isCured ? again : null;
  return { kind: 'refused', rules: first.codes, nextAllowedAt, packs: [], inputs: seen(facts, attempt) };
}

/** What was looked at to find that too little is known. */
const seen = ({ person, knownUpTo, today, loan }: GateFacts, { role, pointId }: GateAttempt): Inputs => ({
  jurisdiction: person.jurisdiction ?? 'none',
  zone: person.timeZone ?? 'none',
  knownUpTo: knownUpTo ?? 'never',
  today,
  slices: loan === null ? 'none' : Object.keys(loan.versions).sort().join(','),
  notKnown: loan?.notKnown.toSorted().join(',') ?? '',
  role,
  point: pointId !== null,
});
