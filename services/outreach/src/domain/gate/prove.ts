import { type CalendarDate, HolidayBook, invariant, type LoanId, type PersonId, type TenantId } from '@mora/kernel';
import type { Role } from '../words.js';
import type { Attempt, GateAttempt, GateDecision, GateFacts } from './attempt.js';
import type { GoldenAttempt, GoldenCase, GoldenPast } from './golden.js';
import { judgeByRules } from './judge-by-rules.js';
import type { GateSettings, Pack, SettingValue } from './pack.js';
import { GatePacks } from './packs.js';

const MINUTE_MS = 60_000;
const ALWAYS = '2000-01-01' as CalendarDate;
const SOMEBODY = 'golden:person' as PersonId;
const SLICES = { ledger: 1, arrears: 1, elsewhere: 1, says: 1, promises: 1, notices: 1 };

/**
 * Runs the golden cases of a pack on that pack alone, with the strict defaults, so that neither another pack nor what a
 * bank has set can spoil a case. Throws InvariantViolated where one fails, or where a rule objects in none of them.
 */
export function provePack(pack: Pack): void {
  for (const golden of pack.goldenCases) {
    const said = readable(decide(pack, golden));
    const wanted = golden.expect.kind === 'allowed' ? golden.expect : { ...golden.expect, ...again(golden.expect) };
    const isSame = Object.entries(wanted).every(
      ([name, value]) => JSON.stringify(said[name]) === JSON.stringify(name === 'validUntil' ? iso(`${value}`) : value),
    );
    invariant(isSame, `${pack.id}@${pack.version} is wrong on "${golden.name}": ${JSON.stringify(said)}`);
  }
  const objecting = new Set(pack.goldenCases.flatMap(({ expect }) => (expect.kind === 'refused' ? expect.rules : [])));
  for (const { id, kind } of pack.rules) {
    invariant(kind === 'record' || objecting.has(id), `${pack.id}@${pack.version} has a golden case for ${id}`);
  }
}

const iso = (text: string): string => new Date(text).toISOString();

const again = ({ nextAllowedAt }: Readonly<{ nextAllowedAt: string | null }>) => ({
  nextAllowedAt: nextAllowedAt === null ? null : iso(nextAllowedAt),
});

function readable(decision: GateDecision): Readonly<Record<string, unknown>> {
  if (decision.kind === 'allowed')
    return { kind: decision.kind, validUntil: new Date(decision.validUntil).toISOString() };
  const { kind, rules, nextAllowedAt } = decision;
  return { kind, rules, nextAllowedAt: nextAllowedAt === null ? null : new Date(nextAllowedAt).toISOString() };
}

function decide(pack: Pack, golden: GoldenCase): GateDecision {
  const told = Object.entries(golden.templates ?? {});
  const templates = new Map(told.map(([id, has]) => [id, { discloses: new Set(has), revealsDebt: true }]));
  const packs = new GatePacks([pack], settingsOf(golden), (id) => templates.get(id));
  const attempt = attemptOf(golden.attempt);
  const facts = factsOf(golden, attempt.role);
  const { jurisdiction, timeZone } = golden.person;
  invariant(facts.loan !== null, 'a case has a loan');
  const history = (golden.history ?? []).flatMap((past) => pastOf(past, attempt));
  return judgeByRules(packs, { jurisdiction, zone: timeZone, loan: facts.loan }, facts, history, attempt);
}

function settingsOf({ settings }: GoldenCase): GateSettings {
  const set = (value: number | boolean): SettingValue => ({
    value,
    source: 'golden case',
    decidedBy: 'golden case',
    effectiveFrom: ALWAYS,
  });
  const values = Object.fromEntries(Object.entries(settings ?? {}).map(([name, value]) => [name, set(value)]));
  return { partySilenceDays: 2, recheckMinutes: 60, values };
}

function factsOf(golden: GoldenCase, role: Role): GateFacts {
  const { person, loan: { asks, ...loan } = {}, consents = [], optOuts = [], personFlags = [], holidays = [] } = golden;
  const { jurisdiction } = person;
  const calendar = jurisdiction.slice(0, 2).toLowerCase();
  const date = golden.attempt.at.slice(0, 10) as CalendarDate;
  return {
    person: {
      personId: SOMEBODY,
      language: null,
      segment: null,
      preference: [],
      digital: null,
      reachable: [],
      erased: false,
      ...person,
      flags: person.flags ?? [],
    },
    knownUpTo: date,
    today: date,
    consents: consents.map((one, index) => ({
      id: `consent-${index}`,
      channel: 'all',
      purpose: 'all',
      until: null,
      hours: null,
      ...one,
    })),
    optOuts: optOuts.map(({ channel, since }) => ({ channel, since: Date.parse(since), via: 'golden case' })),
    personFlags: personFlags.map((one) => ({ by: 'golden case', ...one })),
    loan: {
      loanId: loanOf(golden.attempt.loan),
      versions: SLICES,
      product: 'consumer',
      online: true,
      overdue: true,
      tenant: 'golden' as TenantId,
      firstContactOn: null,
      validationSentOn: null,
      lastNoticeOn: null,
      notKnown: [],
      ...loan,
      ...(asks === true && { askedBy: [SOMEBODY] }),
      role: loan.role ?? role,
      flags: loan.flags ?? [],
    },
    lostContact: golden.lostContact ?? 'no',
    holidays: new HolidayBook([{ calendar, year: 2026, holidays, workedWeekends: [] }]),
  };
}

const loanOf = (name = 'A'): LoanId => `golden:${name}` as LoanId;

function attemptOf({ at, loan, collector = 'robot', agency = null, ...said }: GoldenAttempt): GateAttempt {
  return {
    at: Date.parse(at),
    loanId: loanOf(loan),
    role: 'borrower',
    collector: { kind: collector, id: null, agency },
    pointId: 'point-1',
    pointKind: null,
    templateId: null,
    visitors: null,
    recording: null,
    disclosesDebt: said.purpose !== 'service' && said.purpose !== 'reply',
    ...said,
  };
}

function pastOf(past: GoldenPast, attempt: GateAttempt): readonly Attempt[] {
  const { at, loan, times = 1, everyMinutes = 1, ...said } = past;
  return Array.from({ length: times }, (_, index) => ({
    id: `${at}/${index}`,
    at: Date.parse(at) + index * everyMinutes * MINUTE_MS,
    loanId: loanOf(loan),
    purpose: 'collection',
    role: attempt.role,
    collector: 'robot',
    pointId: 'point-1',
    direction: 'out',
    state: 'used',
    answered: null,
    conversation: null,
    consented: false,
    ...said,
  }));
}
