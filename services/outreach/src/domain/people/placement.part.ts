import { amountText, type CalendarDate, type Currency } from '@mora/kernel';
import type { LoanEvent } from '../loan/event.js';
import type { Part, Said, Step, Write } from '../loan/part.js';
import type { DecisionAt, Flag } from '../words.js';
import type { Place } from './commands.js';
import { seenOf } from './seen.js';
import { refused, type Seen, unchanged } from './step.js';

/** A loan in the hands of an outside firm. */
export type Placement = Readonly<{
  placementId: string;
  agencyId: string;
  announcedOn: CalendarDate;
  from: CalendarDate;
  until: CalendarDate | null;
}>;

export type PlacementPart = Readonly<{
  placement: Placement | null;
  /** Why it must come back at the close of the day; what the spine says of it meets there. */
  ending: string | null;
}>;

/** Whose loan is not given to anybody outside. */
const BARRED: readonly Flag[] = [
  'dispute',
  'complaint',
  'deceased',
  'incapacity',
  'bankrupt',
  'moratorium',
  'represented',
  'vulnerable',
  'time-barred',
  'plan-active',
  'legal-hold',
  'held',
  'closed',
];

export const placementPart: Part<PlacementPart> = {
  name: 'placement',
  start: { placement: null, ending: null },
  on: (part, event, view, at) =>
    part.placement === null && event.kind !== 'place' && event.kind !== 'recall'
      ? unchanged(part)
      : onPlacement(part, event, seenOf(view), at),
};

export function onPlacement(part: PlacementPart, event: LoanEvent, seen: Seen, at: DecisionAt): Step<PlacementPart> {
  switch (event.kind) {
    case 'place':
      return place(part, event, seen, at);
    case 'recall':
      return part.placement === null
        ? refused(part, 'not-placed', 'no agency has the loan')
        : end(part, event.because, seen, at);
    case 'cured':
      return { part: { ...part, ending: `cured-${event.by}` }, reviewOn: at.openDay };
    case 'plan':
      return event.state === 'active' ? { part, reviewOn: at.openDay } : unchanged(part);
    case 'day-closed':
      return closeDay(part, seen, at);
    default:
      return unchanged(part);
  }
}

function place(part: PlacementPart, event: Place, seen: Seen, at: DecisionAt): Step<PlacementPart> {
  const barred = seen.flags.filter((flag) => BARRED.includes(flag));
  if (part.placement !== null) return refused(part, 'already-placed', 'an agency has the loan');
  if (event.objections.length > 0) return refused(part, 'agency-not-good', event.objections.join(', '));
  if (!event.standing.listed) return refused(part, 'agency-not-listed', 'the firm is not on the published list');
  if (!seen.isOverdue) return refused(part, 'not-overdue', 'nothing is overdue');
  if (barred.length > 0) return refused(part, 'restricted', barred.toSorted().join(', '));
  if (event.announcedOn === null || event.announcedOn > at.openDay) {
    return refused(part, 'outsourcing-not-announced', 'the borrower has not been told of the firm yet');
  }
  const { placementId, agencyId, announcedOn, until } = event;
  if (until !== null && until < at.openDay) return refused(part, 'until-past', 'the placement would be over already');
  const placement = { placementId, agencyId, announcedOn, from: at.openDay, until };
  return {
    part: { placement, ending: null },
    said: [told('agency-placed', placement, seen, 'placed')],
    writes: [rowOf(placement, seen, 'placed', null)],
    ...(until !== null && { reviewOn: until }),
  };
}

/** The loan comes back, and nobody outside has a reason to speak of it any more. */
function end({ placement }: PlacementPart, because: string, seen: Seen, at: DecisionAt): Step<PlacementPart> {
  const known = placement as Placement;
  return {
    part: { placement: null, ending: null },
    said: [told('agency-recalled', known, seen, because)],
    writes: [rowOf(known, seen, because, at.openDay)],
  };
}

function closeDay(part: PlacementPart, seen: Seen, at: DecisionAt): Step<PlacementPart> {
  const until = part.placement?.until ?? null;
  if (part.ending !== null && !seen.isOverdue) return end(part, part.ending, seen, at);
  if (seen.flags.includes('plan-active')) return end(part, 'plan-active', seen, at);
  if (until !== null && until <= at.openDay) return end(part, 'term-over', seen, at);
  const left = part.ending === null ? part : { ...part, ending: null };
  return { part: left, ...(until !== null && { reviewOn: until }) };
}

function told(type: string, { placementId, agencyId, from, until }: Placement, seen: Seen, because: string): Said {
  const currency = currencyOf(seen);
  const balance = amountText(BigInt(seen.overdueMinor), currency);
  return { type, data: { placementId, agencyId, from, until, balance, currency, because } };
}

const rowOf = (placement: Placement, seen: Seen, because: string, recalledOn: CalendarDate | null): Write => ({
  table: 'placement',
  row: {
    loanId: seen.loanId,
    placement,
    because,
    recalledOn,
    currency: currencyOf(seen),
    balanceMinor: seen.overdueMinor,
  } satisfies PlacementRow,
});

export type PlacementRow = Readonly<{
  loanId: string;
  placement: Placement;
  because: string;
  recalledOn: CalendarDate | null;
  currency: Currency;
  balanceMinor: number;
}>;

/** A loan with something overdue has a currency; the ledger names it with the first record. */
const currencyOf = ({ currency }: Seen): Currency => currency ?? 'CNY';
