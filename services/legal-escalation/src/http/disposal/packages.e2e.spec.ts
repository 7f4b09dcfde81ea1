import { addDays, addMonths, calendarDate, type CalendarDate, type LoanId } from '@mora/kernel';
import { inTransaction } from '@mora/runtime';
import { enforcingStory, judgedStory } from '../../domain/enforcement/fixtures.js';
import type { LoanState } from '../../domain/loan/state.js';
import { overdueStory, readyMatter, withMatter } from '../../domain/proceedings/fixtures.js';
import { LoanRepository } from '../../persistence/loan/loan.repository.js';
import { useLegal } from '../fixtures.js';

const legal = useLegal();
const SUPERVISOR = { role: 'supervisor', subject: 's-1' } as const;
const OTHER = { subject: 'l-9' } as const;
const COMPLIANCE = { role: 'compliance', subject: 'c-1' } as const;
const OPEN_DAY = overdueStory().openDay;
const LOANS = ['demo:L-1', 'demo:L-2', 'demo:L-3'] as const;

const rows = async (sql: string): Promise<unknown[]> => (await legal.db.pool.query(sql)).rows as unknown[];

async function openOn(day: CalendarDate): Promise<void> {
  legal.clock.now = Date.parse(`${day}T10:00:00+08:00`);
  await legal.db.pool.query(`update lane set open_day = $1 where space = 'loan'`, [day]);
}

const save = (states: readonly LoanState[]): Promise<void> =>
  inTransaction(legal.db.pool, (tx) =>
    new LoanRepository().save(tx, new Map(states.map((state) => [state.loanId as string, state])), () => 0),
  );

/** A second person has agreed to sell it. */
const forSale = () => withMatter(overdueStory(), readyMatter(OPEN_DAY, 'sale'));

beforeAll(async () => {
  await openOn(OPEN_DAY);
  const overdue = forSale().state!;
  const held = forSale().take({ kind: 'dispute-raised', disputeId: 'd-1', on: OPEN_DAY }).state!;
  const enforcing = enforcingStory();
  const judged = judgedStory();
  await save([
    ...LOANS.map((id) => ({ ...overdue, loanId: id as LoanId, writes: [] })),
    { ...overdue, loanId: 'demo:L-4' as LoanId, writes: [] },
    { ...held, loanId: 'demo:L-held' as LoanId, writes: [] },
    { ...overdue, loanId: 'other:L-9' as LoanId, writes: [] },
    { ...enforcing.state!, loanId: 'demo:L-enforcing' as LoanId, writes: [] },
    { ...judged.state!, loanId: 'demo:L-judged' as LoanId, writes: [] },
  ]);
});

const SELECTION = { batch: '2026-q1', currency: 'CNY', products: ['consumer-loan'], fromDays: 90 };

