import type { Terms } from '../words.js';
import { NOTHING, total } from './amounts.js';
import { build } from './build.js';
import { builtFor, FACTS, positionFor, RULES, rulesOf, sheetFor } from './fixtures.js';

const POSITION = positionFor();

it('a settlement waives principal last', () => {
  const position = positionFor({ penalty: 5_000, fee: 700 });
  const built = builtFor(position, [{ kind: 'settlement', pay: position.principal, parts: 2, everyMonths: 1 }]);
  expect(built.totals).toEqual({ ...NOTHING, principal: position.principal });
  expect(built.waived).toMatchObject({ principal: 0, fee: 700, penalty: 5_000 });
  expect(built.settlesFor).toBe(position.principal);
  expect(built.forms).toEqual(['amount-reduced']);
  expect(
    builtFor(position, [{ kind: 'settlement', pay: position.principal - 1, parts: 1, everyMonths: 1 }]).waived
      .principal,
  ).toBe(1);
});

it('a fund stands beside the loan: the largest day is that of both', () => {
  const built = builtFor(POSITION, [
    { kind: 'hardship-fund', fund: 360_000, purpose: 'serious-illness', instalments: 12, proofDays: 30 },
  ]);
  expect(built.instalments.map(total)).toEqual(Array.from({ length: 12 }, () => 30_000));
  expect(built).toMatchObject({
    fund: 360_000,
    costDelta: 0,
    heavier: false,
    months: 0,
    largest: 1_032_799 + 30_000,
  });
});

it('a plan that is only lighter is not heavier', () => {
  const paidUp = positionFor({ paid: 4 });
  expect(builtFor(paidUp, [{ kind: 'rate-cut', rate: '0.03', months: null }]).heavier).toBe(false);
  expect(builtFor(paidUp, [{ kind: 'extension', months: 1 }]).heavier).toBe(true);
});

it.each([
  ['missing', 'extension', ['guarantor-consent:block']],
  ['missing', 'spread', ['guarantor-consent:warn']],
  ['given', 'extension', []],
  ['none-linked', 'extension', []],
] as const)('a guarantor whose consent is %s, in a plan of %s', (guarantorConsent, kind, warnings) => {
  const terms: Terms = kind === 'spread' ? { kind, instalments: 3 } : { kind, months: 3 };
  expect(builtFor(POSITION, [terms], RULES, { ...FACTS, guarantorConsent }).warnings).toEqual(warnings);
});

it('nothing is offered where nobody can say what the cap is', () => {
  const position = { ...POSITION, contractOn: null };
  expect(build(position, sheetFor(position, { kind: 'extension', months: 1 }), RULES, FACTS)).toMatchObject({
    limit: 'cap-not-covered',
  });
  const uncapped = rulesOf('consumer-loan', 'USD');
  expect(build(position, sheetFor(position, { kind: 'extension', months: 1 }), uncapped, FACTS).kind).toBe('built');
});

it('arrears above the cap are cut before they are laid, and what is cut is shown', () => {
  const position = positionFor({ penalty: 5_000_000 });
  const { capped, waived, warnings, forms, totals: sum } = builtFor(position, [{ kind: 'spread', instalments: 8 }]);
  expect(capped.penalty).toBeGreaterThan(0);
  expect(waived).toEqual(capped);
  expect(sum.penalty + capped.penalty).toBe(5_000_000);
  expect(warnings).toEqual(['capped:licensed-lender-24']);
  expect(forms).toEqual(['deferred-plan']);
});
