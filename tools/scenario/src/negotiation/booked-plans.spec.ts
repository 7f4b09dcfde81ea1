import { delinquencyCured, delinquencyStarted } from '@mora/contracts';
import { loadPolicies, StandingReactor, StandingRepository } from '@mora/delinquency-classification';
import { FirstLook, OfflineIntake, parseSources } from '@mora/ingestion';
import { addDays, addMonths, amountText, calendarDate, type CalendarDate, minorUnits } from '@mora/kernel';
import {
  CARD_SYSTEM,
  LEDGER,
  type LedgerAsk,
  openAnsweringBank,
  openBank,
  type Portfolio,
  readAsk,
} from '@mora/ledger-simulator';

const PORTFOLIO: Portfolio = { seed: 'booked-plans', loans: 100, cards: 0, opensOn: calendarDate('2026-03-02') };
const day = (n: number): CalendarDate => addDays(PORTFOLIO.opensOn, n);
const ASKED_ON = day(35);
const DAYS = Array.from({ length: 50 }, (_, n) => day(n));
const policies = loadPolicies();
const sources = parseSources(`calendar: none
sources:
  - { id: ${LEDGER}, tenant: demo, doors: [http], sequence: { kind: per-loan, first: 1 }, currency: CNY }
  - { id: ${CARD_SYSTEM}, tenant: demo, doors: [http], sequence: { kind: none }, currency: CNY }
`);

type Standing = NonNullable<Parameters<StandingReactor['decide']>[0]>;
type Heard = Readonly<{ loan: string; type: string; openDay: CalendarDate; data: Record<string, unknown> }>;

/** The bank's days through the rules of ingestion and classification: what is said of loans, and how they stand. */
function pass(days: readonly CalendarDate[], asks: readonly LedgerAsk[]) {
  const answering = openAnsweringBank(PORTFOLIO, () => asks);
  const records = days.flatMap((date) => answering.day(date).flatMap((source) => [...source.records, source.close]));
  const look = new FirstLook(sources);
  records.forEach((record) => look.at(record));
  const intake = new OfflineIntake(look, PORTFOLIO.opensOn);
  const reactor = new StandingReactor(new StandingRepository(policies), policies);
  const standings = new Map<string, Standing>();
  const said: Heard[] = [];
  /** The loans that are overdue, with the day on which it began. */
  const overdue = new Map<string, CalendarDate>();
  let openDay = PORTFOLIO.opensOn;
  const decide = (loan: string, event: Parameters<StandingReactor['decide']>[1]): void => {
    const at = { openDay } as Parameters<StandingReactor['decide']>[2];
    const outcome = reactor.decide(standings.get(loan) ?? null, event, at);
    if (outcome.kind !== 'decided') throw new Error(`${loan} is refused`);
    standings.set(loan, { ...outcome.next, moves: [] } as Standing);
    for (const { type, data } of outcome.announce ?? []) {
      said.push({ loan, type, openDay, data: data as Record<string, unknown> });
      if (type === delinquencyStarted.type) overdue.set(loan, openDay);
      if (type === delinquencyCured.type) overdue.delete(loan);
    }
  };
  records.forEach((record, line) => {
    for (const one of intake.take(record, line)) {
      if (!('event' in one)) throw new Error(one.rejected.message);
      const { id, type, subject = '', businessdate: businessDate, data } = one.event;
      if (type === 'mora.day.closed.v1') {
        for (const loan of standings.keys()) decide(loan, reactor.onDayClosed(businessDate));
        openDay = addDays(businessDate, 1);
        continue;
      }
      const accepts = reactor.accepts.find((each) => each.type === type);
      const wire = { id, type, subject, tenant: 'demo', businessDate, correlationId: id, data };
      if (accepts !== undefined) decide(subject, accepts.read(wire));
    }
  });
  return { said, overdue, openDay };
}

const bank = openBank(PORTFOLIO);
const sent = DAYS.filter((date) => date < ASKED_ON).flatMap((date) => bank.day(date).flatMap(({ records }) => records));

/** What is open of a loan by all that its ledger has said before it is asked: what a plan is made of. */
function openOf(loan: string): bigint {
  let schedule = 0n;
  let rest = 0n;
  for (const { type, data } of sent.filter(({ subject }) => subject === loan)) {
    const { amount = '0', instalments = [] } = data as Partial<Said>;
    if (type === 'ledger.schedule-replaced.v1') {
      schedule = instalments.reduce((sum, row) => sum + minor(row.principal) + minor(row.interest), 0n);
    }
    if (type === 'ledger.payment-posted.v1') rest -= minor(amount);
    if (type === 'ledger.payment-reversed.v1' || type === 'ledger.charge-posted.v1') rest += minor(amount);
  }
  return schedule + rest;
}

type Said = Readonly<{ amount: string; instalments: readonly Readonly<{ principal: string; interest: string }>[] }>;
const minor = (amount: string): bigint => minorUnits(amount, 'CNY');
const NONE = { principal: '0.00', interest: '0.00', fee: '0.00', penalty: '0.00' };

function ask(subject: string): LedgerAsk {
  const open = openOf(subject.slice('demo:'.length));
  const share = open / 24n;
  const firstDueOn = addDays(ASKED_ON, 25);
  return readAsk({
    type: 'mora.ledger-request.reschedule.v1',
    subject,
    businessDate: ASKED_ON,
    data: {
      requestId: `for-${subject}`,
      planId: `plan-${subject}`,
      kinds: ['reduced-instalment'],
      currency: 'CNY',
      effectiveFrom: ASKED_ON,
      answerBy: addDays(ASKED_ON, 5),
      replaces: null,
      instalments: Array.from({ length: 24 }, (_, n) => ({
        ...NONE,
        number: n + 1,
        dueOn: addMonths(firstDueOn, n),
        principal: amountText(n === 23 ? open - share * 23n : share, 'CNY'),
      })),
      yearlyRate: '0.1080',
      waive: NONE,
      capitalise: '0.00',
      restructure: {
        forms: ['deferred-plan'],
        difficulty: 'overdue',
        inDifficulty: true,
        firstDueOn,
        classBefore: 'special-mention',
      },
    },
  });
}

const before = pass(
  DAYS.filter((date) => date < ASKED_ON),
  [],
);
const late = [...before.overdue.keys()];
const asks = late.map(ask);
const after = pass(DAYS, asks);
const booked = after.said.filter(
  ({ type, data, openDay }) =>
    type === delinquencyCured.type && data['by'] === 'rescheduled' && openDay === addDays(ASKED_ON, 1),
);

it('a plan that the bank has booked cures the loan as rescheduled, on the day of its booking', () => {
  expect(late.length).toBeGreaterThan(8);
  expect(booked.length).toBeGreaterThan(late.length * 0.7);
  expect(booked.every(({ loan }) => late.includes(loan))).toBe(true);
});

it('nothing is overdue of it from then on, until an instalment of the plan is', () => {
  for (const { loan } of booked) {
    expect(after.overdue.has(loan)).toBe(false);
    const since = after.said.filter((one) => one.loan === loan && one.openDay > ASKED_ON);
    expect(since.map(({ type }) => type)).not.toContain(delinquencyStarted.type);
  }
  expect(after.openDay).toBe(day(DAYS.length));
});

it('of all others it is as if nothing had been asked', () => {
  const without = pass(DAYS, []);
  const others = [...without.overdue].filter(([loan]) => !booked.some((one) => one.loan === loan));
  expect(others.length).toBeGreaterThan(0);
  for (const [loan, startedOn] of others) expect(after.overdue.get(loan)).toBe(startedOn);
});
