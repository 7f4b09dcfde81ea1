import { invariant } from '@mora/kernel';
import { type LprTable, lprOn } from '../caps/lpr.js';
import { ascending } from '../dated.js';
import { sameFraction } from '../fraction.js';
import { Field } from './field.js';
import { named } from './named.js';

/**
 * Reads a table of loan prime rates and proves it by its golden cases. Throws PolicyInvalid for a document that is no
 * such table, InvariantViolated for one that fails its own cases.
 */
export function readLprTable(document: unknown): LprTable {
  const fields = new Field(document, 'lpr').object(...named.fields, 'knownUntil', 'tenors', 'goldenCases');
  const tenors = fields.tenors.entries().map(([tenor, steps]) => [tenor, stepsOf(steps)] as const);
  const table: LprTable = { ...named.of(fields), knownUntil: fields.knownUntil.date(), tenors: new Map(tenors) };
  fields.goldenCases.list().forEach((golden) => prove(table, golden));
  return table;
}

const stepsOf = (steps: Field) =>
  ascending(
    steps.list().map((step) => {
      const { from, rate } = step.object('from', 'rate');
      return { from: from.date(), value: rate.fraction() };
    }),
  );

function prove(table: LprTable, golden: Field): void {
  const { tenor, on, rate } = golden.object('tenor', 'on', 'rate');
  const [answer, expected] = [lprOn(table, tenor.text(), on.date()), rate.orNull((field) => field.fraction())];
  const holds = answer.covered ? expected !== null && sameFraction(answer.rate, expected) : expected === null;
  invariant(holds, `${table.id}: the golden case of ${on.date()} holds`);
}
