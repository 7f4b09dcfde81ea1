import type { CalendarDate } from '@mora/kernel';
import type { Amounts, Minor } from '../words.js';
import { addedUp, AMOUNTS, NOTHING, total } from './amounts.js';
import { mostInterest, rowsUnder } from './cap.js';
import { dueDayFrom, periodOn } from './dates.js';
import { type Draft, type Due, type Laying, refused, withKeptCut } from './draft.js';
import { inParts, interestFor, priced, type Pricing } from './maths.js';
import type { NotBuilt } from './types.js';

/** The instalments of a draft, what became principal in them, and what was waived or cut in making them. */
export type Rows = Readonly<{ rows: readonly Due[]; capitalised: Minor; waived: Amounts; capped: Amounts }>;

/** Makes the instalments, once all terms are applied. */
export function rowsOf(draft: Draft): Rows | NotBuilt {
  const { fixed, repriced, arrears, kept, laying } = draft;
  const nothingElse = { capitalised: draft.capitalised, waived: draft.waived, capped: draft.capped };
  if (fixed !== null) return { ...nothingElse, rows: merged(fixed) };
  if (!repriced) {
    const rows = laid(draft, kept, arrears, laying ?? { over: kept.length });
    return { ...nothingElse, ...withKeptCut(draft), rows };
  }
  const base = pricedRows(draft);
  if ('kind' in base) return base;
  const over = laying ?? { over: base.rows.length - onlyInterest(draft) };
  const owed = laying === null ? { ...arrears, principal: 0 } : arrears;
  return { ...base, rows: merged([...draft.lead, ...laid(draft, base.rows, owed, over)]) };
}

/** Principal of the arrears is repaid with the rest, unless they are laid upon the instalments as a whole. */
const principalOf = ({ rest, capitalised, laying, arrears, lead }: Draft): Minor =>
  rest +
  capitalised +
  (laying === null ? arrears.principal : 0) -
  lead.reduce((sum, { principal }) => sum + principal, 0);

const onlyInterest = ({ grace }: Draft): number => (grace?.kind === 'interest-only' ? grace.periods : 0);

function pricedRows(draft: Draft): Rows | NotBuilt {
  const { position, sheet, rules, lead, grace, capitalised, waived, capped } = draft;
  const count = draft.count + draft.added;
  const most = rules.product.maxInstalments;
  if (count > most) return refused('instalments', `at most ${most} instalments`);
  if (count - lead.length - (grace?.periods ?? 0) < 1) return refused('instalments', 'an instalment is left to repay');
  const principal = principalOf(draft);
  if (principal === 0) return { rows: [], capitalised, waived, capped };
  const startsOn = lead.at(-1)?.dueOn ?? position.interestFrom;
  const pricing: Pricing = {
    currency: position.currency,
    principal,
    rates: ratesOf(draft, startsOn),
    method: position.method,
    dayCount: position.dayCount,
    startsOn,
    firstDueOn: periodOn(position, sheet.firstDueOn, lead.length),
    dueDay: dueDayFrom(position, sheet.firstDueOn),
    count: count - lead.length,
    everyMonths: position.periodMonths,
    grace,
  };
  return withGrace(draft, pricing);
}

/** The rate that was cut, and the contract's again once its periods are over. */
function ratesOf({ cut, position, sheet }: Draft, startsOn: CalendarDate): Pricing['rates'] {
  if (cut === null) return [{ from: startsOn, rate: position.rate }];
  if (cut.periods === null) return [{ from: startsOn, rate: cut.rate }];
  const back = periodOn(position, sheet.firstDueOn, cut.periods - 1);
  if (back <= startsOn) return [{ from: startsOn, rate: position.rate }];
  return [
    { from: startsOn, rate: cut.rate },
    { from: back, rate: position.rate },
  ];
}

