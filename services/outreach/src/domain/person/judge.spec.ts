import fc from 'fast-check';
import { calendarDate, type LoanId, type PersonId } from '@mora/kernel';
import { loadPolicies } from '../../policies/load.js';
import { judgeDue } from './judge.js';
import type { PersonPolicies } from './rules.js';
import type { PartyFacts, PersonState, Wanted } from './state.js';
import { type Context, stranger } from './step.js';
import type { Slice } from '../words.js';

const TODAY = calendarDate('2026-03-10');
const NOW = Date.parse('2026-03-10T10:30:00+08:00');
const SLICES: readonly Slice[] = ['ledger', 'arrears', 'elsewhere', 'says', 'promises', 'notices'];
const LOANS = ['demo:L-1', 'demo:L-2', 'demo:L-3'] as unknown as readonly LoanId[];
const { packs, flow, holidays } = loadPolicies();
const policies: PersonPolicies = {
  packs: packs.withTemplates(() => ({ discloses: new Set(['sender']), revealsDebt: true })),
  flow,
  holidays,
  retention: [],
  installationZone: 'Asia/Shanghai',
};
const context: Context = { at: { now: NOW, openDay: TODAY, knownUpTo: {}, today: TODAY }, policies };

const point = (id: string, kind: 'mobile' | 'email' | 'address') => ({
  id,
  kind,
  reserved: false,
  preferred: false,
  validFrom: null,
  print: id,
  dead: false,
});
const party: PartyFacts = {
  version: 1,
  kind: 'person',
  language: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  jurisdiction: 'CN',
  segment: null,
  points: [point('m', 'mobile'), point('e', 'email'), point('a', 'address')],
  preference: [],
  hours: null,
  digital: null,
  flags: [],
};
const slices = Object.fromEntries(
  SLICES.map((slice) => [slice, { version: 1, flags: [], facts: { product: 'loan' } }]),
);
const known: PersonState = {
  ...stranger('demo:P-1' as PersonId),
  status: 'known',
  party,
  loans: Object.fromEntries(LOANS.map((loanId) => [loanId, { loanId, role: 'borrower' as const, slices }])),
  vaultKnownUpTo: calendarDate('2026-03-09'),
};

const wantedOf = (contactId: string, over: Partial<Wanted> = {}): Wanted => ({
  contactId,
  loanId: LOANS[0] as LoanId,
  role: 'borrower',
  channels: ['sms'],
  byPreference: false,
  purpose: 'reminder',
  priority: 10,
  on: TODAY,
  at: null,
  lapsesOn: TODAY,
  templateId: 'any',
  versions: {},
  about: { step: null, episodeId: null, arm: null },
  dueAt: NOW,
  tries: 0,
  ...over,
});

const anyWanted = fc
  .array(
    fc.record({
      loanId: fc.constantFrom(...LOANS),
      priority: fc.constantFrom(0, 10, 30),
      channels: fc.constantFrom<Wanted['channels'][]>(
        ['sms'],
        ['email', 'sms'],
        ['call'],
        ['letter'],
        ['call', 'letter'],
      ),
      purpose: fc.constantFrom('reminder' as const, 'collection' as const, 'statutory-notice' as const),
      dueAt: fc.constantFrom(NOW - 1, NOW, NOW + 1),
    }),
    { maxLength: 8 },
  )
  .map((all) => all.map((over, n) => wantedOf(`c-${n}`, over)));

it('decides the same of the same contacts in whatever order they came', () => {
  fc.assert(
    fc.property(
      anyWanted.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, mixed]) => {
        const judged = (wanted: readonly Wanted[]) => judgeDue({ ...known, wanted }, context);
        expect(judged(mixed).said).toEqual(judged(all).said);
        expect(judged(mixed).next.history).toEqual(judged(all).next.history);
      },
    ),
    { numRuns: 60 },
  );
});

it('leaves what is not due where it is', () => {
  const wanted = [wantedOf('soon', { dueAt: NOW + 1 })];
  expect(judgeDue({ ...known, wanted }, context)).toEqual({ next: { ...known, wanted }, said: [] });
});

const outcomes = (state: PersonState, at = context) =>
  judgeDue(state, at).said.map((said) =>
    said.kind === 'answered' ? `${said.decision.channel} ${said.decision.outcome}` : said.kind,
  );

// prettier-ignore
it.each<[string, Partial<Wanted>, Partial<PartyFacts>, string]>([
  ['the first that is allowed',        { channels: ['email', 'sms'] },                      {},                             'email allowed'],
  ['what is preferred',                { channels: ['email', 'sms'], byPreference: true },  { preference: ['sms'] },        'sms allowed'],
  ['no preference where none may be',  { channels: ['email', 'sms'] },                      { preference: ['sms'] },        'email allowed'],
  ['the screen before paper',          { channels: ['letter', 'sms'], byPreference: true }, { digital: true },              'sms allowed'],
  ['the next where a point is dead',   { channels: ['sms', 'letter'] },                     { points: [{ ...point('m', 'mobile'), dead: true }, point('a', 'address')] }, 'letter allowed'],
  ['no point before it holds',         { channels: ['sms', 'letter'] },                     { points: [{ ...point('m', 'mobile'), validFrom: calendarDate('2026-03-11') }, point('a', 'address')] }, 'letter allowed'],
  ['nothing where there is no point',  { channels: ['sms'] },                               { points: [] },                 'sms refused'],
])('takes %s', (_what, over, facts, outcome) => {
  expect(outcomes({ ...known, party: { ...party, ...facts }, wanted: [wantedOf('c', over)] })).toEqual([outcome]);
});

// prettier-ignore
it.each([
  // judged at                     lapses on      outcome
  ['2026-03-10T23:59:59+08:00',   '2026-03-10',  'sms lapsed'],  // allowed again only tomorrow
  ['2026-03-10T23:59:59+08:00',   '2026-03-11',  'sms refused'], // waits for the morning
  ['2026-03-11T00:00:00+08:00',   '2026-03-10',  'sms lapsed'],  // its last day is over
  ['2026-03-10T10:00:00+08:00',   '2026-03-10',  'sms allowed'],
])('at %s a contact that lapses on %s is %s', (at, lapsesOn, outcome) => {
  const now = Date.parse(at);
  const wanted = [wantedOf('c', { dueAt: now, lapsesOn: calendarDate(lapsesOn) })];
  expect(outcomes({ ...known, wanted }, { ...context, at: { ...context.at, now } })).toEqual([outcome]);
});
