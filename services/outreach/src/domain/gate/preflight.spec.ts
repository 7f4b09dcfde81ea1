import { calendarDate as day } from '@mora/kernel';
import type { Purpose } from '../words.js';
import type { GateAttempt, GateFacts } from './attempt.js';
import { decideContact } from './decide-contact.js';
import { HOUR, loanFacts, packs, someAttempt, someFacts } from './fixtures/known.js';

type Person = Partial<GateFacts['person']>;

const ask = (facts: Partial<GateFacts>, person: Person, attempt: Partial<GateAttempt> = {}) =>
  decideContact(packs, someFacts(facts, person), [], someAttempt(attempt));

it('somebody of whom everything is known may be reminded', () => {
  expect(ask({}, {}).kind).toBe('allowed');
});

it.each<[string, Partial<GateFacts>, Person, Partial<GateAttempt>]>([
  ['person-unknown', {}, { jurisdiction: null, timeZone: null }, {}],
  ['erased', {}, { erased: true }, {}],
  ['jurisdiction-unknown', {}, { jurisdiction: null }, {}],
  ['no-pack', {}, { jurisdiction: 'GB', timeZone: 'Europe/London' }, {}],
  ['time-zone-unknown', {}, { timeZone: null }, {}],
  ['time-zone-unknown', {}, { timeZone: 'Mars/Olympus' }, {}],
  ['role-differs', { loan: loanFacts({ role: 'contact' }) }, {}, {}],
  // Under an agency's channel nobody else passes by what binds agencies.
  ['collector-differs', {}, {}, { channel: 'agency-call' }],
  ['no-contact-point', {}, {}, { pointId: null }],
  ['no-contact-point', {}, { reachable: ['email'] }, {}],
])('%s refuses for good, whatever the purpose', (code, facts, person, attempt) => {
  const purposes: readonly Purpose[] = ['collection', 'reminder', 'statutory-notice', 'reply', 'service'];
  for (const purpose of purposes) {
    expect(ask(facts, person, { ...attempt, purpose })).toMatchObject({
      kind: 'refused',
      rules: [code],
      nextAllowedAt: null,
    });
  }
});

it.each<[string, Partial<GateFacts>]>([
  ['facts-behind', { loan: null }],
  ['facts-behind', { loan: loanFacts({ versions: { ledger: 3, arrears: 2 } }) }],
  ['not-known-yet', { knownUpTo: null }],
  ['not-known-yet', { knownUpTo: day('2026-03-05') }],
  ['not-known-yet', { loan: loanFacts({ notKnown: ['mora.legal.v1'] }) }],
])('%s refuses until facts have come', (code, facts) => {
  const { at } = someAttempt();
  expect(ask(facts, {})).toMatchObject({ kind: 'refused', rules: [code], nextAllowedAt: at + HOUR });
});

it('records that are silent for two days more than the night are still believed', () => {
  expect(ask({ knownUpTo: day('2026-03-06') }, {}).kind).toBe('allowed');
});

it('names all that is missing, and does not wait for what no fact cures', () => {
  expect(ask({ loan: null, knownUpTo: null }, { timeZone: null }, { pointId: null })).toMatchObject({
    rules: ['facts-behind', 'no-contact-point', 'not-known-yet', 'time-zone-unknown'],
    nextAllowedAt: null,
  });
});

it('an agency or a robot reaches people by the points of the plain channel', () => {
  const collector = { kind: 'agency', id: null, agency: null } as const;
  const refused = (reachable: GateFacts['person']['reachable']) => {
    const decision = ask({}, { reachable }, { channel: 'agency-call', collector });
    return decision.kind === 'refused' && decision.rules.includes('no-contact-point');
  };
  expect([refused(['call']), refused(['agency-call']), refused(['sms'])]).toEqual([false, false, true]);
});

it('writes down what it looked at, and never the value of a point', () => {
  const decision = ask(
    { loan: loanFacts({ versions: { says: 1, ledger: 3 }, notKnown: ['spine'] }) },
    { timeZone: null },
  );
  expect(decision.inputs).toEqual({
    jurisdiction: 'CN',
    zone: 'none',
    knownUpTo: '2026-03-08',
    today: '2026-03-09',
    slices: 'ledger,says',
    notKnown: 'spine',
    role: 'borrower',
    point: true,
  });
});
