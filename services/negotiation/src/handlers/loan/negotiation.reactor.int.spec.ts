import {
  DELINQUENCY_STREAM,
  LEGAL_STREAM,
  legalNegotiationRequested,
  LOAN_STREAM,
  OUTREACH_STREAM,
  outreachCallLogged,
  outreachDisputeRaised,
  outreachPromiseBroken,
  outreachSurveyAnswered,
} from '@mora/contracts';
import { type CalendarDate, id128, type PersonId } from '@mora/kernel';
import { runtimeMigrations } from '@mora/runtime';
import { useDatabase } from '@mora/testing';
import { negotiationMigrations } from '../../persistence/migrations/index.js';
import { aRecord, cured, linked, LoanLane, loanOf, paid, registered, scheduled, started } from './fixtures.js';

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

it('a loan that was behind before there were rules is held by nobody, and negotiated from their first day on', async () => {
  await behind('L-1', '2025-06-01');
  expect(await db.lines(`select open_day, (select count(*) from held_subject) from lane`)).toEqual(['2026-01-01 0']);
  expect(await outbox()).toEqual([]);
  await lane.close('2026-01-01');
  expect(await outbox()).toEqual(['2026-01-01 opened demo:L-1', '2026-01-01 day.closed -']);
});

const WHO = { personId: 'demo:P-1' as PersonId, role: 'borrower' as const };
const BY = { system: 'spec' };
const said = async (type: string): Promise<Record<string, unknown>[]> => {
  const { rows } = await db.pool.query<{ payload: Record<string, unknown> }>(
    `select payload::jsonb as payload from outbox where type = $1 order by position`,
    [`mora.negotiation.${type}.v1`],
  );
  return rows.map(({ payload }) => payload);
};

it('the day does not close before both streams have met its mark', async () => {
  await lane.take(LOAN_STREAM, registered('L-1', '2026-03-09'));
  await lane.mark(LOAN_STREAM, '2026-03-09');
  expect(await outbox()).toEqual([]);
  await lane.take(DELINQUENCY_STREAM, started('L-1', '2026-03-09'));
  await lane.mark(DELINQUENCY_STREAM, '2026-03-09');
  expect(await outbox()).toEqual(['2026-03-09 opened demo:L-1', '2026-03-09 day.closed -']);
});

it('a loan that is paid while it is negotiated about: closed as cured, its work done, the row of its round ended', async () => {
  await behind('L-1', '2026-03-09');
  await lane.take(LOAN_STREAM, paid('L-1', '2026-03-10', 't-1', '2108.00'));
  await lane.take(DELINQUENCY_STREAM, cured('L-1', '2026-03-10'));
  await lane.close('2026-03-10');
  expect(await outbox(`business_date = '2026-03-10'`)).toEqual([
    '2026-03-10 closed demo:L-1',
    '2026-03-10 day.closed -',
  ]);
  expect(await said('closed')).toMatchObject([{ outcome: 'cured', consecutive: 0, episodeId: 'e-L-1' }]);
  expect(await db.lines(`select closed_on, outcome from round`)).toEqual(['2026-03-10 cured']);
  expect(await db.lines(`select distinct state, closed_on from work_item`)).toEqual(['done 2026-03-10']);
});

it('a payment that no rule can use holds its loan; what restricts is taken all the same, and no other loan waits', async () => {
  await behind('L-1', '2026-03-09');
  await lane.take(LOAN_STREAM, registered('L-2', '2026-03-10'), paid('L-1', '2026-03-10', 't-1', '9.99', 'JPY'));
  expect(await db.lines(`select subject, reason from held_subject`)).toEqual(['demo:L-1 amount-not-in-currency']);
  const dispute = { disputeId: 'd-1', ...WHO, kind: 'amount' as const, written: true };
  await lane.take(OUTREACH_STREAM, aRecord(outreachDisputeRaised, 'L-1', '2026-03-10', dispute));
  const assign = { kind: 'assign' as const, credit: 'chen', service: 'wang', responsible: null, by: 'boss' };
  expect(await lane.commands.take(loanOf('L-1'), assign, 'assign-1', BY)).toMatchObject({ kind: 'held' });
  const end = { kind: 'close-round' as const, outcome: 'withdrawn' as const, because: 'x', by: 'boss' };
  expect(await lane.commands.take(loanOf('L-1'), end, 'close-1', BY)).toEqual({ kind: 'taken' });
  expect(await lane.commands.take(loanOf('L-9'), end, 'close-9', BY)).toMatchObject({ because: 'loan-unknown' });
  expect((await outbox(`business_date = '2026-03-10'`)).map((line) => line.slice(11))).toEqual([
    'subject-held demo:L-1',
    'hold-set demo:L-1',
    'closed demo:L-1',
  ]);
});

