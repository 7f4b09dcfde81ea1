import { calendarDate as day } from '@mora/kernel';
import { loanFacts, someAttempt, someFacts } from '../domain/gate/fixtures/known.js';
import type { GateAttempt } from '../domain/gate/attempt.js';
import { decideContact } from '../domain/gate/decide-contact.js';
import { disclosuresOf, loadPolicies } from './load.js';

const { packs } = loadPolicies();
const today = day('2026-03-05');
const known = { today, knownUpTo: today };

/** In New York, at ten; the validation notice has gone out. */
const inNewYork = (attempt: Partial<GateAttempt>) => {
  const facts = someFacts(known, { jurisdiction: 'US-NY', timeZone: 'America/New_York' });
  return decideContact(packs, facts, [], someAttempt({ at: Date.parse('2026-03-05T10:00:00-05:00'), ...attempt }));
};

/** A letter about a card of Shanghai. */
const aboutCard = (templateId: string) => {
  const facts = someFacts({ ...known, loan: loanFacts({ product: 'credit-card' }) });
  const at = Date.parse('2026-03-05T10:00:00+08:00');
  return decideContact(packs, facts, [], someAttempt({ at, channel: 'letter', purpose: 'collection', templateId }));
};

describe('the gate knows what the shipped templates say', () => {
  it.each([
    ['first-overdue', 'sms', 'reminder'],
    ['first-overdue', 'email', 'reminder'],
    ['sms-again', 'sms', 'reminder'],
    ['due-soon', 'sms', 'reminder'],
    ['early-warning', 'email', 'reminder'],
    ['promise-reminder', 'sms', 'reminder'],
    ['promise-broken', 'email', 'collection'],
    ['survey', 'sms', 'service'],
    ['statutory-generic', 'email', 'service'],
    ['statutory-generic', 'email', 'collection'],
  ] as const)('P-US-7: %s by %s for a %s may go out', (templateId, channel, purpose) => {
    expect(inNewYork({ templateId, channel, purpose })).toMatchObject({ kind: 'allowed' });
  });

  it.each(['letter-overdue', 'nobody-wrote-this'])('P-US-7: %s offers no way out, and does not', (templateId) => {
    const asked = inNewYork({ templateId, channel: 'sms', purpose: 'reminder' });
    expect(asked).toMatchObject({ kind: 'refused', rules: ['P-US-7'] });
  });

  it('P-CN-21: of the letters about a card, the one that says all', () => {
    expect(aboutCard('letter-card')).toMatchObject({ kind: 'allowed' });
    expect(aboutCard('letter-overdue')).toMatchObject({ kind: 'refused', rules: ['P-CN-21'] });
  });
});

const templates = [
  { id: 'first-overdue', discloses: ['amount', 'sender'] },
  { id: 'first-overdue', discloses: ['sender', 'opt-out'] },
  { id: 'letter', discloses: ['amount'] },
];

it.each([
  ['first-overdue', ['sender']],
  ['letter', ['amount']],
  ['nobody wrote this', undefined],
])('a message by %s surely says %j', (id, says) => {
  const found = disclosuresOf(templates)(id);
  expect(found === undefined ? undefined : [...found]).toEqual(says);
});
