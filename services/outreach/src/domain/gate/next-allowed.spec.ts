import fc from 'fast-check';
import type { GateDecision } from './attempt.js';
import { decideContact } from './decide-contact.js';
import { anyCase, type Case } from './fixtures/any-case.js';
import { DAY, HOUR, MINUTE, packs } from './fixtures/known.js';

const at = ({ facts, history, attempt }: Case, instant: number): GateDecision =>
  decideContact(packs, facts, history, { ...attempt, at: instant });

const fractions = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 });

it('nextAllowedAt is allowed at that instant and at none before', () => {
  let seen = 0;
  fc.assert(
    fc.property(anyCase, fractions, (one, some) => {
      const { at: asked } = one.attempt;
      const decision = at(one, asked);
      if (decision.kind === 'allowed' || decision.nextAllowedAt === null) return;
      seen += 1;
      const next = decision.nextAllowedAt;
      expect(at(one, next).kind).toBe('allowed');
      expect(next).toBeGreaterThan(asked);
      const before = [
        next - 1,
        Math.max(asked, next - MINUTE),
        ...some.map((part) => asked + part * (next - asked - 1)),
      ];
      expect(before.map((instant) => at(one, Math.floor(instant)).kind)).toEqual(before.map(() => 'refused'));
    }),
    { numRuns: 800 },
  );
  expect(seen).toBeGreaterThan(100);
});

it('where there is no nextAllowedAt, no instant of the next weeks is allowed', () => {
  let seen = 0;
  fc.assert(
    fc.property(anyCase, fractions, (one, some) => {
      const { at: asked } = one.attempt;
      const decision = at(one, asked);
      if (decision.kind === 'allowed' || decision.nextAllowedAt !== null) return;
      seen += 1;
      const later = some.map((part) => Math.floor(asked + part * 30 * DAY));
      expect(later.map((instant) => at(one, instant).kind)).toEqual(later.map(() => 'refused'));
    }),
    { numRuns: 500 },
  );
  expect(seen).toBeGreaterThan(100);
});

it('a yes holds until its end, which is no later than the local midnight', () => {
  let seen = 0;
  fc.assert(
    fc.property(anyCase, fractions, (one, some) => {
      const { at: asked } = one.attempt;
      const decision = at(one, asked);
      if (decision.kind === 'refused') return;
      seen += 1;
      const end = decision.validUntil;
      expect(end).toBeGreaterThan(asked);
      expect(end - asked).toBeLessThanOrEqual(25 * HOUR);
      const within = [end - 1, ...some.map((part) => Math.floor(asked + part * (end - 1 - asked)))];
      expect(within.map((instant) => at(one, instant).kind)).toEqual(within.map(() => 'allowed'));
    }),
    { numRuns: 800 },
  );
  expect(seen).toBeGreaterThan(50);
});
