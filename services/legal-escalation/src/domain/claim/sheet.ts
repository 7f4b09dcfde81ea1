import { type CalendarDate, id128 } from '@mora/kernel';
import type { ArrearsPart } from '../loan/parts/arrears.js';
import type { LedgerPart } from '../loan/parts/ledger.js';
import { type OpenDebt, openDebt } from '../loan/parts/open-debt.js';
import type { JudgmentTitle } from '../proceedings/types.js';
import type { Amounts, Minor } from '../words.js';
import { capFor, paidOf, stretchesOf, totalOf, waivedBy } from './cap.js';
import { check } from './check.js';
import { computedLine, growingOf, NOTHING_GROWS, runningOf } from './growing.js';
import { doubledOf } from './maths.js';
import { excessByPeriods } from './periods.js';
import type { Cannot, ClaimInput, ClaimRules, Line, PaidUnder, RunsOn, Sheet } from './types.js';

const BOOKED: readonly (keyof Amounts)[] = ['principal', 'interest', 'fee', 'penalty'];

/**
 * What the bank claims at the close of a day, to the minor unit. Sums that the ledger has booked are taken from it as
 * they are; what no ledger books is computed in lines of its own. What is not yet due is claimed as principal alone,
 * and only where the debt was accelerated: interest of days to come is owed by nobody (it runs on instead).
 */
export function sheetOf(
  ledger: LedgerPart,
  arrears: ArrearsPart,
  title: JudgmentTitle | null,
  recoveries: readonly PaidUnder[],
  rules: ClaimRules,
  input: ClaimInput,
): Sheet | Cannot {
  const { asOf, accelerated } = input;
  const { currency, status } = ledger;
  if (status === 'closed' || status === 'transferred') return cannot('closed');
  if (currency === null || (ledger.schedule === null && ledger.charges.length === 0)) return cannot('no-schedule');
  const debt = openDebt(ledger, asOf, rules.row.order);
  const booked = { ...debt.due, ...(accelerated && { principal: debt.total.principal }) };
  const base = bookedLines(debt, booked, asOf);
  const more = title === null ? untitled(ledger, debt, booked, rules, input) : titled(title, recoveries, rules, input);
  if ('kind' in more) return more;
  const lines = [...base, ...more.lines];
  const total = lines.reduce((sum, { minor }) => sum + minor, 0);
  const body = {
    asOf,
    currency,
    booked,
    lines,
    total,
    runsOn: more.runsOn,
    ...check(ledger, arrears, asOf, rules.row.order),
  };
  return { sheetId: id128('sheet', input.loanId, asOf, JSON.stringify(body)), ...body };
}

const cannot = (because: Cannot['because']): Cannot => ({ kind: 'cannot', because });

/** One line a component, with the rows that it is the sum of. */
function bookedLines(debt: OpenDebt, booked: Amounts, asOf: CalendarDate): readonly Line[] {
  return BOOKED.filter((component) => booked[component] > 0).map((component) => {
    const isAll = booked[component] === debt.total[component];
    const counts = (dueOn: CalendarDate): boolean => isAll || dueOn < asOf;
    const rows = debt.rows.filter((row) => counts(row.dueOn) && row[component] > 0);
    const charges = debt.charges.filter((charge) => counts(charge.dueOn) && charge.component === component);
    const parts = [...rows.map((row) => row[component]), ...charges.map(({ minor }) => minor)];
    return {
      code: component,
      minor: booked[component],
      from: 'ledger',
      formula: parts.join(' + '),
      dueOn: [...rows, ...charges].map(({ dueOn }) => dueOn).toSorted()[0] ?? null,
      rows: [...rows.map(({ number }) => String(number)), ...charges.map(({ id }) => id)],
      rule: null,
    };
  });
}

type More = Readonly<{ lines: readonly Line[]; runsOn: readonly RunsOn[] }>;

/** Before a title: penalty and compound interest where the ledger posts none, less what is above the cap, and costs. */
function untitled(
  ledger: LedgerPart,
  debt: OpenDebt,
  booked: Amounts,
  rules: ClaimRules,
  input: ClaimInput,
): More | Cannot {
  const { row, policy, tables } = rules;
  const { asOf, costs } = input;
  const growing = row.penalty === 'posted' ? NOTHING_GROWS : growingOf(ledger, rules, asOf);
  if (growing === null) return cannot('rate-not-covered');
  const computed = growing.lines;
  const cap = capFor(tables, row, ledger);
  if (cap === null) return cannot('cap-not-covered');
  const claimed = {
    interest: booked.interest,
    fee: booked.fee,
    penalty: booked.penalty + sumOf(computed, 'computed-penalty'),
    compound: sumOf(computed, 'computed-compound'),
  };
  const stretches = stretchesOf(ledger, asOf, row.order);
  const byPeriods = excessByPeriods(cap, ledger, growing, stretches, asOf);
  const waived = waivedBy(cap, claimed, paidOf(ledger, debt, asOf), stretches, byPeriods);
  const rule = { ...policy, rule: cap.name };
  const cut = cap.cutOrder
    .map((component) => [component, waived[component]] as const)
    .filter(([, minor]) => minor > 0)
    .map(([component, minor]) => ({
      ...computedLine('cap-waived', -minor, `${component} above the cap ${cap.name}`, rule),
      component,
    }));
  // Where the cap already cuts, nothing may grow any further.
  const runsOn = totalOf(waived) > 0 ? [] : runningOf(ledger, debt, rules, input);
  return { lines: [...computed, ...cut, ...costLines(costs)], runsOn };
}

const sumOf = (lines: readonly Line[], code: Line['code']): Minor =>
  lines.filter((line) => line.code === code).reduce((sum, { minor }) => sum + minor, 0);

const costLines = (costs: Minor): readonly Line[] =>
  costs === 0 ? [] : [computedLine('cost', costs, 'court fees and costs advanced', null)];

/**
 * After a title: what the court has awarded for costs, and what enforcing has cost since; in the PRC the doubled part for
 * days of delay. What enforcing has brought for either is not claimed again.
 */
function titled(
  title: JudgmentTitle,
  recoveries: readonly PaidUnder[],
  rules: ClaimRules,
  input: ClaimInput,
): More | Cannot {
  const { asOf, stays } = input;
  const broughtFor = (of: 'costs' | 'doubled'): Minor => recoveries.reduce((sum, one) => sum + one[of], 0);
  const costs = costLines(Math.max(0, title.costs + input.costs - broughtFor('costs')));
  if (rules.row.jurisdiction !== 'CN') return { lines: costs, runsOn: [] };
  const paid = recoveries.filter(({ judgment }) => judgment > 0).map(({ judgment: minor, on }) => ({ minor, on }));
  const ended = stays.map(({ from, to }) => ({ from, to: to ?? asOf }));
  const grown = doubledOf(rules.tables, { parts: title.parts, paid, stays: ended }, asOf);
  if (grown === null) return cannot('rate-not-covered');
  const doubled = Math.max(0, grown - broughtFor('doubled'));
  const formula = `unpaid judgment money × rate a day × days after ${title.parts.map(({ performBy }) => performBy).join(', ')} − ${broughtFor('doubled')} paid`;
  const rule = { ...rules.policy, rule: 'delay-doubled' };
  return {
    lines: doubled === 0 ? costs : [...costs, computedLine('delay-doubled', doubled, formula, rule)],
    runsOn: [],
  };
}
