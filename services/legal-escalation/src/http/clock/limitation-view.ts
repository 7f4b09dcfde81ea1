import type { CalendarDate } from '@mora/kernel';
import { explain, type Explained } from '../../domain/clock/clocks.js';
import { inputOf } from '../../domain/clock/folded.js';
import type { LoanState } from '../../domain/loan/state.js';
import type { LegalPolicies } from '../../domain/policies.js';
import { rulesFor } from '../../domain/products.js';
import type { EffectAnswer, LimitationAnswer, PeriodAnswer } from './limitation.dto.js';

/** The periods as they are folded now, with what every act did to each: the fold by which the lane goes, and no other. */
export function limitationOf(
  { loanId, parts }: LoanState,
  asOf: CalendarDate,
  heldSince: CalendarDate | null,
  policies: LegalPolicies,
): LimitationAnswer {
  const rules = rulesFor(policies, parts.ledger);
  const periods =
    rules === null || !parts.clock.open
      ? []
      : explain(inputOf({ loanId, parts, policies }, parts.clock, rules, asOf), rules, policies.book, asOf);
  return { loanId, asOf, nextDate: parts.clock.nextDate, heldSince, periods: periods.map(periodOf) };
}

function periodOf({ clock, effects }: Explained): PeriodAnswer {
  const { clockId, claim, ref, startsOn, expiresOn, provisional, state, policy } = clock;
  return { clockId, claim, ref, startsOn, expiresOn, provisional, state, policy, acts: effects.map(effectOf) };
}

function effectOf({
  act,
  effect,
  rule,
  from: expiredBefore,
  to: expiresAfter,
}: Explained['effects'][number]): EffectAnswer {
  const { actId, kind, on, until, from, proof } = act;
  return { actId, act: kind, on, until, from, proof, effect, rule, expiredBefore, expiresAfter };
}
