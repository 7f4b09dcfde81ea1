import fc from 'fast-check';
import { calendarDate as day, type PersonId } from '@mora/kernel';
import type { GateFacts } from './attempt.js';
import { decideContact } from './decide-contact.js';
import { anyCase } from './fixtures/any-case.js';
import { packs } from './fixtures/known.js';
import { localOf } from './local-time.js';

const EIGHT = 8 * 60;
const TWENTY = 20 * 60;

/** Who owes or represents; of the others the law wants no notice. */
const isLiable = (role: string): boolean => role !== 'contact';

it('a statutory notice by the bank in the day is never stopped: by no cap, opt-out, flag, holiday or template', () => {
  let seen = 0;
  fc.assert(
    fc.property(anyCase, ({ zone, facts, history, attempt }) => {
      const { minute } = localOf(zone, attempt.at);
      if (!isLiable(attempt.role) || minute < EIGHT || minute >= TWENTY) return;
      seen += 1;
      const notice = {
        ...attempt,
        purpose: 'statutory-notice',
        channel: 'letter',
        collector: { kind: 'robot', id: null, agency: null },
      } as const;
      // Hours that the person has refused are kept: the notice comes on the same day, at another hour.
      const consents = facts.consents.filter(({ kind }) => kind !== 'contact-hours');
      expect(decideContact(packs, { ...facts, consents }, history, notice).kind).toBe('allowed');
    }),
    { numRuns: 1000 },
  );
  expect(seen).toBeGreaterThan(250);
});

it('a reply to a question of that very person is bound by no hours, opt-outs, caps or flags; without one it is refused', () => {
  fc.assert(
    fc.property(anyCase, ({ facts, history, attempt }) => {
      if (!isLiable(attempt.role)) return;
      const staff = { kind: 'staff', id: null, agency: null } as const;
      const reply = { ...attempt, purpose: 'reply', channel: 'call', collector: staff } as const;
      const asking = (askedBy: readonly PersonId[]): GateFacts => ({
        ...facts,
        loan: facts.loan && { ...facts.loan, askedBy },
      });
      expect(decideContact(packs, asking([facts.person.personId]), history, reply).kind).toBe('allowed');
      const others = decideContact(packs, asking(['demo:p2' as PersonId]), history, reply);
      expect(others).toMatchObject({ rules: expect.arrayContaining(['H-12']) as unknown, nextAllowedAt: null });
    }),
    { numRuns: 1000 },
  );
});

it('a firm is allowed nothing but to collect and to remind', () => {
  const agency = { standing: 'good', announcedOn: day('2026-01-02'), listed: true, certified: true } as const;
  const collector = { kind: 'agency', id: 'a1', agency } as const;
  fc.assert(
    fc.property(anyCase, fc.constantFrom('statutory-notice', 'reply', 'service'), (one, purpose) => {
      const { facts, history, attempt } = one;
      const asked = { ...attempt, channel: 'agency-call', purpose, collector, templateId: null } as const;
      const answer = decideContact(packs, facts, history, asked);
      expect(answer).toMatchObject({ rules: expect.arrayContaining(['H-13']) as unknown, nextAllowedAt: null });
    }),
    { numRuns: 300 },
  );
});

it('nobody who is listed as a contact is collected from, anywhere', () => {
  fc.assert(
    fc.property(anyCase, fc.constantFrom('collection', 'reminder', 'statutory-notice'), (one, purpose) => {
      const { facts, history, attempt } = one;
      const loan = facts.loan && { ...facts.loan, role: 'contact' as const };
      const asked = { ...attempt, role: 'contact', purpose } as typeof attempt;
      expect(decideContact(packs, { ...facts, loan }, history, asked)).toMatchObject({
        kind: 'refused',
        nextAllowedAt: null,
      });
    }),
    { numRuns: 500 },
  );
});
