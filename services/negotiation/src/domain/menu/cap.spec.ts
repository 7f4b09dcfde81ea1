import { addDays, addMonths, daysBetween } from '@mora/kernel';
import { fraction } from '@mora/loan-maths';
import fc from 'fast-check';
import { total } from './amounts.js';
import { build } from './build.js';
import { forBuilt, START } from './fixtures/drawn.js';
import { FACTS, positionFor, rulesOf } from './fixtures.js';
import { plainSheet } from './nearest.js';

const CAPS: Readonly<Record<string, string>> = {
  'licensed-CN': '0.24',
  'private-CN': '0.12',
  'licensed-TW': '0.16',
  'card-TW': '0.15',
};

/** What the law lets a loan bear in so many days, by hand: no fraction of a minor unit is rounded up. */
const mostOf = (rate: string, principal: number, days: number): number => {
  const { num, den } = fraction(rate);
  return Number((BigInt(principal) * BigInt(days) * num) / (den * 365n));
};

it('the cap is never exceeded, in no period and on no arrears', () => {
  forBuilt((built, { position, rules, sheet }) => {
    const { product } = rules;
    const who = product.kind === 'card' && product.jurisdiction === 'TW' ? 'card' : product.lender;
    const rate = CAPS[`${who}-${product.jurisdiction}`];
    if (rate === undefined || built.fund > 0) return;
    const capitalised = sheet.terms.some(({ kind }) => kind === 'grace') ? built.capitalised : 0;
    let left = position.principal + built.capitalised;
    let since = position.interestFrom;
    let most = 0;
    for (const row of built.instalments) {
      most += mostOf(rate, left, daysBetween(since, row.dueOn)) + 1;
      left -= row.principal;
      since = row.dueOn;
    }
    const [oldest] = position.open;
    const from = addMonths(oldest!.dueOn, -1);
    const late = oldest!.dueOn > position.asOf ? 0 : mostOf(rate, position.principal, daysBetween(from, position.asOf));
    const charged =
      product.jurisdiction === 'TW' ? built.totals.interest : total(built.totals) - built.totals.principal;
    expect(charged + capitalised).toBeLessThanOrEqual(most + late);
  });
});

it('each period bears no more than the cap lets it, where nothing is overdue', () => {
  const rules = rulesOf('private-loan');
  fc.assert(
    fc.property(
      fc.integer({ min: 800, max: 3_600 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 10_000, max: 10 ** 9 }),
      (basisPoints, months, principal) => {
        const rate = (basisPoints / 10_000).toFixed(4);
        const position = positionFor({ principal, rate, paid: 0, asOf: addDays(START, 5) }, rules);
        const built = build(position, plainSheet([{ kind: 'extension', months }], position.nextDueOn), rules, FACTS);
        if (built.kind === 'refused') throw new Error(built.limit);
        let left = principal;
        let since = START;
        for (const row of built.instalments) {
          expect(row.interest).toBeLessThanOrEqual(mostOf('0.12', left, daysBetween(since, row.dueOn)));
          left -= row.principal;
          since = row.dueOn;
        }
        expect(built.capped.interest > 0).toBe(built.warnings.length > 0);
      },
    ),
  );
});
