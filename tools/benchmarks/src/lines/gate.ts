import { addDays, calendarDate, type LoanId, type PersonId, type TenantId } from '@mora/kernel';
import { type Attempt, decideContact, type GateAttempt, type GateFacts, loadPolicies } from '@mora/outreach';
import { atLeast, atMost, type Result } from '../measure/result.js';
import { interleaved, median, percentile } from '../measure/rounds.js';

/** `decisions`: so many in each round. */
export type GateSize = Readonly<{ decisions: number; rounds: number }>;

type Case = Readonly<{ facts: GateFacts; history: readonly Attempt[]; attempt: GateAttempt }>;

const HOUR_MS = 3_600_000;
const MORNING = Date.parse('2026-03-10T02:00:00Z');
const CASES = 2_000;
const PAST = 40;
/** China has most packs: five apply to a card. */
const PLACES = [
  { jurisdiction: 'CN', timeZone: 'Asia/Shanghai', language: 'zh-CN' },
  { jurisdiction: 'CN', timeZone: 'Asia/Shanghai', language: 'zh-CN' },
  { jurisdiction: 'TW', timeZone: 'Asia/Taipei', language: 'zh-TW' },
  { jurisdiction: 'US-NY', timeZone: 'America/New_York', language: 'en' },
] as const;
const CHANNELS = ['sms', 'call', 'email', 'letter'] as const;

/** The gate by itself on one core: cases of three jurisdictions, each with forty contacts behind it, a new hour each time. */
export async function gateDecisions({ decisions, rounds }: GateSize): Promise<readonly Result[]> {
  const { packs, holidays } = loadPolicies();
  const cases = Array.from({ length: CASES }, (_, n) => caseOf(n, holidays));
  const micros: number[] = [];
  const rates = await interleaved(rounds, {
    gate: () => {
      const began = performance.now();
      for (let n = 0; n < decisions; n += 1) {
        const { facts, history, attempt } = cases[n % CASES] as Case;
        const before = performance.now();
        decideContact(packs, facts, history, { ...attempt, at: attempt.at + (n % 60) * 60_000 });
        micros.push((performance.now() - before) * 1_000);
      }
      return Promise.resolve({ events: decisions, seconds: (performance.now() - began) / 1_000 });
    },
  });
  const detail = `${PAST} contacts behind each, ${packs.on(calendarDate('2026-03-10')).length} packs loaded, up to 5 apply`;
  return [
    atLeast('gate: decisions a second on one core', median(rates.gate), 10_000, detail),
    atMost(
      'gate: one decision, 99 % of all',
      percentile(micros, 0.99),
      1_000,
      ' µs',
      'refusals look for the next instant',
    ),
  ];
}

function caseOf(n: number, holidays: GateFacts['holidays']): Case {
  const today = calendarDate('2026-03-10');
  const loanId = `bench:L-${n}` as LoanId;
  const place = PLACES[n % PLACES.length] as (typeof PLACES)[number];
  const channel = CHANNELS[n % CHANNELS.length] as (typeof CHANNELS)[number];
  const facts: GateFacts = {
    person: {
      personId: `bench:P-${n}` as PersonId,
      ...place,
      segment: null,
      preference: [],
      digital: null,
      flags: [],
      reachable: [...CHANNELS],
      erased: false,
    },
    knownUpTo: addDays(today, -1),
    today,
    consents: [],
    optOuts: n % 7 === 0 ? [{ channel: 'sms', since: MORNING - HOUR_MS, via: 'word' }] : [],
    personFlags: [],
    loan: {
      loanId,
      role: 'borrower',
      versions: { ledger: 1, arrears: 1, elsewhere: 1, says: 1, promises: 1, notices: 1 },
      product: 'credit-card',
      online: true,
      overdue: true,
      tenant: 'bench' as TenantId,
      flags: n % 11 === 0 ? ['dispute'] : [],
      firstContactOn: addDays(today, -20),
      validationSentOn: addDays(today, -20),
      lastNoticeOn: addDays(today, -2),
      notKnown: [],
    },
    lostContact: 'no',
    holidays,
  };
  const history = Array.from({ length: PAST }, (_, past) => pastOf(loanId, past, 9 + (n % 50)));
  return { facts, history, attempt: attemptOf(loanId, channel, n) };
}

/** The last contact lies so many hours back that some cases are allowed; the others reach back four weeks. */
const pastOf = (loanId: LoanId, past: number, hours: number): Attempt => ({
  id: `a-${past}`,
  at: MORNING - (hours + past * 16) * HOUR_MS,
  loanId,
  channel: CHANNELS[past % CHANNELS.length] as (typeof CHANNELS)[number],
  purpose: past % 3 === 0 ? 'reminder' : 'collection',
  role: 'borrower',
  collector: past % 2 === 0 ? 'robot' : 'staff',
  pointId: `point-${past % 3}`,
  direction: 'out',
  state: 'used',
  answered: past % 5 === 0,
  conversation: past % 10 === 0,
  consented: false,
});

const attemptOf = (loanId: LoanId, channel: (typeof CHANNELS)[number], n: number): GateAttempt => ({
  at: MORNING,
  loanId,
  role: 'borrower',
  channel,
  purpose: n % 2 === 0 ? 'reminder' : 'collection',
  collector: { kind: channel === 'call' ? 'staff' : 'robot', id: null, agency: null },
  pointId: `point-${n % 3}`,
  pointKind: channel === 'email' ? 'email' : channel === 'letter' ? 'address' : 'mobile',
  templateId: channel === 'call' ? null : 'first-overdue',
  visitors: null,
  recording: null,
  disclosesDebt: true,
});
