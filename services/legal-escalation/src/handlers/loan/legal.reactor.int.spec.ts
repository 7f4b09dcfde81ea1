import {
  DELINQUENCY_STREAM,
  LOAN_STREAM,
  NEGOTIATION_STREAM,
  negotiationFailed,
  negotiationPlanActivated,
  OUTREACH_STREAM,
  outreachDisputeClosed,
  outreachDisputeRaised,
} from '@mora/contracts';
import type { CalendarDate, PersonId } from '@mora/kernel';
import { type BrokerRecord, runtimeMigrations } from '@mora/runtime';
import { useDatabase } from '@mora/testing';
import { legalMigrations } from '../../persistence/migrations/index.js';
import { aRecord, cured, linked, LoanLane, loanOf, paid, registered, scheduled, started } from './fixtures.js';

const db = useDatabase({ migrations: [...runtimeMigrations, ...legalMigrations], people: true });
let lane: LoanLane;
beforeEach(async () => {
  lane = await LoanLane.on(db);
});

const DAYS = ['2026-03-09', '2026-03-10', '2026-03-11', '2026-03-12'] as const;
const [first, second, third, fourth] = DAYS;
const WHO = { personId: 'demo:P-1' as PersonId, role: 'borrower' as const };
const dispute = { disputeId: 'd-1', ...WHO, kind: 'amount' as const, written: true };
const BY = { system: 'spec' };

const failed = (loan: string, day: string, consecutive: number) =>
  aRecord(negotiationFailed, loan, day, {
    roundId: `r-${consecutive}`,
    episodeId: null,
    planId: null,
    reason: 'expired',
    consecutive,
    closedOn: day as CalendarDate,
    policy: { id: 'rounds', version: 1, rule: 'expired' },
    reference: null,
  });

it('the day does not close before both spine streams have met its mark', async () => {
  const marks = () => db.lines(`select business_date from outbox where type = 'mora.day.closed.v1'`);
  await lane.take(LOAN_STREAM, registered('L-1', first));
  await lane.mark(LOAN_STREAM, first);
  expect(await marks()).toEqual([]);
  await lane.mark(DELINQUENCY_STREAM, first);
  expect(await marks()).toEqual([first]);
});

it('of days before there were rules it takes what is known, and closes none', async () => {
  await lane.take(LOAN_STREAM, registered('L-1', '2005-04-30'));
  await lane.close('2005-04-30');
  expect(await db.lines(`select open_day, (select count(*) from held_subject) from lane`)).toEqual(['2021-01-01 0']);
  await lane.close('2021-01-01');
  expect(await db.lines(`select business_date from outbox where type = 'mora.day.closed.v1'`)).toEqual(['2021-01-01']);
});

it('a payment that no rule can use holds its loan; what restricts is taken all the same, and no other loan waits', async () => {
  await lane.take(
    LOAN_STREAM,
    registered('L-1', first),
    registered('L-2', first),
    paid('L-1', first, 't', '9.99', 'JPY'),
  );
  expect(await db.lines(`select subject, reason from held_subject`)).toEqual(['demo:L-1 amount-not-in-currency']);
  await lane.take(OUTREACH_STREAM, aRecord(outreachDisputeRaised, 'L-1', first, dispute));
  const holds = `select h->>'kind' from legal_loan, json_array_elements(state->'parts'->'elsewhere'->'holds') h
    where loan_id = 'demo:L-1'`;
  expect(await db.lines(holds)).toEqual(['dispute']);
  const hold = { holdId: 'h', hold: 'moratorium' as const, from: first as CalendarDate, until: null };
  const set = { kind: 'hold' as const, ...hold, because: 'court', by: 's-1' };
  expect(await lane.commands.take(loanOf('L-1'), set, 'hold-1', BY)).toEqual({ kind: 'taken' });
  expect(await lane.commands.take(loanOf('L-1'), set, 'hold-1', BY)).toEqual({ kind: 'duplicate' });
  const lift = { kind: 'lift' as const, holdId: 'h', because: 'x', by: 's-1' };
  expect(await lane.commands.take(loanOf('L-1'), lift, 'lift-1', BY)).toMatchObject({ kind: 'held' });
  expect(await lane.commands.take(loanOf('L-9'), lift, 'lift-9', BY)).toMatchObject({ because: 'loan-unknown' });
});