describe('a package', () => {
  let packageId: string;
  const bids: Record<string, string> = {};
  const closesOn = addDays(OPEN_DAY, 5);

  it('is made of what the rules let go, and says why of the others', async () => {
    const { status, body } = await legal.post('/v1/packages', { ...SELECTION, closesOn }, { key: 'make-0001' });
    expect([status, body.notTaken]).toEqual([
      200,
      [
        { loanId: 'demo:L-enforcing', because: 'not-eligible', detail: 'strategy' },
        { loanId: 'demo:L-held', because: 'not-eligible', detail: 'held' },
        { loanId: 'demo:L-judged', because: 'not-eligible', detail: 'strategy' },
      ],
    ]);
    packageId = body.packageId;
    const left = await legal.post(`/v1/packages/${packageId}/leave`, { loanId: 'demo:L-4', because: 'kept' });
    expect(left.status).toBe(200);
    const again = await legal.post('/v1/packages', { ...SELECTION, closesOn: '2020-01-01' });
    expect([again.status, again.body.reason]).toEqual([409, 'closes-too-early']);
    const seen = await legal.get(`/v1/packages/${packageId}`);
    expect(seen.body).toEqual({ packageId, state: 'open', batch: '2026-q1', closesOn, claims: 3, total: '9000.00' });
    expect((await legal.get(`/v1/packages/${packageId}`, { tenant: 'other' })).status).toBe(404);
    const later = { ...SELECTION, batch: 'empty', products: ['mortgage'], closesOn: addDays(closesOn, 1) };
    const empty = (await legal.post('/v1/packages', later)).body.packageId;
    const all = await legal.get('/v1/packages?state=open');
    expect(all.body.packages).toEqual([
      expect.objectContaining({ packageId: empty, claims: 0, total: '0.00' }),
      seen.body,
    ]);
    expect((await legal.get('/v1/packages?state=awarded')).body).toEqual({ packages: [] });
    expect((await legal.get('/v1/packages', { tenant: 'other' })).body).toEqual({ packages: [] });
    expect((await legal.get('/v1/packages?state=sold')).status).toBe(400);
    expect((await legal.get('/v1/packages', { role: 'collector' })).status).toBe(403);
  });

  it('has a tape that names neither a person nor a loan', async () => {
    const { text, headers } = await legal.get(`/v1/packages/${packageId}/tape.csv`);
    expect(headers['content-type']).toContain('text/csv');
    const [head, ...lines] = text.trimEnd().split('\r\n');
    expect(head).toBe(
      'claim,product,currency,principal,interest,fee,penalty,total,months_past_due,limitation_year,stage,region',
    );
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^[0-9a-f-]{16,},consumer-loan,CNY,3000\.00,0\.00,0\.00,0\.00,3000\.00,3,20\d\d,\w+,$/);
    expect(text).not.toMatch(/L-|P-1|demo/);
  });

  it('takes one sealed bid of each buyer that compliance has found qualified', async () => {
    const bid = (buyerId: string, price: string) => legal.post(`/v1/packages/${packageId}/bids`, { buyerId, price });
    const enter = (buyerId: string, qualifiedUntil: string, licence = 'asset-manager') =>
      legal.post('/v1/buyers', { buyerId, licence, qualifiedUntil }, COMPLIANCE);
    expect((await bid('buyer-1', '1000.00')).body.reason).toBe('buyer-not-qualified');
    await enter('buyer-1', '2026-12-31');
    await enter('buyer-2', '2026-12-31');
    await enter('buyer-3', addDays(OPEN_DAY, -1));
    await enter('buyer-4', '2026-12-31', 'friend');
    await enter('buyer-5', addDays(OPEN_DAY, 2));
    expect((await legal.post('/v1/buyers', { buyerId: 'b', licence: 'x', qualifiedUntil: '2026-12-31' })).status).toBe(
      403,
    );
    expect((await bid('buyer-3', '1000.00')).body.reason).toBe('buyer-not-qualified');
    expect((await bid('buyer-4', '1000.00')).body.reason).toBe('buyer-not-qualified');
    for (const [buyer, price] of [
      ['buyer-1', '900.01'],
      ['buyer-2', '1000.00'],
      ['buyer-5', '5000.00'],
    ] as const) {
      const placed = await bid(buyer, price);
      expect(placed.status).toBe(200);
      bids[buyer] = placed.body.bidId;
    }
    expect((await bid('buyer-1', '2000.00')).body.reason).toBe('bid-exists');
    expect((await legal.get(`/v1/packages/${packageId}/bids`)).body.reason).toBe('sealed');
    expect((await award('buyer-2')).body.reason).toBe('sealed');
  });

  const award = (buyer: string, because?: string, as = SUPERVISOR as { role: 'supervisor'; subject: string }) =>
    legal.post(
      `/v1/packages/${packageId}/award`,
      { bidId: bids[buyer], ...(because !== undefined && { because }) },
      as,
    );

  it('behind the last day it goes to the highest who is still qualified, by another person', async () => {
    const story = overdueStory().close(6);
    await openOn(addDays(closesOn, 1));
    expect(story.openDay).toBe(addDays(closesOn, 1));
    const seen = await legal.get(`/v1/packages/${packageId}/bids`);
    expect(seen.body.bids.map(({ buyerId }: { buyerId: string }) => buyerId)).toEqual([
      'buyer-5',
      'buyer-2',
      'buyer-1',
    ]);
    expect((await award('buyer-2', undefined, { role: 'supervisor', subject: 'l-1' })).body.reason).toBe('own-package');
    expect((await award('buyer-5')).body.reason).toBe('buyer-not-qualified');
    expect((await award('buyer-1')).body.reason).toBe('higher-bid');
    const late = await legal.post(`/v1/packages/${packageId}/bids`, { buyerId: 'buyer-1', price: '1.00' });
    expect(late.body.reason).toBe('bids-closed');
  });

  it('of two awards at once one wins, and the claims are asked for once, for the price to the cent', async () => {
    const both = await Promise.all([award('buyer-1', 'other-withdrawn'), award('buyer-2')]);
    const [won, lost] = both.toSorted((a, b) => a.status - b.status);
    expect([won!.status, lost!.status, lost!.body.reason]).toEqual([200, 409, 'awarded']);
    expect(won!.body).toMatchObject({ packageId, asked: 3, notTaken: [] });
    const again = await award(won!.body.buyerId, 'other-withdrawn');
    expect([again.status, again.body.asked]).toEqual([200, 3]);
    const price = won!.body.buyerId === 'buyer-1' ? 90_001 : 100_000;
    expect(
      await rows(`select sum(price)::int as price, count(*)::int as n from package_loan where state = 'asked'`),
    ).toEqual([{ price, n: 3 }]);
    expect(await rows(`select count(*)::int as n from timeline where what = 'sale-asked'`)).toEqual([{ n: 3 }]);
    const one = await legal.get('/v1/loans/demo:L-1/disposal');
    expect(one.body.sale).toMatchObject({ state: 'asked', claim: '3000.00', buyerId: won!.body.buyerId });
  });
});

