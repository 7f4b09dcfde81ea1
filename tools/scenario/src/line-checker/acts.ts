import {
  legalEnforcementApplied,
  legalExecutionEnded,
  legalLimitationInterrupted,
  negotiationLimitationInterrupted,
} from '@mora/contracts';
import type { Trace } from '../negotiation-checker/trace.js';
import type { Limitation, Restarts } from './law.js';
import { Ledger } from './ledger.js';
import { yearsFrom } from './period.js';
import type { LineRules } from './rules-read.js';

export type Act = Readonly<{ kind: string; on: string }>;

/** What negotiation calls an act, and what the law does. */
export const KINDS: Readonly<Record<string, string>> = {
  acknowledged: 'acknowledged',
  'asked-for-time': 'asked-for-time',
  'instalment-plan-agreed': 'plan-agreed',
};

/** All that can start a period anew up to a day, by what was said before a place of the log. */
export function actsIn(trace: Trace, place: number, on: string): readonly Act[] {
  return [
    ...new Ledger(trace, place, on).payments.map(({ valueDate }): Act => {
      return { kind: 'part-payment', on: valueDate };
    }),
    ...trace
      .before(negotiationLimitationInterrupted, place)
      .map(({ data }): Act => ({ kind: KINDS[data.act] ?? data.act, on: data.on })),
    // Of what was delivered the law counts what it says itself that it counts, if it was delivered.
    ...trace
      .all(legalLimitationInterrupted)
      .filter((one) => one.data.proof.kind === 'notice' && (one.place < place || one.businessDate === on))
      .map(({ data }): Act => ({ kind: data.act, on: data.on })),
  ].filter((act) => act.on <= on);
}

/** Rounds of enforcing a title that are over: the end of each starts its period anew. */
export function roundsOver(trace: Trace, place: number, judgmentId: string): readonly Act[] {
  const ended = trace.before(legalExecutionEnded, place);
  return trace
    .before(legalEnforcementApplied, place)
    .filter(({ data }) => data.judgmentId === judgmentId)
    .flatMap(({ data: { enforcementId } }) => ended.filter(({ data }) => data.enforcementId === enforcementId))
    .map(({ data: { on } }) => ({ kind: 'enforcement-application', on }));
}

type Runs = Readonly<{ startsOn: string; years: number; restart: Restarts }>;

/** The end of a period under all that was done in it; what comes behind the end starts only what it can revive. */
export function endAfter(
  { startsOn, years, restart }: Runs,
  acts: readonly Act[],
  law: Limitation,
  rules: Pick<LineRules, 'years'>,
): string {
  let end = yearsFrom(startsOn, years, law, rules);
  let last = startsOn;
  for (const { kind, on } of acts.toSorted((a, b) => (a.on < b.on ? -1 : 1))) {
    if (restart[kind] !== true || (on > end && !law.revive.includes(kind)) || on <= last) continue;
    last = on;
    end = yearsFrom(last, years, law, rules);
  }
  return end;
}
