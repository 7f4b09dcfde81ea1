import { calendarDate as day, loanId } from '@mora/kernel';
import { Log } from '@mora/runtime';
import { loadPolicies } from '../policies/load.js';
import { LI, LOAN, TENANT, TODAY, usePeople } from './fixtures.js';
import { ProposalTaker } from './proposal-taker.js';

const people = usePeople();
const POLICIES = loadPolicies();
const OTHER = loanId('demo:L-2');
const placements = () => people.db.lines(`select loan_id, agency_id, state, because from placement order by loan_id`);

describe('what the strategy proposes', () => {
  const propose = (loan = LOAN) =>
    people.db.pool.query(
      `insert into placement_proposal (proposal_id, tenant, loan_id, step, proposed_on, state, because, currency, balance)
       values ('p-' || $1, 'demo', $1, 'agency', $2, 'open', 'ladder', 'CNY', 50000)`,
      [loan, TODAY],
    );
  const tries = () => people.db.lines(`select loan_id, tried_on from placement_proposal order by loan_id`);
  const takerFor = (proposals: 'human' | 'policy') => {
    const rules = { ...POLICIES.people.agencies.inForceOn(TODAY), proposals };
    const withRule = { ...POLICIES.people, agencies: { inForceOn: () => rules } as never };
    const log = new Log({ service: 'outreach', level: 'silent' });
    return new ProposalTaker(people.db.pool, { people: withRule }, people.office.placing, log);
  };

  it('is left to people, where the policy says so', async () => {
    await people.office.overdue();
    await people.office.goodFirm();
    await propose();
    expect(await takerFor('human').takeUp(TODAY)).toBe(0);
    expect(await tries()).toEqual(['demo:L-1 -']);
  });

  it('is taken up by the policy once a day, by the firm that has the fewest loans; the borrower is told first', async () => {
    const { office } = people;
    for (const firm of ['a1', 'a2']) await office.goodFirm(firm);
    await office.overdue(OTHER);
    await office.place('a1', OTHER);
    await office.overdue();
    await propose();
    const taker = takerFor('policy');
    expect(await Promise.all([taker.takeUp(TODAY), taker.takeUp(TODAY)]).then(([a, b]) => a + b)).toBe(1);
    expect(await placements()).toEqual(['demo:L-1 a2 waiting not-announced', 'demo:L-2 a1 placed placed']);
    expect(await taker.takeUp(TODAY)).toBe(0);
    expect(await office.said('contact-wanted')).toMatchObject([{ templateId: 'outsourcing-notice' }]);
    await office.register.change(LI, 'a2', { what: 'status', status: 'suspended', because: 'complaints' });
    expect(await office.sweeper.sweep()).toBe(1);
    expect(await placements()).toContain('demo:L-1 a2 dropped suspended');
    expect(await office.said('placement-dropped')).toMatchObject([{ agencyId: 'a2', because: 'suspended' }]);
  });

  it('is given to no firm whose evaluation ended its growth, nor to one without a phone', async () => {
    const { office } = people;
    await office.goodFirm();
    const said = { conduct: 'fair', results: 'fair', dataSecurity: 'good' };
    await office.register.change(LI, 'a1', { what: 'evaluation', on: TODAY, ...said, verdict: 'limit' });
    await office.overdue();
    await propose();
    expect(await takerFor('policy').takeUp(TODAY)).toBe(0);
    expect(await tries()).toEqual(['demo:L-1 2026-03-10']);
    const order = { agency: 'a1', until: null, announcedOn: day('2026-03-01') };
    const how = { key: 'demo:limit-01', by: LI, said: order, today: TODAY };
    expect((await office.placing.place(LOAN, order, how)).answer).toMatchObject({
      because: 'agency-not-good',
      detail: 'evaluated-to-limit',
    });
    await office.register.change(LI, 'a3', { what: 'registered', name: 'New Ltd', listed: true, certified: true });
    expect(await office.placing.choose(TENANT, TODAY)).toBeNull();
  });
});
