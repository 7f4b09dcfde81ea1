import { invariant } from '@mora/kernel';
import { type CapLimit, capOf, type CapRule, type CapRules } from '../caps/caps.js';
import type { LprTable } from '../caps/lpr.js';
import { COMPONENTS } from '../components.js';
import { sameFraction } from '../fraction.js';
import { Field } from './field.js';
import { named, sourced } from './named.js';

/**
 * Reads the caps of a jurisdiction and proves them by their golden cases, by the loan prime rates given. Throws
 * PolicyInvalid for a document that is none, InvariantViolated for one that fails its own cases.
 */
export function readCapRules(document: unknown, lpr: LprTable): CapRules {
  const fields = new Field(document, 'caps').object(
    ...named.fields,
    'jurisdiction',
    'yearDays',
    'rules',
    'goldenCases',
  );
  const rules: CapRules = {
    ...named.of(fields),
    jurisdiction: fields.jurisdiction.text(),
    yearDays: fields.yearDays.integer(),
    rules: fields.rules.list().map(ruleOf),
  };
  fields.goldenCases.list().forEach((golden) => prove(rules, lpr, golden));
  return rules;
}

function ruleOf(field: Field): CapRule {
  const rule = field.object(
    'name',
    'lenders',
    'products',
    'contractsFrom',
    'contractsUntil',
    'limit',
    'counts',
    'cutOrder',
    'source',
    'mark',
  );
  sourced(rule);
  return {
    name: rule.name.text(),
    lenders: texts(rule.lenders),
    products: texts(rule.products),
    contractsFrom: rule.contractsFrom.date(),
    contractsUntil: rule.contractsUntil.orNull((until) => until.date()),
    limit: limitOf(rule.limit),
    ...cuts(rule),
  };
}

/** What is cut is what counts, or cutting it would not help, or could not help enough. */
function cuts(rule: Readonly<{ name: Field; counts: Field; cutOrder: Field }>): Pick<CapRule, 'counts' | 'cutOrder'> {
  const [counts, cutOrder] = [componentsOf(rule.counts), componentsOf(rule.cutOrder)];
  const same = counts.length === cutOrder.length && counts.every((component) => cutOrder.includes(component));
  invariant(same, `${rule.name.text()}: what counts against the cap is what is cut, each once`);
  return { counts, cutOrder };
}

function limitOf(field: Field): CapLimit {
  const { rate, lprTenor, multiple } = field.object('rate', 'lprTenor', 'multiple');
  if (!rate.isMissing) return { kind: 'rate', rate: rate.fraction() };
  if (!lprTenor.isMissing) return { kind: 'lpr', tenor: lprTenor.text(), multiple: multiple.fraction() };
  return { kind: 'none' };
}

const texts = (field: Field): readonly string[] => field.list().map((item) => item.text());

const componentsOf = (field: Field) => field.list().map((item) => item.oneOf(COMPONENTS));

function prove(rules: CapRules, lpr: LprTable, golden: Field): void {
  const { lender, product, contractOn, rate, refused } = golden.object(
    'lender',
    'product',
    'contractOn',
    'rate',
    'refused',
  );
  const on = contractOn.date();
  const answer = capOf(rules, lpr, { lender: lender.text(), product: product.text(), contractOn: on });
  const expected = rate.orNull((field) => field.fraction());
  const holds = answer.covered
    ? refused.isMissing &&
      (expected === null ? answer.rate === null : answer.rate !== null && sameFraction(answer.rate, expected))
    : answer.reason === refused.orNull((field) => field.text());
  invariant(holds, `${rules.id}: the golden case of ${lender.text()} on ${on} holds`);
}
