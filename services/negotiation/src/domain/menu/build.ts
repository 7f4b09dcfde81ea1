import { addDays, latest } from '@mora/kernel';
import type { Sheet } from '../words.js';
import { addedUp, AMOUNTS, less, total } from './amounts.js';
import { arrearsUnder, capOfContract, comingUnder } from './cap.js';
import { coming, type Draft, isRefused, refused, rulesFor } from './draft.js';
import { finished } from './finished.js';
import { applied, GROUP } from './kinds/index.js';
import { rowsOf } from './rows.js';
import type { MenuRules } from './rules.js';
import { beyondTerm } from './term-limit.js';
import type { Built, LimitFacts, NotBuilt, Position } from './types.js';

export type { Built, LimitFacts, NotBuilt, Position } from './types.js';

const MOST_TERMS = 4;

/** The new schedule of a loan by the terms of a sheet, or the limit that they break. Same input, same output. */
export function build(position: Position, sheet: Sheet, rules: MenuRules, facts: LimitFacts): Built | NotBuilt {
  const start = wrongSheet(position, sheet, rules) ?? drafted(position, sheet, rules, facts);
  if (isRefused(start)) return start;
  let draft: Draft = start;
  for (const terms of sheet.terms) {
    const next = applied(draft, terms);
    if (isRefused(next)) return next;
    draft = next;
  }
  const rows = rowsOf(draft);
  if (isRefused(rows)) return rows;
  const built = finished(draft, rows);
  return beyondTerm(draft, built) ?? built;
}

function wrongSheet({ asOf, interestFrom }: Position, { terms, firstDueOn }: Sheet, rules: MenuRules): NotBuilt | null {
  if (terms.length < 1 || terms.length > MOST_TERMS) return refused('terms', `1 to ${MOST_TERMS} terms`);
  const kinds = terms.map(({ kind }) => kind);
  const barred = kinds.find((kind) => !rulesFor({ rules }, kind).allowed);
  if (barred !== undefined) return refused(`${barred}-allowed`, `no ${barred} is offered here`);
  const groups = kinds.map((kind) => GROUP[kind]);
  const isAlone = groups.includes('alone') && groups.length > 1;
  if (isAlone || new Set(groups).size < groups.length) return refused('combination', 'these do not go together');
  const last = addDays(asOf, rules.forbearance.firstDueDays);
  const passed = latest(asOf, interestFrom);
  if (firstDueOn <= passed)
    return refused('first-due', 'the first instalment is still to fall due', addDays(passed, 1));
  return firstDueOn > last ? refused('first-due', 'the first instalment falls due sooner', last) : null;
}

function drafted(position: Position, sheet: Sheet, rules: MenuRules, facts: LimitFacts): Draft | NotBuilt {
  const cap = capOfContract(position, rules);
  if (cap !== null && isRefused(cap)) return cap;
  const arrears = arrearsUnder(cap, position);
  const kept = comingUnder(cap, position);
  const waive = { ...sheet.waive, principal: 0 };
  const tooMuch = AMOUNTS.find((name) => !(waive[name] >= 0) || waive[name] > arrears.left[name]);
  if (tooMuch !== undefined) return refused(`waive-${tooMuch}`, 'at most what is due', arrears.left[tooMuch]);
  const left = less(arrears.left, waive);
  const lays = sheet.terms.find(({ kind }) => GROUP[kind] === 'arrears');
  if (lays !== undefined && total(left) === 0) return refused(`${lays.kind}-arrears`, 'nothing is overdue');
  const count = coming(position).length;
  return {
    position,
    sheet,
    rules,
    facts,
    cap,
    kept: kept.left,
    arrears: left,
    rest: coming(position).reduce((sum, { principal }) => sum + principal, 0),
    capitalised: 0,
    waived: addedUp(arrears.cut, waive),
    capped: arrears.cut,
    keptCut: kept.cut,
    repriced: false,
    count,
    added: 0,
    cut: null,
    grace: null,
    lead: [],
    laying: null,
    fixed: null,
    fund: 0,
    settlesFor: null,
  };
}
