import type { LogRecord, NegotiationBook, Pack, Portions, Stated } from './book.js';

const LOAN = 'demo:L-000001';
const SHA = 'a'.repeat(64);
const NONE: Portions = { principal: 0n, interest: 0n, fee: 0n, penalty: 0n };
const ref = { roundId: 'round-1', episodeId: 'episode-1' };
const policy = { id: 'rounds', version: 1, rule: 'expired' };
const restructure = {
  forms: ['deferred-plan'],
  difficulty: 'overdue',
  inDifficulty: true,
  firstDueOn: '2026-04-05',
  classBefore: null,
};

const said = (type: string, businessDate: string, data: object): LogRecord => ({
  type: `mora.${type}.v1`,
  loan: LOAN,
  businessDate,
  data,
});
const row = (number: number, dueOn: string, principal: string, interest: string) => ({
  number,
  dueOn,
  principal,
  interest,
  fee: '0.00',
  penalty: '0.00',
});
const ASKED = [row(1, '2026-04-05', '800.00', '20.00'), row(2, '2026-05-05', '800.00', '10.00')];
const ledger = (sequence: number, bookedOn: string) => ({ source: 'core', sequence, bookedOn });

export const failed = (roundId: string, consecutive: number, more: object = {}): LogRecord =>
  said('negotiation.failed', '2026-03-30', {
    ...ref,
    roundId,
    planId: null,
    reason: 'expired',
    consecutive,
    closedOn: '2026-03-30',
    policy,
    reference: null,
    ...more,
  });
export const closed = (roundId: string, outcome: string): LogRecord =>
  said('negotiation.closed', '2026-03-30', { ...ref, roundId, outcome, consecutive: 0, reference: null });
export const takenBack = (planId: string, consecutive: number): LogRecord =>
  said('negotiation.failure-taken-back', '2026-03-30', {
    ...ref,
    planId,
    reason: 'plan-broken',
    because: 'paid-in-time',
    consecutive,
  });
export const held = (until: string | null): LogRecord =>
  said('negotiation.hold-set', '2026-03-20', { ...ref, holdId: 'hold-1', kind: 'dispute', until });
export const lifted = said('negotiation.hold-lifted', '2026-03-25', { ...ref, holdId: 'hold-1', kind: 'dispute' });

/** As it was agreed at first. */
export const FIRST_SCHEDULE: LogRecord = said('loan.schedule-replaced', '2026-01-01', {
  ...ledger(1, '2026-01-01'),
  version: 1,
  currency: 'CNY',
  instalments: [row(1, '2026-02-05', '800.00', '20.00'), row(2, '2026-03-05', '800.00', '10.00')],
});

/** One negotiation as it should go: offered, approved, shown, confirmed, accepted, asked for, booked, in force. */
export const LOG: readonly LogRecord[] = [
  said('loan.payment-posted', '2026-03-01', {
    ...ledger(3, '2026-03-01'),
    transactionId: 't-1',
    amount: '500.00',
    currency: 'CNY',
    valueDate: '2026-03-01',
  }),
  said('negotiation.affordability-assessed', '2026-03-08', {
    ...ref,
    assessmentId: 'assessment-1',
    verdict: 'long-term',
    validUntil: '2026-04-07',
    region: 'cn',
    policies: [policy],
    proofs: [],
  }),
  said('negotiation.offer-approved', '2026-03-09', {
    ...ref,
    offerId: 'offer-1',
    tier: 'T2',
    approvers: ['supervisor-1'],
    proposer: 'negotiator-1',
    because: 'fits',
  }),
  said('negotiation.disclosed', '2026-03-09', {
    ...ref,
    offerId: 'offer-1',
    disclosureId: 'pack-1',
    sha256: SHA,
    by: 'negotiator-1',
  }),
  said('negotiation.disclosure-acknowledged', '2026-03-09', {
    ...ref,
    offerId: 'offer-1',
    disclosureId: 'pack-1',
    sha256: SHA,
    via: 'portal',
  }),
  said('negotiation.offer-accepted', '2026-03-09', {
    ...ref,
    offerId: 'offer-1',
    planId: 'plan-1',
    requestId: 'ask-1',
    via: 'portal',
  }),
  said('ledger-request.reschedule', '2026-03-09', {
    requestId: 'ask-1',
    planId: 'plan-1',
    kinds: ['spread'],
    currency: 'CNY',
    effectiveFrom: '2026-03-09',
    answerBy: '2026-03-14',
    replaces: null,
    instalments: ASKED,
    yearlyRate: '0.1080',
    waive: { principal: '0.00', interest: '0.00', fee: '0.00', penalty: '0.00' },
    capitalise: '0.00',
    restructure,
  }),
  said('loan.schedule-replaced', '2026-03-10', {
    ...ledger(4, '2026-03-10'),
    version: 2,
    currency: 'CNY',
    reason: 'rescheduled',
    request: { requestId: 'ask-1', restructure },
    instalments: [row(1, '2026-02-05', '480.00', '20.00'), ...ASKED.map((one, n) => ({ ...one, number: n + 2 }))],
  }),
  said('negotiation.plan-activated', '2026-03-10', {
    planId: 'plan-1',
    activeFrom: '2026-03-10',
    ...ref,
    offerId: 'offer-1',
    requestId: 'ask-1',
    currency: 'CNY',
    instalments: [
      { number: 1, dueOn: '2026-04-05', amount: '820.00' },
      { number: 2, dueOn: '2026-05-05', amount: '810.00' },
    ],
    disclosureId: 'pack-1',
  }),
  closed('round-1', 'agreed'),
  said('negotiation.tally-reset', '2026-03-10', { episodeId: 'episode-1', because: 'plan-activated', consecutive: 0 }),
];

export const PACK: Pack = {
  offerId: 'offer-1',
  assessmentId: 'assessment-1',
  currency: 'CNY',
  oldEnd: '2026-05-05',
  rows: [
    { ...NONE, dueOn: '2026-04-05', principal: 800_00n, interest: 20_00n },
    { ...NONE, dueOn: '2026-05-05', principal: 800_00n, interest: 10_00n },
  ],
  given: NONE,
  penaltiesDue: 100_00n,
  rateCutBasisPoints: 0,
  fund: false,
  kinds: ['arrears-plan'],
  capitalised: 0n,
  settlesFor: null,
};
/** What is left of it in the stressed case is the largest instalment, to the cent. */
export const STATED: Stated = {
  region: 'cn',
  incomes: [
    { now: 4_000_00n, usual: 4_000_00n, proof: 'verified' },
    { now: 200_00n, usual: 200_00n, proof: 'given' },
  ],
  dependants: 1,
  essentials: 1_500_00n,
  priorityDebts: 504_00n,
  liquid: 0n,
  judgedOn: '2026-03-08',
  months: null,
};
export const BOOK: NegotiationBook = {
  stated: new Map([['assessment-1', STATED]]),
  packs: new Map([['pack-1', PACK]]),
  differences: new Map(),
  lastDay: '2026-03-31',
};
