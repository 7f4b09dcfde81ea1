import fc from 'fast-check';
import { decideContact } from './decide-contact.js';
import { anyCase } from './fixtures/any-case.js';
import { declared, packs, shipped } from './fixtures/known.js';
import { GatePacks } from './packs.js';

/** The same things in the order that some numbers give them. */
const shuffled = <T>(things: readonly T[], by: readonly number[]): readonly T[] =>
  things
    .map((thing, index) => ({ thing, rank: by[index % by.length] ?? 0 }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ thing }) => thing);

it('any order of history, facts, packs and rules gives the same answer', () => {
  const orders = fc.array(fc.integer(), { minLength: 20, maxLength: 20 });
  fc.assert(
    fc.property(anyCase, orders, ({ facts, history, attempt }, by) => {
      const mixed = shuffled(shipped.packs, by).map((pack) => ({ ...pack, rules: shuffled(pack.rules, by) }));
      const loan = facts.loan && { ...facts.loan, flags: shuffled(facts.loan.flags, by) };
      const others = {
        consents: shuffled(facts.consents, by),
        optOuts: shuffled(facts.optOuts, by),
        personFlags: shuffled(facts.personFlags, by),
      };
      const gate = new GatePacks(mixed, shipped.settings, declared);
      const answer = decideContact(gate, { ...facts, loan, ...others }, shuffled(history, by), attempt);
      expect(answer).toEqual(decideContact(packs, facts, history, attempt));
    }),
    { numRuns: 250 },
  );
});

it('the same question has the same answer, however often it is asked', () => {
  fc.assert(
    fc.property(anyCase, ({ facts, history, attempt }) => {
      const ask = () => decideContact(packs, facts, history, attempt);
      expect(ask()).toEqual(ask());
    }),
    { numRuns: 200 },
  );
});
