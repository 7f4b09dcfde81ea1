import { type CalendarDate, calendarDate, type LoanId, type PersonId } from '@mora/kernel';
import { loadPolicies } from '../../policies/load.js';
import type { Ask, Slice, Touch } from '../words.js';
import { decidePerson } from './decide-person.js';
import type { PersonEvent, Reported } from './event.js';
import type { PartyFacts, PersonState, Point } from './state.js';
import { type Context, type Step, stranger } from './step.js';

export const LOAN = 'demo:L-1' as LoanId;
export const PERSON = 'demo:P-1' as PersonId;
export const MINUTE = 60_000;
const SLICES: readonly Slice[] = ['ledger', 'arrears', 'elsewhere', 'says', 'promises', 'notices'];
const { packs, flow, holidays } = loadPolicies();
export const policies = {
  packs: packs.withTemplates(() => ({ discloses: new Set(['sender']), revealsDebt: true })),
  flow,
  holidays,
  retention: [],
  installationZone: 'Asia/Shanghai',
};

/** At an instant of Shanghai, `2026-03-10T10:00`. */
export function on(text: string): Context {
  const today = calendarDate(text.slice(0, 10));
  return { at: { now: Date.parse(`${text}+08:00`), openDay: today, knownUpTo: {}, today }, policies };
}

export const pointOf = (id: string, kind: Point['kind'], print = id): Point => ({
  ...{ id, kind, print },
  reserved: false,
  preferred: false,
  validFrom: null,
  dead: false,
});

export const partyOf = (over: Partial<PartyFacts> = {}): PartyFacts => ({
  version: 1,
  kind: 'person',
  language: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  jurisdiction: 'CN',
  segment: null,
  points: [pointOf('m', 'mobile'), pointOf('e', 'email')],
  preference: [],
  hours: null,
  digital: null,
  flags: [],
  ...over,
});

/** A borrower of whom everything is known. */
export const known: PersonState = {
  ...stranger(PERSON),
  status: 'known',
  party: partyOf(),
  loans: {
    [LOAN]: {
      loanId: LOAN,
      role: 'borrower',
      slices: Object.fromEntries(
        SLICES.map((slice) => [slice, { version: 1, flags: [], facts: { product: 'loan', overdue: true } }]),
      ),
    },
  },
  vaultKnownUpTo: calendarDate('2026-03-09'),
};

export function decide(state: PersonState, event: PersonEvent, at: Context): Step {
  const step = decidePerson(state, event, at);
  if ('refuse' in step) throw new Error(step.refuse.because);
  return step;
}

export const touch = (one: Touch): PersonEvent => ({ kind: 'touched', loanId: LOAN, touch: one });

/** A collector of the bank asks for a call. */
export const ask = (decisionId: string, over: Partial<Ask> = {}): PersonEvent => ({
  kind: 'ask',
  decisionId,
  ask: {
    loanId: LOAN,
    role: 'borrower',
    channel: 'call',
    purpose: 'collection',
    collector: { kind: 'staff', id: 'li', agency: null },
    pointId: 'm',
    visitors: null,
    recording: null,
    templateId: null,
    versions: {},
    spineKnown: true,
    ...over,
  },
});

/** The loan wants a message at ten, and the gate allows it. */
export function planned(over: Partial<Extract<PersonEvent, { kind: 'wanted' }>['wanted']> = {}): PersonState {
  const day = '2026-03-10' as CalendarDate;
  const about = { step: 'first-reminder', episodeId: null, arm: null };
  const wanted = {
    ...{ contactId: 'c', loanId: LOAN, role: 'borrower' as const, channels: ['sms' as const], byPreference: false },
    ...{ purpose: 'reminder' as const, priority: 1, on: day, at: '10:00', lapsesOn: day, templateId: 'any' },
    ...{ versions: {}, about },
    ...over,
  };
  const waiting = decide(known, { kind: 'wanted', wanted }, on('2026-03-10T09:00')).next;
  return decide(waiting, { kind: 'judge' }, on('2026-03-10T10:00')).next;
}

export const reported = (decisionId: string, at: string, over: Partial<Reported> = {}): PersonEvent => ({
  kind: 'reported',
  reported: {
    ...{ decisionId, outcome: 'used' as const, channel: 'call' as const, loanId: LOAN },
    ...{ answered: true, conversation: true, at: Date.parse(`${at}+08:00`) },
    ...over,
  },
});

export const givenBack = (
  decisionId: string,
  outcome: Extract<PersonEvent, { kind: 'give-back' }>['outcome'],
  staff: Extract<PersonEvent, { kind: 'give-back' }>['staff'] = { id: 'li', hasTaken: false },
): PersonEvent => ({ kind: 'give-back', decisionId, outcome, firm: null, made: null, staff: staff ?? null });
