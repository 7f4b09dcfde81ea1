import { LOAN_STREAM, loanPaymentReversed, loanRequestAnswered, loanScheduleReplaced } from '@mora/contracts';
import { addDays, calendarDate, type CalendarDate } from '@mora/kernel';
import { runtimeMigrations } from '@mora/runtime';
import { useDatabase } from '@mora/testing';
import type { PlanCommand } from '../../domain/plans/commands.js';
import { aPlan, ROWS } from '../../domain/plans/fixtures.js';
import type { Plan } from '../../domain/plans/types.js';
import { reading } from '../../persistence/loan/reading.js';
import { negotiationMigrations } from '../../persistence/migrations/index.js';
import { asksAfter, planLine } from '../../persistence/plans/plan.queries.js';
import { aRecord, linked, LoanLane, loanOf, paid, registered, scheduled, TENANT } from './fixtures.js';

const db = useDatabase({ migrations: [...runtimeMigrations, ...negotiationMigrations], people: true });
const DAY = '2026-03-09';
const LOAN = loanOf('L-1');
let lane: LoanLane;

beforeEach(async () => {
  lane = await LoanLane.on(db);
  await lane.take(LOAN_STREAM, registered('L-1', DAY), linked('L-1', DAY), scheduled('L-1', DAY));
});

const SHORT = `regexp_replace(type, 'mora.(negotiation|ledger-request).(.*).v1', '\\2')`;
const outbox = () => db.lines(`select ${SHORT} from outbox where type not like '%day.closed%' order by position`);
const take = (command: PlanCommand, key: string) => lane.commands.take(LOAN, command, key, { system: 'spec' });

/** A plan that an offer has led to, as the lane has it. */
async function known(plan: Partial<Plan>): Promise<Plan> {
  const rejected: Plan = { ...aPlan(), state: 'rejected', ...plan };
  await db.pool.query(
    `update negotiation_loan set state = jsonb_set(state::jsonb, '{parts,plans,plans}', $1::jsonb)::json`,
    [JSON.stringify([rejected])],
  );
  return rejected;
}

const again = (planId: string, key: string) =>
  take({ kind: 'settle-difference', planId, take: 'ask-again', disclosureId: null, because: 'unlocked', by: 'w' }, key);
const ask = () => asksAfter(reading(db.pool), TENANT, '0', 10);
const amounts = (minor: number) => ({ principal: (minor / 100).toFixed(2), interest: '0.00' });
const booked = (requestId: string, day: string, version: number) =>
  aRecord(loanScheduleReplaced, 'L-1', day, {
    source: 'core',
    bookedOn: calendarDate(day),
    version,
    currency: 'CNY',
    reason: 'rescheduled',
    request: { requestId },
    instalments: ROWS.map(({ number, dueOn, principal }) => ({ number, dueOn, ...amounts(principal) })),
  });

it('an ask and its answer: asked, booked by the schedule that names it, in force once', async () => {
  const { planId } = await known({});
  expect(await again(planId, 'k-1')).toEqual({ kind: 'taken' });
  expect(await again(planId, 'k-1')).toEqual({ kind: 'duplicate' });
  expect(await outbox()).toEqual(['reschedule', 'plan-asked']);
  const [open] = await ask();
  expect(open).toMatchObject({ loan: LOAN, planId, type: 'reschedule', state: 'open', askedOn: DAY });
  expect(open?.body).toMatchObject({ planId, instalments: [{ number: 1, principal: '10.00' }, {}, {}] });
  const requestId = open?.requestId ?? '';

  await lane.take(LOAN_STREAM, booked(requestId, DAY, 2), booked(requestId, DAY, 3));
  expect((await outbox()).slice(2)).toEqual(['plan-activated', 'notice-requested']);
  expect(await ask()).toMatchObject([{ state: 'booked', answeredOn: DAY }]);
  expect(await planLine(reading(db.pool), TENANT, LOAN, planId)).toMatchObject({
    state: 'active',
    requestId,
    activeFrom: DAY,
  });
  expect(await db.lines(`select aggregatetype from outbox where type like '%ledger-request%'`)).toEqual([
    'mora.ledger-requests.v1',
  ]);

  await lane.take(LOAN_STREAM, paid('L-1', DAY, 't-1', '10.00'), paid('L-1', DAY, 't-2', '20.00'));
  expect((await outbox()).slice(4)).toEqual([
    'instalment-kept',
    'instalment-kept',
    'instalment-kept',
    'plan-completed',
  ]);
  const reversal = {
    source: 'core',
    bookedOn: calendarDate(DAY),
    valueDate: calendarDate(DAY),
    currency: 'CNY' as const,
  };
  await lane.take(
    LOAN_STREAM,
    aRecord(loanPaymentReversed, 'L-1', DAY, {
      ...reversal,
      transactionId: 't-3',
      originalTransactionId: 't-2',
      amount: '20.00',
    }),
  );
  expect(await planLine(reading(db.pool), TENANT, LOAN, planId)).toMatchObject({ state: 'active' });
});

