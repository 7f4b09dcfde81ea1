import { calendarDate as day } from '@mora/kernel';
import type { GateDecision } from './attempt.js';
import { decideContact } from './decide-contact.js';
import { loanFacts, packs, past, shipped, someAttempt, someFacts } from './fixtures/known.js';
import { judgeByRules } from './judge-by-rules.js';
import type { Pack } from './pack.js';
import { GatePacks } from './packs.js';

const staff = { kind: 'staff', id: null, agency: null } as const;
const said = (decision: GateDecision): readonly (string | null)[] =>
  decision.kind === 'allowed'
    ? ['allowed', new Date(decision.validUntil).toISOString()]
    : ['refused', decision.nextAllowedAt === null ? null : new Date(decision.nextAllowedAt).toISOString()];
const iso = (text: string | null): string | null => text && new Date(text).toISOString();

const ny = someFacts(
  { today: day('2026-03-08'), loan: loanFacts({ validationSentOn: day('2026-01-05') }) },
  { jurisdiction: 'US-NY', timeZone: 'America/New_York' },
);

it.each([
  ['2026-03-08T07:59:59-04:00', 'refused', '2026-03-08T08:00:00-04:00'],
  ['2026-03-08T08:00:00-04:00', 'allowed', '2026-03-08T21:00:00-04:00'],
  ['2026-03-08T20:59:59-04:00', 'allowed', '2026-03-08T21:00:00-04:00'],
  ['2026-03-08T21:00:00-04:00', 'refused', '2026-03-09T08:00:00-04:00'],
  ['2026-03-08T23:59:59-04:00', 'refused', '2026-03-09T08:00:00-04:00'],
  ['2026-03-09T00:00:00-04:00', 'refused', '2026-03-09T08:00:00-04:00'],
  ['2026-10-31T21:00:00-04:00', 'refused', '2026-11-01T08:00:00-05:00'],
  ['2026-11-01T01:30:00-04:00', 'refused', '2026-11-01T08:00:00-05:00'],
  ['2026-11-01T01:30:00-05:00', 'refused', '2026-11-01T08:00:00-05:00'],
  ['2026-11-01T08:00:00-05:00', 'allowed', '2026-11-01T21:00:00-05:00'],
])('a call in New York at %s is %s, until %s', (at, kind, until) => {
  const facts = { ...ny, today: day(at.slice(0, 10)), knownUpTo: day(at.slice(0, 10)) };
  const attempt = someAttempt({ at: Date.parse(at), channel: 'call', purpose: 'collection', collector: staff });
  expect(said(decideContact(packs, facts, [], attempt))).toEqual([kind, iso(until)]);
});

it.each([
  // A talk on the 2nd is quiet to the end of the 8th, which is an hour shorter.
  ['2026-03-02T20:00:00-05:00', '2026-03-08T20:59:00-04:00', 'refused', '2026-03-09T08:00:00-04:00'],
  ['2026-03-02T20:00:00-05:00', '2026-03-09T08:00:00-04:00', 'allowed', '2026-03-09T21:00:00-04:00'],
  ['2026-10-26T20:00:00-04:00', '2026-11-01T20:59:00-05:00', 'refused', '2026-11-02T08:00:00-05:00'],
])('a talk at %s and a call at %s: %s, until %s', (talk, at, kind, until) => {
  const date = day(at.slice(0, 10));
  const attempt = someAttempt({ at: Date.parse(at), channel: 'call', purpose: 'collection', collector: staff });
  const history = [past({ at: Date.parse(talk), channel: 'call', answered: true, conversation: true })];
  const facts = { ...ny, today: date, knownUpTo: date };
  expect(said(decideContact(packs, facts, history, attempt))).toEqual([kind, iso(until)]);
});

/** A pack whose only rule opens in the hour that the change of the clock leaves out or doubles. */
function night(allow: string): GatePacks {
  const house = shipped.packs.find(({ id }) => id === 'house') as Pack;
  const rule = { id: 'X-1', kind: 'hours', purposes: '*', allow } as const;
  return new GatePacks([{ ...house, rules: [rule], settings: [], goldenCases: [] }], shipped.settings);
}

it.each([
  // 02:30 does not exist: the window opens with the first instant after the gap.
  ['America/New_York', '02:30-05:00', '2026-03-08T01:59:59-05:00', 'refused', '2026-03-08T03:00:00-04:00'],
  ['America/New_York', '02:30-05:00', '2026-03-08T03:00:00-04:00', 'allowed', '2026-03-08T05:00:00-04:00'],
  // A window that lies in the gap is not open at all.
  ['America/New_York', '02:00-03:00', '2026-03-08T03:00:00-04:00', 'refused', '2026-03-09T02:00:00-04:00'],
  // 01:30 comes twice: open only from the second on, closed from the first on.
  ['America/New_York', '01:30-05:00', '2026-11-01T01:30:00-04:00', 'refused', '2026-11-01T01:30:00-05:00'],
  ['America/New_York', '01:30-05:00', '2026-11-01T01:30:00-05:00', 'allowed', '2026-11-01T05:00:00-05:00'],
  ['America/New_York', '00:00-01:30', '2026-11-01T01:29:59-04:00', 'allowed', '2026-11-01T01:30:00-04:00'],
  ['America/New_York', '00:00-01:30', '2026-11-01T01:00:00-05:00', 'refused', '2026-11-02T00:00:00-05:00'],
  ['Europe/London', '01:30-05:00', '2026-03-29T00:59:59Z', 'refused', '2026-03-29T02:00:00+01:00'],
  ['Europe/London', '01:30-05:00', '2026-10-25T01:30:00+01:00', 'refused', '2026-10-25T01:30:00Z'],
  // A whole day is as long as it is.
  ['America/New_York', '00:00-24:00', '2026-03-08T00:00:00-05:00', 'allowed', '2026-03-09T00:00:00-04:00'],
  ['America/New_York', '00:00-24:00', '2026-11-01T23:59:59-05:00', 'allowed', '2026-11-02T00:00:00-05:00'],
])('%s, %s: %s is %s, until %s', (zone, allow, at, kind, until) => {
  const known = { jurisdiction: 'US-NY', zone, loan: loanFacts() };
  const decision = judgeByRules(night(allow), known, someFacts(), [], someAttempt({ at: Date.parse(at) }));
  expect(said(decision)).toEqual([kind, iso(until)]);
});
