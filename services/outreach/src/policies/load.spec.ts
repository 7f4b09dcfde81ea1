import { type CalendarDate, calendarDate as day } from '@mora/kernel';
import { loanFacts, someAttempt, someFacts } from '../domain/gate/fixtures/known.js';
import type { GateAttempt } from '../domain/gate/attempt.js';
import { decideContact } from '../domain/gate/decide-contact.js';
import type { Disclosure, Template } from '../domain/words-check/template.js';
import type { Purpose } from '../domain/words.js';
import { contentOfAll, loadPolicies } from './load.js';

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

  it('P-US-7: words that nobody wrote offer no way out', () => {
    const asked = inNewYork({ templateId: 'nobody-wrote-this', channel: 'sms', purpose: 'reminder' });
    expect(asked).toMatchObject({ kind: 'refused', rules: ['P-US-7'] });
  });

  it.each([
    // words              by        for                  which they are not for
    ['sms-again', 'sms', 'statutory-notice'],
    ['sms-again', 'email', 'service'],
    ['sms-again', 'sms', 'reply'],
    ['survey', 'sms', 'collection'],
    ['validation-notice', 'letter', 'reminder'],
    ['letter-overdue', 'sms', 'reminder'],
  ] as const)('%s by %s as a %s is refused: the words are for something else', (templateId, channel, purpose) => {
    const asked = inNewYork({ templateId, channel, purpose });
    expect(asked).toMatchObject({ kind: 'refused', rules: ['template-differs'], nextAllowedAt: null });
  });

  it('P-CN-21: of the letters about a card, the one that says all', () => {
    expect(aboutCard('letter-card')).toMatchObject({ kind: 'allowed' });
    expect(aboutCard('letter-overdue')).toMatchObject({ kind: 'refused', rules: ['P-CN-21'] });
  });
});

const wordsOf = (id: string, discloses: readonly Disclosure[], purposes: readonly Purpose[], en = 'x'): Template => ({
  ...{ id, version: 1, effectiveFrom: '2026-01-01' as CalendarDate, source: 'a spec', mark: 'D', channels: [] },
  ...{ purposes, jurisdictions: [], discloses, facts: [], bodies: { 'zh-CN': 'x', 'zh-TW': 'x', en } },
});
const { lists } = loadPolicies().templates;
const words = contentOfAll(
  [
    wordsOf('two-versions', ['amount', 'agency-name'], ['service']),
    wordsOf('two-versions', ['agency-name', 'opt-out'], ['service']),
    wordsOf('plain', ['amount'], ['reply']),
    wordsOf('dunning', [], ['reply', 'statutory-notice']),
    wordsOf('prints-it', [], ['service'], '{{ fees }}'),
    wordsOf('looks-at-it', [], ['service'], '{% if daysPastDue != "0" %}hello{% endif %}'),
    wordsOf('names-it', [], ['service'], 'About what You Owe'),
  ],
  lists,
);

it.each([
  // words         tell surely                  of a debt
  ['two-versions', ['agency-name', 'sender'], false],
  ['plain', ['amount', 'sender'], false],
  ['dunning', ['sender'], true],
  ['prints-it', ['sender'], true],
  ['looks-at-it', ['sender'], true],
  ['names-it', ['sender'], true],
])('a message by %s surely says %j, and of a debt: %s', (id, says, revealsDebt) => {
  const found = words(id);
  expect([[...(found?.discloses ?? [])], found?.revealsDebt]).toEqual([says, revealsDebt]);
});

it('words that nobody wrote say nothing', () => {
  expect(words('nobody-wrote-this')).toBeUndefined();
});
