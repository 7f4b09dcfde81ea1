import fc from 'fast-check';
import type { Terms } from '../words.js';
import { AMOUNTS, sumOf, total } from './amounts.js';
import { build } from './build.js';
import { caseOf, drawn, forBuilt } from './fixtures/drawn.js';
import { FACTS, positionFor, rulesOf } from './fixtures.js';
import { plainSheet } from './nearest.js';

it('a schedule adds up to the cent: what was open, less what is waived, and what became principal', () => {
  forBuilt((built, { position }) => {
    const { totals, waived, capitalised, fund, costDelta, oldTotals, settlesFor } = built;
    expect(sumOf(built.instalments)).toEqual(totals);
    if (fund > 0) {
      expect(totals).toEqual({ principal: fund, interest: 0, fee: 0, penalty: 0 });
      return;
    }
    expect(totals.principal).toBe(position.principal - waived.principal + capitalised);
    expect(total(totals) - total(oldTotals)).toBe(costDelta);
    if (settlesFor !== null) expect(total(totals)).toBe(settlesFor);
    for (const name of ['fee', 'penalty'] as const) {
      expect(totals[name]).toBe(position.arrears[name] - waived[name]);
    }
  });
});

it('no part of an instalment is below nought, none is empty, each is after the one before it', () => {
  forBuilt(({ instalments, waived, capped, endOn, largest }, { position, sheet }) => {
    expect(instalments.map(({ number }) => number)).toEqual(instalments.map((_, at) => at + 1));
    const days = instalments.map(({ dueOn }) => dueOn);
    expect([...new Set(days)].toSorted()).toEqual(days);
    expect(days[0]! > position.asOf).toBe(true);
    expect(days.at(-1)).toBe(endOn);
    for (const row of instalments) {
      expect(AMOUNTS.every((name) => Number.isSafeInteger(row[name]) && row[name] >= 0)).toBe(true);
      expect(total(row)).toBeGreaterThan(0);
      expect(total(row)).toBeLessThanOrEqual(largest);
    }
    expect(AMOUNTS.every((name) => waived[name] >= capped[name] && capped[name] >= 0)).toBe(true);
    expect(waived.penalty).toBeGreaterThanOrEqual(sheet.waive.penalty);
  });
});

it('the longer, the smaller the largest instalment, but for the cents of the remainder', () => {
  const kinds = ['reduced-instalment', 're-age', 'arrears-plan'] as const;
  const amount = fc.integer({ min: 100_000, max: 100_000_000 });
  fc.assert(
    fc.property(fc.constantFrom(...kinds), amount, fc.integer({ min: 9, max: 80 }), (kind, principal, n) => {
      const rules = rulesOf('consumer-loan', 'USD');
      const position = positionFor({ principal, currency: 'USD' }, rules);
      const at = (length: number) => {
        const terms: Terms =
          kind === 'arrears-plan' ? { kind, months: Math.ceil(length / 4) } : { kind, instalments: length };
        const built = build(position, plainSheet([terms], position.nextDueOn), rules, FACTS);
        if (built.kind === 'refused') throw new Error(built.limit);
        return built.largest;
      };
      expect(at(n + 1)).toBeLessThanOrEqual(at(n) + AMOUNTS.length * (n + 1));
    }),
  );
});

it('the same terms make the same plan', () => {
  fc.assert(
    fc.property(drawn, (one) => {
      const { position, sheet, rules } = caseOf(one);
      const again = structuredClone({ position, sheet });
      expect(build(again.position, again.sheet, rules, FACTS)).toEqual(build(position, sheet, rules, FACTS));
      expect(again).toEqual({ position, sheet });
    }),
  );
});
