import {
  DELINQUENCY_STREAM,
  LOAN_STREAM,
  OUTREACH_STREAM,
  outreachDisputeClosed,
  outreachDisputeRaised,
} from '@mora/contracts';
import type { PersonId } from '@mora/kernel';
import { type BrokerRecord, runtimeMigrations } from '@mora/runtime';
import { useDatabase } from '@mora/testing';
import { negotiationMigrations } from '../../persistence/migrations/index.js';
import { aRecord, cured, linked, LoanLane, loanOf, paid, registered, scheduled, started } from './fixtures.js';

const db = useDatabase({ migrations: [...runtimeMigrations, ...negotiationMigrations], people: true });
const WHO = { personId: 'demo:P-1' as PersonId, role: 'borrower' as const };
let lane: LoanLane;
beforeEach(async () => {
  lane = await LoanLane.on(db);
});

async function startAnew(): Promise<void> {
  await db.pool.query(`truncate outbox, inbox, lane, lane_input, negotiation_loan, round, work_item, timeline, timer`);
  lane = await LoanLane.on(db);
}

describe('the same records in another order of the streams', () => {
  const DAYS = ['2026-03-09', '2026-03-10', '2026-03-11', '2026-03-12'] as const;
  const dispute = { disputeId: 'd-1', ...WHO, kind: 'amount' as const, written: true };
  const closed = { ...dispute, outcome: 'rejected' as const, verificationSentOn: null };
  type Day = Readonly<{
    loan: readonly BrokerRecord[];
    arrears: readonly BrokerRecord[];
    outreach: readonly BrokerRecord[];
  }>;
  const loans = ['L-1', 'L-2', 'L-3'];
  const [first, second, third, fourth] = DAYS;
  const story: Readonly<Record<(typeof DAYS)[number], Day>> = {
    [first]: {
      loan: loans.flatMap((loan) => [registered(loan, first), linked(loan, first), scheduled(loan, first)]),
      arrears: loans.map((loan) => started(loan, first)),
      outreach: [],
    },
    [second]: {
      loan: loans.map((loan) => paid(loan, second, `t-${loan}`, '10.00')),
      arrears: [],
      outreach: [aRecord(outreachDisputeRaised, 'L-2', second, dispute)],
    },
    [third]: {
      loan: [scheduled('L-1', third, 2)],
      arrears: [cured('L-1', third), cured('L-3', third, 'rescheduled')],
      outreach: [aRecord(outreachDisputeClosed, 'L-2', third, closed)],
    },
    [fourth]: { loan: [paid('L-2', fourth, 't-9', '5.00')], arrears: [started('L-3', fourth)], outreach: [] },
  };

  async function run(order: readonly ('loan' | 'arrears')[]) {
    for (const day of DAYS) {
      await lane.take(OUTREACH_STREAM, ...story[day].outreach);
      for (const stream of order) {
        const records = story[day][stream];
        const topic = stream === 'loan' ? LOAN_STREAM : DELINQUENCY_STREAM;
        if (records.length > 0) await lane.take(topic, ...records);
      }
      await lane.close(day);
    }
    const ids = await db.lines(`select id, type, aggregateid, payload::text from outbox order by id`);
    const states = await db.lines(
      `select loan_id, review_on, state::jsonb::text, schedule::jsonb::text from negotiation_loan order by 1`,
    );
    const rounds = await db.lines(`select * from round order by round_id`);
    return { ids, states, rounds };
  }

  it('gives the same ids on the outbox, and the same states', async () => {
    const found = await run(['loan', 'arrears']);
    await startAnew();
    expect(await run(['arrears', 'loan'])).toEqual(found);
    expect(found.ids.length).toBeGreaterThan(8);
  });
});

describe('a negotiation to which nobody came, twice, ends', () => {
  const [first, day] = ['2026-03-09', '2026-03-10'];
  const command = (given: Parameters<typeof lane.commands.take>[1], key: string) =>
    lane.commands.take(loanOf('L-1'), given, key, { system: 'spec' });

  async function run(isFaster: boolean) {
    await lane.take(LOAN_STREAM, registered('L-1', first), linked('L-1', first), scheduled('L-1', first));
    await lane.take(DELINQUENCY_STREAM, started('L-1', first));
    await lane.close(first);
    await lane.mark(OUTREACH_STREAM, first);
    await command({ kind: 'assign', credit: 'chen', service: 'wang', responsible: null, by: 'boss' }, 'assign');
    for (const appointmentId of ['a-1', 'a-2']) {
      const set = { kind: 'appointment', appointmentId, at: lane.now + 1, by: 'wang' } as const;
      expect(await command(set, appointmentId)).toEqual({ kind: 'taken' });
      lane.now += 2;
      const outcome = { kind: 'appointment-outcome', appointmentId, outcome: 'no-show', by: 'wang' } as const;
      expect(await command(outcome, `${appointmentId}-over`)).toEqual({ kind: 'taken' });
    }
    if (isFaster) await lane.mark(OUTREACH_STREAM, day);
    await lane.close(day);
    if (!isFaster) await lane.mark(OUTREACH_STREAM, day);
    return db.lines(`select id, business_date, type, payload::text from outbox order by position`);
  }

  it('by its day, and on the day behind: whether outreach or negotiation was the first to close it', async () => {
    const found = await run(false);
    expect(await db.lines(`select outcome, closed_on from round`)).toEqual([`no-show ${day}`]);
    expect(await db.lines(`select business_date from outbox where type = 'mora.negotiation.failed.v1'`)).toEqual([
      '2026-03-11',
    ]);
    await startAnew();
    expect(await run(true)).toEqual(found);
  });
});
