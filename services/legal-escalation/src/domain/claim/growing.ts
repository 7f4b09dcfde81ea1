import type { CalendarDate } from '@mora/kernel';
import type { LedgerPart } from '../loan/parts/ledger.js';
import type { OpenDebt } from '../loan/parts/open-debt.js';
import type { Minor, Rate } from '../words.js';
import { type LateRow, lateRowsOf } from './late-rows.js';
import { grownOf, type OpenStep, penaltyRateOf } from './maths.js';
import type { ClaimInput, ClaimRules, Line, RunsOn } from './types.js';

/** A sum that no ledger has booked. */
export const computedLine = (code: Line['code'], minor: Minor, formula: string, rule: Line['rule']): Line => ({
  code,
  minor,
  from: 'computed',
  formula,
  dueOn: null,
  rows: [],
  rule,
});

/** What grows on overdue rows where no ledger books it: in lines, and up to any day before. */
export type Growing = Readonly<{
  lines: readonly Line[];
  upTo: (day: CalendarDate) => Readonly<{ penalty: Minor; compound: Minor }>;
}>;

export const NOTHING_GROWS: Growing = { lines: [], upTo: () => ({ penalty: 0, compound: 0 }) };

/**
 * Penalty on principal and compound interest on interest, row by row, from the due date until it is paid (M-10, M-11):
 * also of what was paid late. Null where the contract's rate is not known.
 */
export function growingOf(ledger: LedgerPart, { row, policy }: ClaimRules, asOf: CalendarDate): Growing | null {
  const { yearlyRate } = ledger;
  if (yearlyRate === null) return null;
  const rate = penaltyRateOf(yearlyRate, row.penaltyUplift);
  const rule = { ...policy, rule: row.rule };
  const rows = lateRowsOf(ledger, row.order, asOf);
  const grown = (steps: readonly OpenStep[], to: CalendarDate): Minor => grownOf(steps, rate, to, row.penaltyDayCount);
  const line = (code: Line['code'], { number, dueOn }: LateRow, steps: readonly OpenStep[]): readonly Line[] => {
    const minor = grown(steps, asOf);
    const formula = `${spansOf(steps, rate, asOf)} ${row.penaltyDayCount}`;
    return minor === 0 ? [] : [{ ...computedLine(code, minor, formula, rule), dueOn, rows: [String(number)] }];
  };
  const lines = rows.flatMap((late) => [
    ...line('computed-penalty', late, late.principal),
    ...line('computed-compound', late, late.interest),
  ]);
  const sum = (of: (late: LateRow) => readonly OpenStep[], to: CalendarDate): Minor =>
    rows.reduce((all, late) => all + grown(of(late), to), 0);
  return {
    lines: withoutPaid(lines, penaltyPaidOf(ledger, asOf)),
    upTo: (day) => ({ penalty: sum((late) => late.principal, day), compound: sum((late) => late.interest, day) }),
  };
}

const spansOf = (steps: readonly OpenStep[], rate: Rate, asOf: CalendarDate): string =>
  steps
    .map(({ from, minor }, at) => ({ from, minor, to: steps[at + 1]?.from ?? asOf }))
    .filter(({ minor }) => minor > 0)
    .map(({ from, minor, to }) => `${minor} × ${rate} × ${from}..${to}`)
    .join(' + ');

/** Penalty that the ledger says was paid, though it had asked for none: it is not claimed again. */
function penaltyPaidOf({ payments, schedule, charges }: LedgerPart, asOf: CalendarDate): Minor {
  const sumOf = (all: readonly Minor[]): Minor => all.reduce((sum, minor) => sum + minor, 0);
  const counted = payments.filter(({ valueDate, bookedOn }) => valueDate <= asOf && bookedOn <= asOf);
  const paid = sumOf(counted.map(({ portions }) => portions?.penalty ?? 0));
  const rows = (schedule?.instalments ?? []).map(({ penalty }) => penalty);
  const posted = charges.filter(({ component, bookedOn }) => component === 'penalty' && bookedOn <= asOf);
  return Math.max(0, paid - sumOf([...rows, ...posted.map(({ minor }) => minor)]));
}

function withoutPaid(lines: readonly Line[], paid: Minor): readonly Line[] {
  let rest = paid;
  return lines.flatMap((line) => {
    const taken = line.code === 'computed-penalty' ? Math.min(rest, line.minor) : 0;
    rest -= taken;
    if (taken === 0) return [line];
    const minor = line.minor - taken;
    return minor === 0 ? [] : [{ ...line, minor, formula: `${line.formula} − ${taken} paid` }];
  });
}

/** The contract's rate on what was not yet due, from the last due date; the penalty rate on what is overdue. */
export function runningOf(
  ledger: LedgerPart,
  debt: OpenDebt,
  { row }: ClaimRules,
  { asOf, accelerated }: ClaimInput,
): readonly RunsOn[] {
  const { yearlyRate: rate, schedule, disbursedOn } = ledger;
  if (rate === null) return [];
  const before = (schedule?.instalments ?? []).filter(({ dueOn }) => dueOn < asOf).at(-1)?.dueOn ?? disbursedOn;
  const later = debt.total.principal - debt.due.principal;
  const contract: RunsOn[] =
    accelerated && later > 0 && before !== null ? [{ code: 'interest', rate, base: later, from: before }] : [];
  const base = debt.due.principal;
  const overdue: RunsOn[] =
    base > 0 ? [{ code: 'penalty', rate: penaltyRateOf(rate, row.penaltyUplift), base, from: asOf }] : [];
  return [...contract, ...overdue];
}
