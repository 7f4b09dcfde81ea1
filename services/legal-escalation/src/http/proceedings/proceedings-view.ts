import type { Currency } from '@mora/kernel';
import type { JudgmentTitle, Proceeding } from '../../domain/proceedings/types.js';
import type { LoanState } from '../../domain/loan/state.js';
import type { LegalPolicies } from '../../domain/policies.js';
import type { StepLine } from '../../persistence/proceedings/step.queries.js';
import { textOf } from '../loan/amounts.js';
import type { ProceedingAnswer, ProceedingsAnswer, StandingAnswer, TitleAnswer } from './proceedings.answers.js';

type Policies = Pick<LegalPolicies, 'machines'>;

/** What is before the courts, what may happen next, and what was said is owed. */
export function proceedingsOf(
  { loanId, parts }: LoanState,
  steps: readonly StepLine[],
  policies: Policies | null,
): ProceedingsAnswer {
  const { currency } = parts.ledger;
  const { proceedings, titles } = parts.proceedings;
  return {
    loanId,
    proceedings: proceedings.map((one) => proceedingOf(one, currency, policies)),
    titles: titles.map((one) => titleOf(one, currency)),
    steps,
  };
}

export const standingOf = ({ proceedingId, state, step, due }: Proceeding): StandingAnswer => ({
  proceedingId,
  state,
  step,
  dueOn: due?.on ?? null,
  provisional: due?.provisional ?? false,
});

const money = (minor: number, currency: Currency | null) => (currency === null ? null : textOf(minor, currency));

function proceedingOf(one: Proceeding, currency: Currency | null, policies: Policies | null): ProceedingAnswer {
  const { caseId, kind, court, filedOn, since, amount, fee, hearings } = one;
  const step = one.state === 'open' ? policies?.machines[kind]?.steps[one.step] : undefined;
  return {
    ...standingOf(one),
    caseId,
    kind,
    court,
    filedOn,
    since,
    actor: step?.actor ?? null,
    proof: step?.proof ?? null,
    outcomes: Object.keys(step?.outcomes ?? {}),
    terms: step?.terms ?? [],
    amount: money(amount, currency),
    fee: money(fee, currency),
    hearings: hearings.map(({ hearingId, at, state }) => ({ hearingId, at: new Date(at).toISOString(), state })),
  };
}

function titleOf(one: JudgmentTitle, currency: Currency | null): TitleAnswer {
  const { judgmentId, proceedingId, title, on, amount, general, interest, costs, parts } = one;
  return {
    judgmentId,
    proceedingId,
    title,
    on,
    amount: money(amount, currency),
    general: money(general, currency),
    interest: interest === undefined ? null : { ...interest, principal: money(interest.principal, currency) },
    costs: money(costs, currency),
    parts: parts.map((part) => ({ amount: money(part.amount, currency), performBy: part.performBy })),
    appealUntil: one.appealUntil?.on ?? null,
    finalOn: one.finalOn,
    enforceUntil: one.enforceUntil?.on ?? null,
  };
}
