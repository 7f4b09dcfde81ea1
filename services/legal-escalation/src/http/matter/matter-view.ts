import type { CalendarDate, Currency } from '@mora/kernel';
import type { Sheet } from '../../domain/claim/types.js';
import { checklistOf } from '../../domain/matter/automatic.js';
import type { Matter } from '../../domain/matter/types.js';
import type { LegalPolicies } from '../../domain/policies.js';
import { textOf } from '../loan/amounts.js';
import type { LoanSeen } from '../loan/loans.js';
import type { ClaimSheetAnswer, OpenCaseAnswer } from './matter.answers.js';

/** The case of a loan as its lawyers see it: ids, days, codes and amounts. */
export function caseOf(
  { loan, now }: LoanSeen,
  matter: Matter,
  policies: LegalPolicies,
  openDay: CalendarDate,
): OpenCaseAnswer {
  const { parts } = now.state;
  const { caseId, openedOn, gateId, exceptionId, lawyer, stage, bundle, papers } = matter;
  const { automatic } = policies.evaluation;
  const text = textIn(parts.ledger.currency);
  return {
    loanId: loan,
    caseId,
    openedOn,
    gateId,
    exceptionId,
    lawyer,
    stage,
    checklist: checklistOf({ parts }, matter, policies.evaluation, openDay).map(({ item, state, proof }) => {
      return { item, state, automatic: automatic.some((name) => name === item), proof };
    }),
    evaluation: evaluationOf(matter, text),
    claim: claimOf(matter, text),
    bundleId: bundle?.bundleId ?? null,
    papers: papers.map(({ kind, id, sha256, on }) => ({ kind, id, sha256, on })),
  };
}

type Text = (minor: number) => string;

/** Nothing is weighed or claimed of a loan without a currency. */
const textIn =
  (currency: Currency | null): Text =>
  (minor) =>
    currency === null ? String(minor) : textOf(minor, currency);

function evaluationOf({ evaluation }: Matter, text: Text): OpenCaseAnswer['evaluation'] {
  if (evaluation === null) return null;
  const { expectedRecovery, expectedCost, claimed, ...given } = evaluation;
  return {
    ...given,
    expectedRecovery: text(expectedRecovery),
    expectedCost: text(expectedCost),
    claimed: claimed === null ? null : { asOf: claimed.asOf, due: text(claimed.due), all: text(claimed.all) },
  };
}

function claimOf({ sheet }: Matter, text: Text): OpenCaseAnswer['claim'] {
  if (sheet === null) return null;
  const { sheetId, asOf, total, sha256, differs } = sheet;
  return { sheetId, asOf, total: text(total), sha256, differs };
}

export function sheetAnswer({
  sheetId,
  asOf,
  currency,
  total,
  lines,
  runsOn,
  differs,
  checkedOn,
}: Sheet): ClaimSheetAnswer {
  return {
    sheetId,
    asOf,
    currency,
    total: textOf(total, currency),
    lines: lines.map(({ code, minor, from, formula, dueOn, rows, rule }) => {
      return { code, amount: textOf(minor, currency), from, formula, dueOn, rows, rule };
    }),
    runsOn: runsOn.map(({ code, rate, base, from }) => ({ code, rate, base: textOf(base, currency), from })),
    differs,
    checkedOn,
  };
}
