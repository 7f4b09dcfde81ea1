import fc from 'fast-check';
import type { Attempt, GateDecision, GateFacts } from './attempt.js';
import { decideContact } from './decide-contact.js';
import {
  anyCase,
  anyConsent,
  anyOptOut,
  anyPast,
  anyPersonFlag,
  type Case,
  RESTRICTIONS,
} from './fixtures/any-case.js';
import { declared, packs, shipped } from './fixtures/known.js';
import type { Pack, Rule } from './pack.js';
import { GatePacks } from './packs.js';

const decide = ({ facts, history, attempt }: Case, by: GatePacks = packs): GateDecision =>
  decideContact(by, facts, history, attempt);

const rulesOf = (decision: GateDecision): readonly string[] => (decision.kind === 'allowed' ? [] : decision.rules);
const firstAllowed = (decision: GateDecision, at: number): number =>
  decision.kind === 'allowed' ? at : (decision.nextAllowedAt ?? Infinity);

/** What objected still objects, and the first lawful instant is no earlier. */
function expectStricter(wide: GateDecision, strict: GateDecision, at: number): void {
  expect(rulesOf(strict)).toEqual(expect.arrayContaining([...rulesOf(wide)]));
  expect(firstAllowed(strict, at)).toBeGreaterThanOrEqual(firstAllowed(wide, at));
}

const withFacts = (one: Case, facts: Partial<GateFacts>): Case => ({ ...one, facts: { ...one.facts, ...facts } });

it('an earlier contact more never allows more', () => {
  fc.assert(
    fc.property(
      anyCase.chain((one) => fc.tuple(fc.constant(one), anyPast(one.attempt.at))),
      ([one, more]: [Case, Attempt]) => {
        expectStricter(decide(one), decide({ ...one, history: [...one.history, more] }), one.attempt.at);
      },
    ),
    { numRuns: 400 },
  );
});

it('one number under two ids never allows more than two numbers', () => {
  fc.assert(
    fc.property(anyCase, (one) => {
      const { attempt, history } = one;
      const asOne = history.map((earlier) => ({ ...earlier, pointPrint: 'one' }));
      const same = { ...one, history: asOne, attempt: { ...attempt, pointPrint: 'one' } };
      expectStricter(decide({ ...one, attempt: { ...attempt, pointPrint: null } }), decide(same), attempt.at);
    }),
    { numRuns: 300 },
  );
});

it.each<[string, (one: Case) => fc.Arbitrary<Case>]>([
  [
    'an opt-out',
    (one) => anyOptOut(one.attempt.at).map((said) => withFacts(one, { optOuts: [...one.facts.optOuts, said] })),
  ],
  [
    'a dated flag of the person',
    (one) =>
      anyPersonFlag(one.attempt.at, one.zone).map((flag) =>
        withFacts(one, { personFlags: [...one.facts.personFlags, flag] }),
      ),
  ],
  [
    'a flag of the loan',
    (one) =>
      fc.constantFrom(...RESTRICTIONS).map((flag) => {
        const { loan } = one.facts;
        return withFacts(one, { loan: loan && { ...loan, flags: [...loan.flags, flag] } });
      }),
  ],
  [
    'a flag of the person',
    (one) =>
      fc.constantFrom(...RESTRICTIONS).map((flag) => {
        const { person } = one.facts;
        return withFacts(one, { person: { ...person, flags: [...person.flags, flag] } });
      }),
  ],
  [
    'a consent refused or taken back',
    (one) =>
      anyConsent(one.attempt.at, one.zone).map((consent) =>
        withFacts(one, { consents: [...one.facts.consents, { ...consent, given: false }] }),
      ),
  ],
  [
    'a debt that is paid',
    (one) => fc.constant(withFacts(one, { loan: one.facts.loan && { ...one.facts.loan, overdue: false } })),
  ],
  ['a loan that is not known yet', (one) => fc.constant(withFacts(one, { loan: null }))],
])('%s more never turns a no into a yes', (_what, tighten) => {
  fc.assert(
    fc.property(
      anyCase.chain((one) => fc.tuple(fc.constant(one), tighten(one))),
      ([wide, strict]) => {
        const [before, after] = [decide(wide), decide(strict)];
        if (strict.facts.loan === null) expect(after.kind).toBe('refused');
        else expectStricter(before, after, wide.attempt.at);
      },
    ),
    { numRuns: 250 },
  );
});

it('a pack more never allows more', () => {
  const house = shipped.packs.filter(({ id }) => id === 'house');
  const laws = shipped.packs.filter(({ id }) => id !== 'house');
  fc.assert(
    fc.property(anyCase, fc.subarray(laws), (one, some) => {
      const few = new GatePacks([...house, ...some], shipped.settings, declared);
      // Without any pack for the place nothing is allowed: there a pack is knowledge, not a restriction.
      if (rulesOf(decide(one, few)).includes('no-pack')) return;
      expectStricter(decide(one, few), decide(one), one.attempt.at);
    }),
    { numRuns: 150 },
  );
});

it('a rule tightened never allows more', () => {
  const strict = new GatePacks(shipped.packs.map(tightened), shipped.settings, declared);
  fc.assert(
    fc.property(anyCase, (one) => expectStricter(decide(one), decide(one, strict), one.attempt.at)),
    { numRuns: 400 },
  );
});

const tightened = (pack: Pack): Pack => ({ ...pack, rules: pack.rules.map(tighter) });

function tighter(rule: Rule): Rule {
  if (rule.kind === 'hours') return { ...rule, allow: '09:30-18:00', overriddenBy: undefined };
  if (rule.kind === 'cap' && typeof rule.max === 'number') return { ...rule, max: rule.max - 1, unless: undefined };
  if (rule.kind === 'quiet-after' && typeof rule.days === 'number') return { ...rule, days: rule.days + 2 };
  if (rule.kind === 'party') return { ...rule, when: rule.when?.slice(0, 1), disclosesDebt: false };
  return rule;
}
