import {
  DELINQUENCY_STREAM,
  LOAN_STREAM,
  NEGOTIATION_STREAM,
  negotiationNoticeRequested,
  negotiationPlanActivated,
  negotiationPlanBroken,
  negotiationPlanEnded,
  negotiationPlanReopened,
  OUTREACH_ANSWERS_STREAM,
} from '@mora/contracts';
import type { CalendarDate } from '@mora/kernel';
import { runtimeMigrations } from '@mora/runtime';
import { useDatabase } from '@mora/testing';
import { id128 } from '../../domain/ids.js';
import { loanMigrations } from '../../persistence/loan/migrations.js';
import { noticesMigrations } from '../../persistence/notices/migrations.js';
import { peopleMigrations } from '../../persistence/people/migrations.js';
import {
  allowed,
  aRecord,
  linked,
  LoanLane,
  loanOf,
  paid,
  personFacts,
  registered,
  started,
  WANG,
} from './fixtures.js';

const db = useDatabase({
  migrations: [...runtimeMigrations, ...loanMigrations, ...noticesMigrations, ...peopleMigrations],
  people: true,
});
let lane: LoanLane;
beforeEach(async () => {
  lane = await LoanLane.on(db);
});

const SHORT = `regexp_replace(type, 'mora.(outreach.)?(.*).v1', '\\2')`;
const outbox = (where = 'true') =>
  db.lines(`select business_date, ${SHORT}, aggregateid from outbox where ${where} order by position`);
const said = async (type: string): Promise<Record<string, unknown>[]> => {
  const { rows } = await db.pool.query<{ payload: Record<string, unknown> }>(
    `select payload::jsonb as payload from outbox where type = $1 order by position`,
    [`mora.outreach.${type}.v1`],
  );
  return rows.map(({ payload }) => payload);
};
const loans = () =>
  db.lines(`select loan_id, review_on, waits::text, episode_id, person_id from outreach_loan order by loan_id`);

/** A loan that is behind since the day, whose borrower is known, and the contact that its close has wanted. */
async function behind(loan: string, day: string) {
  await lane.take(LOAN_STREAM, registered(loan, day), linked(loan, day));
  await lane.take(DELINQUENCY_STREAM, started(loan, day));
  await lane.take(OUTREACH_ANSWERS_STREAM, personFacts(loan, day));
  await lane.close(day);
  const wanted = await said('contact-wanted');
  return wanted.at(-1) as { contactId: string; step: string; on: string; channels: string[] };
}

it('two spine streams in, a day closed in both: what is wanted goes to the lane of the person, the mark behind it', async () => {
  const wanted = await behind('L-1', '2026-03-09');
  expect(wanted).toMatchObject({ step: 'first-reminder', on: '2026-03-10', purpose: 'reminder', personId: WANG });
  expect(await loans()).toEqual(['demo:L-1 2026-03-10 {} e-L-1 demo:P-1']);
  expect(await outbox(`type like '%wanted%' or type like '%day.closed%'`)).toEqual([
    '2026-03-09 contact-wanted demo:P-1',
    '2026-03-09 day.closed -',
  ]);
  const slices = (await said('loan-facts')).map(({ slice, version }) => `${String(slice)} ${String(version)}`);
  expect(slices).toEqual(['ledger 1', 'ledger 1', 'arrears 1', 'elsewhere 1', 'says 1', 'promises 1', 'notices 1']);
  expect(await db.lines(`select on_date, strategy, rule, step from step_log`)).toEqual([
    '2026-03-09 retail/1 first-overdue first-reminder',
  ]);
});

it('nothing is wanted of days before there were rules, and of a loan that was behind then from their first day on', async () => {
  await behind('L-1', '2025-06-01');
  expect(await db.lines(`select open_day, (select count(*) from held_subject) from lane`)).toEqual(['2026-01-01 0']);
  expect(await said('contact-wanted')).toEqual([]);
  await lane.close('2026-01-01');
  expect(await said('contact-wanted')).toMatchObject([{ on: '2026-01-02' }]);
});

it('the day does not close before both streams have met its mark', async () => {
  await lane.take(LOAN_STREAM, registered('L-1', '2026-03-09'), linked('L-1', '2026-03-09'));
  await lane.mark(LOAN_STREAM, '2026-03-09');
  expect(await outbox(`type like '%day.closed%'`)).toEqual([]);
  await lane.take(DELINQUENCY_STREAM, started('L-1', '2026-03-09'));
  await lane.mark(DELINQUENCY_STREAM, '2026-03-09');
  expect(await outbox(`type like '%wanted%' or type like '%day.closed%'`)).toEqual([
    '2026-03-09 contact-wanted demo:P-1',
    '2026-03-09 day.closed -',
  ]);
});

