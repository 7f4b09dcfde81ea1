import { addDays, type CalendarDate } from '@mora/kernel';
import { sheetOf } from '../claim/sheet.js';
import type { ClaimRules, PaidUnder, Sheet } from '../claim/types.js';
import { countedStays, type Laid, laidUnder, paidOn } from '../enforcement/laid.js';
import { expensesOf, roundsOf } from '../enforcement/left.js';
import { underOf } from '../enforcement/round.js';
import type { LoanView } from '../loan/part.js';
import { rowFor } from '../products.js';
import type { JudgmentTitle } from '../proceedings/types.js';
import type { Minor } from '../words.js';
import type { Refusal } from './opinion.js';
import type { Matter } from './types.js';

type View = Pick<LoanView, 'loanId' | 'parts' | 'policies'>;

/** What a loan's claims are computed by; null where the bank has entered no such product. */
export function claimRulesFor({ parts, policies }: View): ClaimRules | null {
  const { id, version } = policies.products;
  const row = rowFor(policies.products, parts.ledger);
  return row === null ? null : { row, policy: { id, version }, tables: policies.claim };
}

/** The claim of a case as of the last closed day, or why there is none. */
export function claimNow(
  view: View,
  { caseId }: Pick<Matter, 'caseId'>,
  openDay: CalendarDate,
  accelerated: boolean,
): Sheet | Refusal {
  const rules = claimRulesFor(view);
  if (rules === null) return { because: 'product-unknown' };
  const { ledger, arrears, enforcement } = view.parts;
  const title = finalTitleOf(view, caseId);
  const rounds = title === null ? [] : roundsOf(enforcement, title.judgmentId);
  const enforcing = view.policies.enforcement[rules.row.jurisdiction];
  const asOf = addDays(openDay, -1);
  const laid = title === null ? [] : laidUnder(underOf(title, enforcement, view, enforcing, asOf));
  if (laid === null) return { because: 'rate-not-covered' };
  const found = sheetOf(ledger, arrears, title, laid.map(paidUnder), rules, {
    loanId: view.loanId,
    asOf,
    accelerated,
    costs: title === null ? costsOf(view, caseId) : expensesOf(rounds),
    stays: countedStays(rounds, enforcing).map(({ from, to }) => ({ from, to })),
  });
  return 'kind' in found ? { because: found.because } : found;
}

/**
 * What enforcing has brought, and what was paid to the bank itself: of that the ledger has taken all off its own amounts,
 * so that here it only stops the interest for delay.
 */
function paidUnder(laid: Laid): PaidUnder {
  const { on, by, costs, doubled } = laid;
  const judgment = paidOn(laid);
  return by === 'recovery' ? { on, judgment, costs, doubled } : { on, judgment, costs: 0, doubled: 0 };
}

export const isRefusal = (found: Sheet | Refusal): found is Refusal => 'because' in found;

/** The title that binds in a case; a judgment that can still be appealed against is none. */
export function finalTitleOf({ parts }: Pick<View, 'parts'>, caseId: string): JudgmentTitle | null {
  const { proceedings, titles } = parts.proceedings;
  const ours = proceedings.filter((one) => one.caseId === caseId).map(({ proceedingId }) => proceedingId);
  return titles.findLast(({ finalOn, proceedingId }) => finalOn !== null && ours.includes(proceedingId)) ?? null;
}

/** Fees that the bank has advanced and may ask back: of what goes on and of what was won, never of what came to nothing. */
export const costsOf = ({ parts }: Pick<View, 'parts'>, caseId: string): Minor =>
  parts.proceedings.proceedings
    .filter((one) => one.caseId === caseId && (one.state === 'open' || one.state === 'title'))
    .reduce((sum, { fee }) => sum + fee, 0);
