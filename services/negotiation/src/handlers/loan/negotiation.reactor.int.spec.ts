import { DELINQUENCY_STREAM, LOAN_STREAM } from '@mora/contracts';
import { runtimeMigrations } from '@mora/runtime';
import { useDatabase } from '@mora/testing';
import { negotiationMigrations } from '../../persistence/migrations/index.js';
import { linked, LoanLane, registered, scheduled, started } from './fixtures.js';

const db = useDatabase({ migrations: [...runtimeMigrations, ...negotiationMigrations], people: true });
let lane: LoanLane;
beforeEach(async () => {
  lane = await LoanLane.on(db);
});

const SHORT = `regexp_replace(type, 'mora.(negotiation.)?(.*).v1', '\\2')`;
const outbox = (where = 'true') =>
  db.lines(`select business_date, ${SHORT}, aggregateid from outbox where ${where} order by position`);

/** A loan that is behind for so long that its close opens a negotiation. */
async function behind(loan: string, day: string): Promise<void> {
  await lane.take(LOAN_STREAM, registered(loan, day), linked(loan, day), scheduled(loan, day));
  await lane.take(DELINQUENCY_STREAM, started(loan, day));
  await lane.close(day);
}

it('two spine streams in, a day closed in both: a negotiation is opened, the mark behind it', async () => {
  await behind('L-1', '2026-03-09');
  expect(await outbox()).toEqual(['2026-03-09 opened demo:L-1', '2026-03-09 day.closed -']);
  expect(await db.lines(`select loan_id, by, because, opened_on, closed_on, outcome from round`)).toEqual([
    'demo:L-1 policy two-months-overdue 2026-03-09 - -',
  ]);
  expect(await db.lines(`select kind, team, due_on, state from work_item order by kind`)).toEqual([
    'negotiation service 2026-03-24 open',
    'team-wanted supervisor 2026-03-12 open',
  ]);
  expect(await db.lines(`select on_date, what, policy->>'rule' from timeline`)).toEqual([
    '2026-03-09 round-opened two-months',
  ]);
  expect(
    await db.lines(
      `select review_on, waits::text, round_state, consecutive, episode_id, person_id from negotiation_loan`,
    ),
  ).toEqual(['2026-03-12 {} opened 0 e-L-1 demo:P-1']);
});