it('yes, claimed, sent: a notice row with the amounts of that moment, and everything published', async () => {
  const wanted = await behind('L-1', '2026-03-09');
  lane.now = Date.parse('2026-03-10T10:00:00+08:00');
  await lane.take(OUTREACH_ANSWERS_STREAM, allowed('L-1', '2026-03-10', wanted, '2026-03-10T12:00:00.000Z'));
  const noticeId = id128(wanted.contactId, 'sms');
  expect(await db.lines(`select notice_id, state, step from notice`)).toEqual([`${noticeId} planned first-reminder`]);
  const by = { system: 'sender' };
  const claim = { kind: 'claim-notice' as const, noticeId, attemptId: 'a-1' };
  expect(await lane.commands.take(loanOf('L-1'), claim, 'claim-1', by)).toEqual({ kind: 'taken' });
  expect(await lane.commands.take(loanOf('L-1'), claim, 'claim-1', by)).toEqual({ kind: 'duplicate' });
  expect(await lane.commands.take(loanOf('L-1'), claim, 'claim-2', by)).toMatchObject({ because: 'not-planned' });
  const template = { id: 'first-overdue', version: 1, language: 'zh-CN' as const, hash: 'h' };
  const outcome = { outcome: 'sent' as const, provider: 'sms', providerRef: 'r-1', reason: null, definite: false };
  const sent = { kind: 'notice-outcome' as const, noticeId, attemptId: 'a-1', ...outcome, proofHash: 'p', template };
  await lane.commands.take(loanOf('L-1'), { ...sent, at: lane.now }, 'sent-1', by);
  expect(await db.lines(`select state, provider_ref, facts->>'amountOverdueMinor' from notice`)).toEqual([
    'sent r-1 120000',
  ]);
  expect(
    (await outbox(`business_date = '2026-03-10' and type not like '%facts%'`)).map((line) => line.slice(11)),
  ).toEqual(['contact-decided demo:L-1', 'contact-reported demo:P-1', 'notice-sent demo:L-1']);
});

it('a payment that no rule can use holds its loan; what restricts is taken all the same, and no other loan waits', async () => {
  await behind('L-1', '2026-03-09');
  await lane.take(LOAN_STREAM, registered('L-2', '2026-03-10'), paid('L-1', '2026-03-10', 't-1', '9.99', 'JPY'));
  const saying = { says: 'dispute' as const, about: 'amount' as const, written: false };
  const who = { personId: WANG, role: 'borrower' as const, via: 'staff' as const };
  const by = { system: 'spec' };
  const dispute = { kind: 'say' as const, sayId: 's-1', ...who, saying };
  expect(await lane.commands.take(loanOf('L-1'), dispute, 'say-1', by)).toEqual({ kind: 'taken' });
  const promise = { kind: 'promise-made' as const, promiseId: 'pr-1', personId: WANG, role: 'borrower' as const };
  const parts = [{ dueOn: '2026-03-12' as CalendarDate, minor: 100 }];
  const made = { ...promise, currency: 'CNY' as const, parts, method: 'transfer', via: 'staff' as const };
  expect(await lane.commands.take(loanOf('L-1'), made, 'promise-1', by)).toMatchObject({ kind: 'held' });
  expect(await db.lines(`select subject, reason from held_subject`)).toEqual(['demo:L-1 amount-not-in-currency']);
  expect(
    (await outbox(`type like '%held%' or type like '%dispute%' or type like '%withdrawn%'`)).map((l) => l.slice(11)),
  ).toEqual(['subject-held demo:L-1', 'dispute-raised demo:L-1', 'contact-withdrawn demo:P-1']);
  expect(await lane.commands.take(loanOf('L-9'), dispute, 'say-9', by)).toMatchObject({ because: 'loan-unknown' });
});

it('a plan restricts at once; while negotiation is silent too long the loan waits, and its mark is what it waits for', async () => {
  await behind('L-1', '2026-03-09');
  const plan = { planId: 'pl-1', activeFrom: '2026-03-10' as CalendarDate };
  await lane.take(NEGOTIATION_STREAM, aRecord(negotiationPlanActivated, 'L-1', '2026-03-10', plan));
  expect((await said('contact-withdrawn')).map(({ because }) => because)).toEqual(['plan-active']);
  await lane.close('2026-03-10');
  expect(await loans()).toEqual([`demo:L-1 2026-03-11 {${NEGOTIATION_STREAM}} e-L-1 demo:P-1`]);
  const facts = (await said('loan-facts')).filter(({ slice }) => slice === 'elsewhere').at(-1);
  expect(facts).toMatchObject({ flags: ['plan-active'], facts: { notKnown: 'negotiation' } });
  await lane.mark(NEGOTIATION_STREAM, '2026-03-10');
  expect(await loans()).toEqual(['demo:L-1 2026-03-11 {} e-L-1 demo:P-1']);
  const broken = { planId: 'pl-1', on: '2026-03-11' as CalendarDate };
  await lane.take(NEGOTIATION_STREAM, aRecord(negotiationPlanBroken, 'L-1', '2026-03-11', broken));
  await lane.close('2026-03-11');
  await lane.mark(NEGOTIATION_STREAM, '2026-03-11');
  await lane.close('2026-03-12');
  expect((await said('contact-wanted')).map(({ step, on }) => `${String(step)} ${String(on)}`)).toEqual([
    'first-reminder 2026-03-10',
    'first-reminder 2026-03-13',
  ]);
});

