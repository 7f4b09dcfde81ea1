import type { CalendarDate } from '@mora/kernel';
import type { Amounts, Minor, RestructureForm } from '../words.js';
import { addedUp, less, NOTHING, sumOf, total } from './amounts.js';
import { monthsUntil } from './dates.js';
import { coming, type Draft, type Due, rulesFor } from './draft.js';
import type { Rows } from './rows.js';
import type { Built, Position } from './types.js';

/** In the order of the rules on restructured assets (C-13). */
const FORMS: readonly RestructureForm[] = [
  'extension',
  'deferred-plan',
  'grace-period',
  'interest-capitalised',
  'rate-cut',
  'amount-reduced',
  'collateral-weakened',
  'refinanced',
  'other',
];

/** The plan as it is offered, disclosed, asked of the ledger and kept: these rows and no others. */
export function finished(draft: Draft, { rows, capitalised, waived, capped }: Rows): Built {
  const { position, cut, fund, settlesFor } = draft;
  const isFund = fund > 0;
  const totals = sumOf(rows);
  const oldTotals = isFund ? NOTHING : oldTotalsOf(position);
  const costDelta = isFund ? 0 : total(totals) - total(oldTotals);
  const endOn = rows.at(-1)?.dueOn ?? position.endOn;
  const months = isFund ? 0 : monthsUntil(position.endOn, endOn);
  const heavier = !isFund && (costDelta > 0 || months > 0 || hasLarger(rows, position));
  return {
    kind: 'built',
    instalments: rows.map((row, at) => ({ number: at + 1, ...row })),
    totals,
    oldTotals,
    costDelta,
    waived,
    capped,
    capitalised,
    fund,
    rate: cut?.rate ?? position.rate,
    endOn,
    months,
    largest: largestOf(isFund ? [...rows, ...coming(position)] : rows),
    heavier,
    forms: formsOf(draft, capitalised, less(waived, capped)),
    settlesFor,
    warnings: warningsOf(draft, heavier, capped),
  };
}

/** What is due, with the fees and penalties that the ledger charged beside the schedule, and what is to come. */
const oldTotalsOf = (position: Position): Amounts => addedUp(position.arrears, sumOf(coming(position)));

function largestOf(dues: readonly Due[]): Minor {
  const byDay = new Map<CalendarDate, Minor>();
  for (const due of dues) byDay.set(due.dueOn, (byDay.get(due.dueOn) ?? 0) + total(due));
  return Math.max(0, ...byDay.values());
}

/** Whether any instalment is larger than the old one of its day, or than the largest where there was none that day. */
function hasLarger(rows: readonly Due[], position: Position): boolean {
  const old = new Map(coming(position).map((row) => [row.dueOn, total(row)]));
  const largest = Math.max(0, ...position.open.map(total));
  return rows.some((row) => total(row) > (old.get(row.dueOn) ?? largest));
}

function formsOf(draft: Draft, capitalised: Minor, givenUp: Amounts): readonly RestructureForm[] {
  const named = new Set(draft.sheet.terms.flatMap(({ kind }) => rulesFor(draft, kind).forms));
  if (capitalised > 0) named.add('interest-capitalised');
  if (total(givenUp) > 0) named.add('amount-reduced');
  return FORMS.filter((form) => named.has(form));
}

function warningsOf(draft: Draft, heavier: boolean, capped: Amounts): readonly string[] {
  const consents = draft.sheet.terms.map(({ kind }) => rulesFor(draft, kind).consent);
  const consent = consents.includes('block') ? 'block' : consents.includes('warn') ? 'warn' : null;
  const isWanted = heavier && draft.facts.guarantorConsent === 'missing' && consent !== null;
  return [
    ...(draft.cap !== null && total(capped) > 0 ? [`capped:${draft.cap.rule.name}`] : []),
    ...(isWanted ? [`guarantor-consent:${consent}`] : []),
  ];
}