it('a plan in force and a silent negotiation: the loan waits for its mark, and the mark ends the wait', async () => {
  const plan = { planId: 'pl-1', activeFrom: first as CalendarDate };
  await lane.take(LOAN_STREAM, registered('L-1', first));
  await lane.take(NEGOTIATION_STREAM, aRecord(negotiationPlanActivated, 'L-1', first, plan));
  await lane.close(first);
  const waits = () => db.lines(`select waits::text from legal_loan`);
  expect(await waits()).toEqual([`{${NEGOTIATION_STREAM}}`]);
  await lane.mark(NEGOTIATION_STREAM, first);
  expect(await waits()).toEqual(['{}']);
});

it('what was saved is what is read: schedules, payments and charges come back as they were', async () => {
  await lane.take(LOAN_STREAM, registered('L-1', first), scheduled('L-1', first), paid('L-1', first, 't-1', '10.00'));
  const saved = () => db.lines(`select ledger::jsonb::text from legal_loan`);
  const before = await saved();
  await lane.take(LOAN_STREAM, linked('L-1', first), paid('L-1', second, 't-2', '5.00'));
  await lane.take(DELINQUENCY_STREAM, started('L-1', second));
  const after = await saved();
  expect(after).not.toEqual(before);
  expect(after[0]).toContain('"minor": [1000, 500]');
});

describe('the same records in another order of the streams', () => {
  type Day = Readonly<{
    loan: readonly BrokerRecord[];
    arrears: readonly BrokerRecord[];
    told: readonly BrokerRecord[];
  }>;
  const loans = ['L-1', 'L-2', 'L-3'];
  const closed = { ...dispute, outcome: 'rejected' as const, verificationSentOn: null };
  const story: Readonly<Record<(typeof DAYS)[number], Day>> = {
    [first]: {
      loan: loans.flatMap((loan) => [registered(loan, first), linked(loan, first), scheduled(loan, first)]),
      arrears: loans.map((loan) => started(loan, first, 120)),
      told: loans.flatMap((loan) => [failed(loan, first, 1), failed(loan, first, 2)]),
    },
    [second]: {
      loan: loans.map((loan) => paid(loan, second, `t-${loan}`, '10.00')),
      arrears: [],
      told: [aRecord(outreachDisputeRaised, 'L-2', second, dispute)],
    },
    [third]: {
      loan: [scheduled('L-1', third, 2)],
      arrears: [cured('L-1', third), cured('L-3', third, 'rescheduled')],
      told: [aRecord(outreachDisputeClosed, 'L-2', third, closed)],
    },
    [fourth]: { loan: [paid('L-2', fourth, 't-9', '5.00')], arrears: [started('L-3', fourth)], told: [] },
  };

  async function run(order: readonly ('loan' | 'arrears')[]) {
    for (const day of DAYS) {
      for (const record of story[day].told) {
        const stream = String(record.headers['ce_type']).includes('outreach') ? OUTREACH_STREAM : NEGOTIATION_STREAM;
        await lane.take(stream, record);
      }
      for (const stream of order) {
        const records = story[day][stream];
        if (records.length > 0) await lane.take(stream === 'loan' ? LOAN_STREAM : DELINQUENCY_STREAM, ...records);
      }
      await lane.close(day);
    }
    const ids = await db.lines(`select id, type, aggregateid, payload::text from outbox order by id`);
    const states = await db.lines(
      `select loan_id, review_on, next_date, gate_passed, stage, state::jsonb::text, ledger::jsonb::text from legal_loan order by 1`,
    );
    return { ids, states };
  }

  it('gives the same ids on the outbox, and the same states', async () => {
    const found = await run(['loan', 'arrears']);
    const tables = await db.lines(
      `select table_name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'
       and table_name not like '%migration%'`,
    );
    await db.pool.query(`truncate ${tables.map((name) => `"${name}"`).join(', ')}`);
    lane = await LoanLane.on(db);
    expect(await run(['arrears', 'loan'])).toEqual(found);
    expect(found.ids.length).toBeGreaterThanOrEqual(DAYS.length);
  });
});