it('a plan that was broken and runs on after all restricts again', async () => {
  await behind('L-1', '2026-03-09');
  const flags = async () => (await said('loan-facts')).filter(({ slice }) => slice === 'elsewhere').at(-1)?.['flags'];
  const [planId, on] = ['pl-1', '2026-03-10' as CalendarDate];
  await lane.take(NEGOTIATION_STREAM, aRecord(negotiationPlanActivated, 'L-1', on, { planId, activeFrom: on }));
  await lane.take(NEGOTIATION_STREAM, aRecord(negotiationPlanBroken, 'L-1', on, { planId, on }));
  await lane.close('2026-03-10');
  expect(await flags()).toEqual(['plan-active']);
  await lane.mark(NEGOTIATION_STREAM, '2026-03-10');
  await lane.close('2026-03-11');
  expect(await flags()).toEqual([]);
  const about = { instalment: null, dueOn: null, unpaid: '10.00', currency: 'CNY' as const, because: 'not-broken' };
  await lane.take(NEGOTIATION_STREAM, aRecord(negotiationPlanReopened, 'L-1', '2026-03-12', { planId, ...about }));
  expect(await flags()).toEqual(['plan-active']);
});

it('a plan that is over without having been broken restricts no more', async () => {
  await behind('L-1', '2026-03-09');
  const [planId, on] = ['pl-1', '2026-03-10' as CalendarDate];
  await lane.take(NEGOTIATION_STREAM, aRecord(negotiationPlanActivated, 'L-1', on, { planId, activeFrom: on }));
  const ended = { planId, on, because: 'fund-unproven' as const };
  await lane.take(NEGOTIATION_STREAM, aRecord(negotiationPlanEnded, 'L-1', on, ended));
  await lane.mark(NEGOTIATION_STREAM, '2026-03-10');
  for (const day of ['2026-03-10', '2026-03-11']) await lane.close(day);
  expect((await said('loan-facts')).filter(({ slice }) => slice === 'elsewhere').at(-1)?.['flags']).toEqual([]);
});

it('a notice that another service wants is asked for at once, and answered when its deadline has passed', async () => {
  await behind('L-1', '2026-03-09');
  await lane.take(
    NEGOTIATION_STREAM,
    aRecord(negotiationNoticeRequested, 'L-1', '2026-03-10', {
      requestId: 'r-1',
      purpose: 'statutory-notice',
      template: 'statutory-generic',
      facts: { amount: '1200.00' },
      role: 'borrower',
      channels: ['letter'],
      notBefore: '2026-03-10' as CalendarDate,
      deadline: '2026-03-11' as CalendarDate,
      proof: 'sent',
    }),
  );
  const wanted = (await said('contact-wanted')).at(-1);
  expect(wanted).toMatchObject({ purpose: 'statutory-notice', priority: 0, lapsesOn: '2026-03-11', step: null });
  await lane.close('2026-03-10');
  expect(await said('request-answered')).toEqual([]);
  await lane.close('2026-03-11');
  expect(await said('request-answered')).toEqual([
    { requestId: 'r-1', requester: 'negotiation', outcome: 'lapsed', noticeId: null, proof: null, rules: [] },
  ]);
});

it('a payment leaves the schedule and the slices as they are, and asks for no look at the loan', async () => {
  await lane.take(LOAN_STREAM, registered('L-1', '2026-03-09'), linked('L-1', '2026-03-09'));
  await lane.close('2026-03-09');
  const before = (await said('loan-facts')).length;
  await lane.take(LOAN_STREAM, paid('L-1', '2026-03-10', 't-1', '100.00'), paid('L-1', '2026-03-10', 't-1', '100.00'));
  expect((await said('loan-facts')).length).toBe(before);
  expect(await loans()).toEqual(['demo:L-1 - {} - demo:P-1']);
  expect(
    await db.lines(`select jsonb_array_length(state::jsonb->'parts'->'ledger'->'payments') from outreach_loan`),
  ).toEqual(['1']);
});