/** Interest of a grace is charged like any other: what the cap cuts of it is neither principal nor due later. */
function withGrace(draft: Draft, pricing: Pricing): Rows {
  const { grace, startsOn } = pricing;
  if (grace === null || grace.kind === 'interest-only' || grace.kind === 'part-principal') {
    const { rows } = priced(pricing);
    return under(draft, rows, startsOn, { interest: interestOfLead(draft), cut: 0, capitalised: 0 });
  }
  const last = periodOn(draft.position, pricing.firstDueOn, grace.periods - 1);
  const running = priced({ ...pricing, grace: { kind: 'capitalised', periods: grace.periods } }).capitalised;
  const free = { kind: 'interest-free', periods: grace.periods } as const;
  if (grace.kind === 'interest-free') {
    return under(draft, priced({ ...pricing, grace: free }).rows, last, { interest: running, cut: 0, capitalised: 0 });
  }
  const most = mostInterest(draft.cap, { principal: pricing.principal, from: startsOn, to: last }) ?? running;
  if (grace.kind === 'deferred') {
    const { rows } = priced({ ...pricing, grace: free });
    const cost = { interest: interestOfLead(draft), cut: running - Math.min(running, most), capitalised: 0 };
    return withShares(under(draft, rows, last, cost), Math.min(running, most));
  }
  const capitalised = Math.min(running, most);
  const { rows } = priced({ ...pricing, principal: pricing.principal + capitalised, grace: free });
  return under(draft, rows, last, { interest: 0, cut: running - capitalised, capitalised });
}

/** Interest of the time before them, in equal parts upon all instalments. */
function withShares(made: Rows, interest: Minor): Rows {
  const shares = inParts(interest, made.rows.length);
  return { ...made, rows: made.rows.map((row, at) => ({ ...row, interest: row.interest + (shares[at] ?? 0) })) };
}

type GraceCost = Readonly<{ interest: Minor; cut: Minor; capitalised: Minor }>;

function under(
  draft: Draft,
  rows: readonly Readonly<{ dueOn: CalendarDate; principal: Minor; interest: Minor }>[],
  from: CalendarDate,
  { interest, cut, capitalised }: GraceCost,
): Rows {
  const { left, cut: cutOfRows } = rowsUnder(
    draft.cap,
    rows.map((row) => ({ ...NOTHING, ...row })),
    from,
  );
  const cutByLaw = addedUp(cutOfRows, { ...NOTHING, interest: cut });
  return {
    rows: left,
    capitalised: draft.capitalised + capitalised,
    waived: addedUp(draft.waived, addedUp(cutByLaw, { ...NOTHING, interest })),
    capped: addedUp(draft.capped, cutByLaw),
  };
}

/** What the first instalments, which bear no interest, would have borne. */
function interestOfLead({ lead, position, rest }: Draft): Minor {
  let left = rest;
  let since = position.interestFrom;
  return lead.reduce((sum, { dueOn, principal }) => {
    const interest = interestFor(left, position.rate, since, dueOn, position.dayCount);
    left -= principal;
    since = dueOn;
    return sum + interest;
  }, 0);
}

/** Arrears upon instalments from the first of the sheet on; where these are too few, upon more in the same rhythm. */
function laid(draft: Draft, rows: readonly Due[], arrears: Amounts, laying: Laying): readonly Due[] {
  if ('parts' in laying) return merged([...rows, ...laying.parts]);
  if (total(arrears) === 0 || laying.over === 0) return rows;
  const days = daysFor(draft, rows.slice(onlyInterest(draft)), laying.over);
  const parts = AMOUNTS.map((name) => [name, inParts(arrears[name], laying.over)] as const);
  const dues = days.map((dueOn, at) => {
    const due = { ...NOTHING, dueOn };
    for (const [name, amounts] of parts) due[name] = amounts[at] ?? 0;
    return due;
  });
  return merged([...rows, ...dues]);
}

function daysFor({ position, sheet }: Draft, rows: readonly Due[], count: number): readonly CalendarDate[] {
  const days = rows.filter(({ dueOn }) => dueOn >= sheet.firstDueOn).map(({ dueOn }) => dueOn);
  const last = days.at(-1);
  const more = Array.from({ length: Math.max(0, count - days.length) }, (_, at) =>
    last === undefined ? periodOn(position, sheet.firstDueOn, at) : periodOn(position, last, at + 1),
  );
  return [...days, ...more].slice(0, count);
}

/** One instalment a day, in their order; what is nought is none. */
export function merged(dues: readonly Due[]): readonly Due[] {
  const byDay = new Map<CalendarDate, Due>();
  for (const due of dues) {
    const { dueOn } = due;
    byDay.set(dueOn, { dueOn, ...addedUp(byDay.get(dueOn) ?? NOTHING, due) });
  }
  return [...byDay.values()].filter((due) => total(due) > 0).toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
}
