import type { CalendarDate } from '@mora/kernel';
import type { Left } from '../../domain/enforcement/allocate.js';
import { objectionsOf } from '../../domain/enforcement/court-terms.js';
import { takable } from '../../domain/enforcement/fitness.js';
import { closedDay, dueOf, leftOf } from '../../domain/enforcement/left.js';
import { isPersonal, reportsFrom } from '../../domain/enforcement/personal.js';
import { underRound } from '../../domain/enforcement/round.js';
import type { Enforcement } from '../../domain/enforcement/types.js';
import type { LegalPolicies } from '../../domain/policies.js';
import type { MeasureKind, Minor } from '../../domain/words.js';
import type { LoanNow } from '../../persistence/loan/loan.queries.js';
import { textOf } from '../loan/amounts.js';
import type { EnforcementAnswer, EnforcementsAnswer } from './enforcement.answers.js';

/** The enforcement of a loan's titles, round by round, and what is owed still at the close of yesterday. */
export function enforcementsOf({ state, openDay }: LoanNow, policies: LegalPolicies | null): EnforcementsAnswer {
  const { loanId, parts } = state;
  const { currency } = parts.ledger;
  const money = (minor: Minor) => (currency === null ? null : textOf(minor, currency));
  const rounds = parts.enforcement.rounds.map((round): EnforcementAnswer => {
    const { enforcementId, state: stands, judgmentId, on, court } = round;
    const owed = policies === null || openDay === null ? null : owedNow(round, state.parts, openDay, policies);
    return {
      enforcementId,
      state: stands,
      judgmentId,
      on,
      court,
      noticedOn: round.noticedOn ?? null,
      objections: objectionsOf(round).map(({ objectionId, state: at, due }) => ({
        objectionId,
        state: at,
        dueOn: due.on,
      })),
      left: textsOf(owed?.left ?? null, money),
      due: textsOf(owed?.due ?? null, money),
      clues: round.clues.map(({ clueId, asset, value, exempt, onlyHome }, at) => {
        const clue = round.clues[at];
        const rules = policies?.enforcement[round.jurisdiction];
        const most = clue === undefined || rules === undefined ? null : takable(clue, round, rules);
        return { clueId, asset, value: money(value), takable: most === null ? null : money(most), exempt, onlyHome };
      }),
      measures: round.measures.map(({ measureId, clueId, kind, asset, value, ...one }) => {
        const { state: binds, because, from, until, rank } = one;
        return {
          measureId,
          clueId,
          kind,
          asset,
          value: asset === null ? null : money(value),
          state: binds,
          because,
          from,
          until: until?.on ?? null,
          rank,
          reportsFrom: reportedFrom(kind, round, from, policies),
        };
      }),
      recoveries: round.recoveries.map(({ recoveryId, on: day, paymentId, ...one }) => ({
        recoveryId,
        on: day,
        amount: money(one.minor),
        costs: money(one.costs),
        judgment: money(one.judgment),
        doubled: money(one.doubled),
        surplus: money(one.surplus),
        paymentId,
      })),
    };
  });
  return { loanId, rounds };
}

/** Before the court has told the debtor to perform, its order to report is the day to go by. */
function reportedFrom(
  kind: MeasureKind,
  { noticedOn, jurisdiction }: Enforcement,
  from: CalendarDate | null,
  policies: LegalPolicies | null,
): CalendarDate | null {
  const toldOn = noticedOn ?? from;
  if (policies === null || toldOn === null || !isPersonal(kind)) return null;
  return reportsFrom(kind, toldOn, policies.enforcement[jurisdiction]);
}

function textsOf(owed: Left | null, money: (minor: Minor) => string | null): EnforcementAnswer['left'] {
  if (owed === null) return null;
  const { costs, judgment, doubled } = owed;
  return { costs: money(costs), judgment: money(judgment), doubled: money(doubled) };
}

/** What is owed, and what of it is due, in a round at the close of the last day that is closed; null where it cannot be said. */
export function owedNow(
  round: Enforcement,
  parts: LoanNow['state']['parts'],
  openDay: NonNullable<LoanNow['openDay']>,
  policies: LegalPolicies,
) {
  const known = closedDay(openDay);
  const under = underRound(parts.enforcement, round, { parts, policies }, known);
  return under === null ? null : { left: leftOf(under, known), due: dueOf(under, known) };
}