describe('one loan', () => {
  it('is enforced over HTTP: clue, measure, what the court says, money', async () => {
    const story = enforcingStory();
    await openOn(story.openDay);
    const path = '/v1/loans/demo:L-enforcing/enforcement';
    const clue = await legal.post(`${path}/e-1/clues`, { asset: 'deposit', value: '12000.00' });
    expect(clue.status).toBe(200);
    const suggested = await legal.get(`${path}/e-1/suggestions`);
    expect(suggested.body).toMatchObject({
      left: '102457.50',
      suggestions: [{ clueId: clue.body.clueId, kind: 'freeze', asset: 'deposit', value: '10000.00' }],
    });
    const asked = { clueId: clue.body.clueId, kind: 'freeze', value: '10000.01' };
    expect((await legal.post(`${path}/e-1/measures`, asked)).body.reason).toBe('own-approval');
    const refused = await legal.post(`${path}/e-1/measures`, asked, OTHER);
    expect(refused.body).toMatchObject({ state: 'refused', because: 'living-cost' });
    expect((await legal.post(`${path}/e-1/measures`, { ...asked, overrides: 'needed' })).status).toBe(403);
    const applied = await legal.post(`${path}/e-1/measures`, { ...asked, value: '10000.00' }, OTHER);
    expect(applied.body.state).toBe('applied');
    const outcome = { outcome: 'in-force', on: story.openDay, proof: { kind: 'court-ruling', id: 'r-1' } };
    const bound = await legal.post(`${path}/e-1/measures/${applied.body.measureId}/outcome`, outcome);
    expect(bound.body).toMatchObject({ state: 'in-force', rank: 1, until: expect.any(String) });
    const recovery = { on: story.openDay, amount: '5000.00', costs: '50.00' };
    const paid = await legal.post(`${path}/e-1/recoveries`, recovery, { key: 'paid-0001' });
    expect(paid.body).toMatchObject({ costs: '2350.00', judgment: '2650.00', doubled: '0.00', surplus: '0.00' });
    expect((await legal.post(`${path}/e-1/recoveries`, recovery, { key: 'paid-0001' })).body).toEqual(paid.body);
    expect(await rows('select count(*)::int as n, sum(amount)::int as amount from recovery')).toEqual([
      { n: 1, amount: 500_000 },
    ]);
    expect(await rows(`select kind, state, until_on is null as endless from measure order by state`)).toEqual([
      { kind: 'freeze', state: 'in-force', endless: false },
      { kind: 'freeze', state: 'refused', endless: true },
    ]);
    const seen = await legal.get(path);
    const owed = { costs: '0.00', judgment: '97350.00' };
    expect(seen.body.rounds).toMatchObject([{ state: 'open', left: owed, due: owed }]);
    const notice = { noticeUntil: addDays(story.openDay, -1), proof: { kind: 'enforcement-notice', id: 'r-9' } };
    const heard = { on: story.openDay, proof: { kind: 'court-ruling', id: 'r-5' } };
    expect((await legal.post(`${path}/e-1/notice`, heard)).body.state).toBe('open');
    const objection = await legal.post(`${path}/e-1/objections`, { ...heard, side: 'outsider' });
    expect(objection.body).toMatchObject({ state: 'raised', dueOn: expect.any(String) });
    const at = `${path}/e-1/objections/${objection.body.objectionId}`;
    expect((await legal.post(`${at}/fought`, heard)).body.reason).toBe('not-decided');
    expect((await legal.post(`${at}/decision`, { ...heard, outcome: 'upheld' })).body.state).toBe('decided');
    expect((await legal.post(`${at}/fought`, heard)).body.state).toBe('fought');
    expect((await legal.get(path)).body.rounds).toMatchObject([
      { noticedOn: story.openDay, objections: [{ state: 'fought' }] },
    ]);
    const limited = await legal.post(`${path}/e-1/personal-measures`, { kind: 'consumption-limit', ...notice }, OTHER);
    const reported = await legal.post(`${path}/e-1/personal-measures`, { kind: 'property-report', ...notice }, OTHER);
    expect(reported.body.state).toBe('applied');
    const { measures } = (await legal.get(path)).body.rounds[0];
    const looksBack = measures.map((one: { kind: string; reportsFrom: string | null }) => [one.kind, one.reportsFrom]);
    expect(looksBack).toContainEqual(['property-report', addMonths(story.openDay, -12)]);
    expect(looksBack).toContainEqual(['consumption-limit', null]);
    expect(limited.body).toMatchObject({ kind: 'consumption-limit', state: 'applied', asset: null, value: null });
    const listed = await legal.post(`${path}/e-1/personal-measures`, { kind: 'defaulter-list', ...notice }, OTHER);
    expect(listed.body).toMatchObject({ state: 'refused', because: 'ground-unknown' });
    expect(await rows(`select kind, asset, value::int from measure where state = 'applied' order by kind`)).toEqual([
      { kind: 'consumption-limit', asset: null, value: 0 },
      { kind: 'property-report', asset: null, value: 0 },
    ]);
  });

  it('its title is taken to the court by another than who recorded it, and a settlement is asked for', async () => {
    const loan = '/v1/loans/demo:L-judged';
    const body = { judgmentId: 'j-1', court: 'demo-basic', region: 'demo', householdSize: 1 };
    expect((await legal.post(`${loan}/enforcement`, body)).body.reason).toBe('own-approval');
    const round = await legal.post(`${loan}/enforcement`, body, SUPERVISOR);
    expect([round.status, round.body.state]).toEqual([200, 'open']);
    const settled = await legal.post(`${loan}/settlement`, { graceDays: 30, because: 'debtor-asks' });
    expect([settled.status, settled.body.state]).toEqual([200, 'asked']);
    expect((await legal.post(`${loan}/settlement/resume`, { because: 'broken' })).body.reason).toBe('still-performing');
    const givenUp = await legal.post(`${loan}/settlement/give-up`, { because: 'no-answer' });
    expect([givenUp.status, givenUp.body.state]).toEqual([200, 'given-up']);
    expect((await legal.post(`${loan}/write-off`, { because: 'nothing-found' })).body.reason).toBe('enforcement-open');
    const on = judgedStory().openDay;
    const ruling = { on, proof: { kind: 'court-ruling', id: 'r-8' } };
    const rests = `${loan}/enforcement/${round.body.enforcementId}`;
    expect((await legal.post(`${rests}/stay`, { ...ruling, because: 'court' })).body.state).toBe('stayed');
    expect((await legal.post(`${rests}/unstay`, ruling)).body.state).toBe('open');
    const end = { how: 'this-round', on, proof: { kind: 'court-ruling', id: 'r-9' } };
    await legal.post(`${loan}/enforcement/${round.body.enforcementId}/end`, end);
    const proposed = await legal.post(`${loan}/write-off`, { because: 'nothing-found' });
    expect(proposed.body.writeOff).toMatchObject({ state: 'proposed', amount: '3000.00', by: 'l-1' });
    const approved = await legal.post(`${loan}/write-off/approve`, { because: 'agreed' }, SUPERVISOR);
    expect(approved.body.writeOff).toMatchObject({ state: 'approved', approver: 's-1' });
    const taken = { collateralId: 'deed-1', kind: 'mortgage', value: '5000.00', on: calendarDate('2026-03-02') };
    const collateral = await legal.post(`${loan}/collateral`, taken);
    expect(collateral.body.collateral).toMatchObject([{ collateralId: 'deed-1', realised: null }]);
    const sold = { kind: 'mortgage', amount: '4000.00', on: '2026-03-02' };
    expect((await legal.post(`${loan}/collateral/deed-1/realised`, sold)).body.collateral).toMatchObject([
      { realised: '4000.00' },
    ]);
  });
});
