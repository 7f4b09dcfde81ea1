import { addDays, type CalendarDate } from '@mora/kernel';
import { judge } from '../gate/judge.js';
import { isHeld, isHeldUpstream } from '../loan/held.js';
import { gatheredOf, refusal, type Refused, withMore } from '../loan/gathered.js';
import type { LoanView } from '../loan/part.js';
import { timelineOf } from '../loan/timeline.js';
import { moneyOf } from '../proceedings/money.js';
import { orderFor, rowFor } from '../products.js';
import type { LaneAt } from '../words.js';
import type { DisposalCommand } from './commands.js';
import { daysPastDueOn } from '../loan/parts/arrears.js';
import { caseOf, debtOf, type Made, sumOf } from './made.js';
import { packageRow } from './rows.js';
import type { DisposalPart, Sale } from './types.js';

type Command<K extends DisposalCommand['kind']> = Extract<DisposalCommand, { kind: K }>;

/** A claim is offered for sale with others, where the rules let it. */
export function listed(
  part: DisposalPart,
  { packageId, batch, by }: Command<'list'>,
  view: LoanView,
  { openDay }: LaneAt,
): Made | Refused {
  if (part.listing !== null) return refusal('listed-already');
  const no = whyNotSold(part, view, openDay);
  if (no !== null) return refusal('not-eligible', no);
  const { total } = debtOf(view, openDay);
  const listing = { packageId, batch, on: openDay, claim: sumOf(total) };
  const data = { packageId, caseId: caseOf(view), batch, on: openDay };
  const { id, version } = view.policies.disposal;
  return withMore(gatheredOf({ ...part, listing }), {
    said: [{ type: 'package-listed', data }],
    writes: [
      packageRow(view, packageId, { state: 'listed', total, price: null, openDay }),
      timelineOf('package-listed', { ...data, claim: listing.claim, by }, { id, version, rule: 'sale' }),
    ],
  });
}

/** By which rule a claim may not be sold; null where it may. */
function whyNotSold({ sale }: DisposalPart, view: LoanView, openDay: CalendarDate): string | null {
  const { parts, policies } = view;
  const { until, rows, leastDaysPastDue } = policies.disposal.sale;
  const row = rowFor(policies.products, parts.ledger);
  if (row === null || !rows.includes(row.rule)) return 'product';
  if (openDay > until) return 'pilot-over';
  if (parts.ledger.status === 'closed' || parts.ledger.status === 'transferred') return `status-${parts.ledger.status}`;
  if (sale !== null && sale.state !== 'rejected') return 'sold-already';
  // What is written off needs no case any more.
  const no = parts.ledger.status === 'written-off' ? null : whyNoCase(view, openDay);
  if (no !== null) return no;
  if (isHeldUpstream(parts) || isHeld(parts, openDay)) return 'held';
  const { current } = parts.settlement;
  if (current !== null && ['asked', 'agreed', 'performing'].includes(current.state)) return 'settling';
  if (daysPastDueOn(parts.arrears, parts.ledger, addDays(openDay, -1)) < leastDaysPastDue) return 'days-past-due';
  return sumOf(debtOf(view, openDay).total) === 0 ? 'nothing-owed' : null;
}

/** A second person has agreed to sell, and the bank may go to court, or has been there: both as it stands now. */
function whyNoCase({ parts, policies }: LoanView, openDay: CalendarDate): string | null {
  const { matter } = parts.matter;
  if (matter === null) return 'no-case';
  const { evaluation } = matter;
  if (evaluation?.state !== 'approved' || evaluation.strategy !== 'sale') return 'strategy';
  if (parts.proceedings.titles.some(({ finalOn }) => finalOn !== null)) return null;
  const { passed } = judge(parts, addDays(openDay, -1), policies.gate, orderFor(policies, parts.ledger));
  return passed && parts.gate.current?.passed === true ? null : 'gate';
}

/** It is not offered any more. */
export function unlisted(
  part: DisposalPart,
  { packageId, because, by }: Command<'unlist'>,
  view: LoanView,
  { openDay }: LaneAt,
): Made | Refused {
  if (part.listing?.packageId !== packageId) return refusal('not-listed');
  if (part.sale?.state === 'asked') return refusal('sale-open');
  return left(gatheredOf(part), packageId, because, view, openDay, by);
}

/** A claim leaves its package, by somebody or by itself. */
export function left(
  made: Made,
  packageId: string,
  because: string,
  view: LoanView,
  openDay: CalendarDate,
  by: string | null,
): Made {
  const data = { packageId, caseId: caseOf(view), because };
  const { total } = debtOf(view, openDay);
  return withMore(made, {
    part: { ...made.part, listing: null },
    said: [{ type: 'package-left', data }],
    writes: [
      packageRow(view, packageId, { state: 'left', total, price: null, openDay }),
      timelineOf('package-left', { ...data, by }, null),
    ],
  });
}

/** The package was awarded: the ledger is asked to book that the claim has passed on. */
export function sold(
  part: DisposalPart,
  { packageId, buyerId, price, requestId, by }: Command<'sell'>,
  view: LoanView,
  { openDay }: LaneAt,
): Made | Refused {
  const { listing } = part;
  if (listing?.packageId !== packageId) return refusal('not-listed');
  if (part.sale?.packageId === packageId && part.sale.state !== 'rejected') return refusal('sale-open');
  const no = whyNotSold(part, view, openDay);
  if (no !== null) return refusal('not-eligible', no);
  const { total } = debtOf(view, openDay);
  const claim = sumOf(total);
  const answerBy = addDays(openDay, view.policies.disposal.ledgerAnswerDays);
  const fresh = { packageId, buyerId, claim, price, requestId, on: openDay, answerBy };
  const sale: Sale = { ...fresh, state: 'asked', noticeRequestId: null };
  const { currency, text } = moneyOf(view);
  const ask = { requestId, packageId, buyerId, currency, price: text(price), effectiveOn: openDay, answerBy };
  return withMore(gatheredOf({ ...part, sale }), {
    said: [{ type: 'transfer', data: ask, ask: true }],
    writes: [
      packageRow(view, packageId, { state: 'asked', total, price, openDay }),
      timelineOf('sale-asked', { ...ask, claim, by }, null),
    ],
  });
}