it('a ledger that says nothing: the ask is taken back, and whoever reads asks is told', async () => {
  const { planId } = await known({});
  await again(planId, 'k-1');
  for (const n of [0, 1, 2, 3, 4, 5]) await lane.close(addDays(DAY as CalendarDate, n));
  expect(await outbox()).toEqual(['reschedule', 'plan-asked', 'withdrawn', 'plan-not-booked']);
  expect((await ask()).map(({ type, state }) => `${type} ${state}`)).toEqual([
    'reschedule timed-out',
    'withdrawn told',
  ]);
  expect(await db.lines(`select kind, state from work_item`)).toEqual(['ask-again-or-offer-anew open']);
});

it('a ledger that will not: rejected on the stream, and by hand for a ledger that publishes nothing', async () => {
  const { planId } = await known({});
  await again(planId, 'k-1');
  const [open] = await ask();
  const requestId = open?.requestId ?? '';
  const command = { kind: 'answer-request', requestId, reason: null, reference: 'R-1', by: 'l' } as const;
  expect(await take({ ...command, outcome: 'accepted' }, 'k-2')).toMatchObject({ because: 'needs-the-schedule' });
  const data = {
    source: 'core',
    bookedOn: calendarDate(DAY),
    requestId,
    outcome: 'rejected' as const,
    reason: 'locked',
  };
  await lane.take(LOAN_STREAM, aRecord(loanRequestAnswered, 'L-1', DAY, data));
  expect(await take({ ...command, outcome: 'rejected' }, 'k-3')).toMatchObject({ because: 'already-answered' });
  expect(await ask()).toMatchObject([{ state: 'rejected', reason: 'locked' }]);
  expect(await db.lines(`select state from plan`)).toEqual(['rejected']);
});

it('a plan from before Mora runs on, is at risk and breaks; its rows stay when it is folded', async () => {
  const rows = [
    { dueOn: calendarDate('2026-02-10'), minor: 1_000 },
    { dueOn: calendarDate('2026-03-10'), minor: 1_000 },
  ];
  const past = {
    what: 'plan',
    planId: 'P-1',
    kinds: ['spread'],
    activeFrom: calendarDate('2026-01-10'),
    rows,
  } as const;
  const command = { kind: 'cut-over', past: { ...past, paidBefore: 1_000 }, by: 'l' } as const;
  expect(await take(command, 'k-1')).toEqual({ kind: 'taken' });
  expect(await take(command, 'k-2')).toMatchObject({ because: 'already-imported' });
  expect(await outbox()).toEqual(['plan-activated', 'instalment-kept']);
  for (let n = 0; n <= 32; n += 1) await lane.close(addDays(DAY as CalendarDate, n));
  expect((await outbox()).slice(2).filter((type) => type !== 'notice-requested')).toEqual([
    'plan-at-risk',
    'plan-broken',
    'failed',
  ]);
  for (let n = 33; n <= 64; n += 1) await lane.close(addDays(DAY as CalendarDate, n));
  const kept = await db.lines(
    `select json_array_length(state->'parts'->'plans'->'plans'->0->'rows') from negotiation_loan`,
  );
  expect(kept).toEqual(['0']);
  expect(await db.lines(`select state, ended_on, last_due, json_array_length(rows) from plan`)).toEqual([
    'broken 2026-04-10 2026-03-10 2',
  ]);
});