it('a command twice with one key is one; another body with it is a conflict; the round has the id of its cause', async () => {
  await lane.take(LOAN_STREAM, registered('L-1', '2026-03-09'), linked('L-1', '2026-03-09'));
  const open = {
    kind: 'open' as const,
    because: 'asked',
    reason: 'illness',
    by: 'P-1',
    who: 'borrower' as const,
    legal: null,
  };
  const loan = loanOf('L-1');
  expect(await lane.commands.take(loan, open, 'open-1', BY)).toEqual({ kind: 'taken' });
  expect(await lane.commands.take(loan, open, 'open-1', BY)).toEqual({ kind: 'duplicate' });
  expect(await lane.commands.take(loan, { ...open, reason: 'other' }, 'open-1', BY)).toEqual({ kind: 'conflict' });
  expect(await said('opened')).toMatchObject([
    {
      roundId: id128('round', loan, 'command/open-1'),
      by: 'borrower',
      reasonForDelinquency: 'illness',
      episodeId: null,
    },
  ]);
});

it('what outreach and legal say is known of the loan; what is not for negotiation is passed over', async () => {
  await lane.take(LOAN_STREAM, registered('L-1', '2026-03-09'));
  await lane.take(DELINQUENCY_STREAM, started('L-1', '2026-03-09', 12));
  const part = { promised: '1.00', credited: '0.00', currency: 'CNY' as const, because: 'late', brokenInARow: 1 };
  const days = { dueOn: '2026-03-09' as CalendarDate, judgedOn: '2026-03-09' as CalendarDate };
  const survey = {
    surveyId: 's-1',
    kind: 'satisfaction' as const,
    dueOn: days.dueOn,
    answeredOn: days.dueOn,
    score: 3,
    codes: [],
  };
  const broken = (promiseId: string) =>
    aRecord(outreachPromiseBroken, 'L-1', '2026-03-09', { promiseId, part: 1, ...days, ...part });
  const call = {
    callId: 'c-1',
    contactId: null,
    ...WHO,
    direction: 'in' as const,
    by: 'staff' as const,
    agencyId: null,
  };
  const spoken = { outcome: 'spoken', conversation: true, reasonForDelinquency: 'job-loss', recordingId: null };
  await lane.take(
    OUTREACH_STREAM,
    aRecord(outreachCallLogged, 'L-1', '2026-03-09', { ...call, ...spoken, at: '2026-03-09T03:00:00.000Z' }),
    broken('pr-1'),
    broken('pr-2'),
    aRecord(outreachSurveyAnswered, 'L-1', '2026-03-09', survey),
  );
  await lane.close('2026-03-09');
  expect(await db.lines(`select subject from held_subject`)).toEqual([]);
  expect(await said('opened')).toEqual([]);
  await lane.close('2026-03-10');
  expect(await said('opened')).toMatchObject([{ because: 'promises-broken', reasonForDelinquency: 'job-loss' }]);
});

it('legal escalation asks and is answered, with its own reference', async () => {
  await lane.take(LOAN_STREAM, registered('L-1', '2026-03-09'));
  await lane.take(DELINQUENCY_STREAM, started('L-1', '2026-03-09', 12));
  const ask = { requestId: 'lr-1', caseId: 'c-1', grace: { days: 10 }, because: 'before-the-suit' };
  await lane.take(LEGAL_STREAM, aRecord(legalNegotiationRequested, 'L-1', '2026-03-09', ask));
  await lane.close('2026-03-09');
  const reference = { requestId: 'lr-1', caseId: 'c-1' };
  expect(await said('opened')).toMatchObject([{ by: 'legal', reference }]);
});

it('an open dispute and a silent outreach: the loan waits for its mark, and the mark ends the wait', async () => {
  await behind('L-1', '2026-03-09');
  const dispute = { disputeId: 'd-1', ...WHO, kind: 'amount' as const, written: true };
  await lane.take(OUTREACH_STREAM, aRecord(outreachDisputeRaised, 'L-1', '2026-03-10', dispute));
  await lane.close('2026-03-10');
  const waits = () => db.lines(`select waits::text from negotiation_loan`);
  expect(await waits()).toEqual([`{${OUTREACH_STREAM}}`]);
  await lane.mark(OUTREACH_STREAM, '2026-03-10');
  expect(await waits()).toEqual(['{}']);
});
