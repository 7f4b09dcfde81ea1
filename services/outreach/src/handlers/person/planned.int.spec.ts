import { outreachContactReported, outreachContactWithdrawn, outreachPersonTouched } from '@mora/contracts';
import type { LoanId } from '@mora/kernel';
import { heartbeat, partyOf, PERSON, usePersonLanes } from './fixtures.js';

const lanes = usePersonLanes();
const LOAN = 'demo:L-1';
const SECOND = 'demo:L-2';

type Answer = {
  contactId: string;
  pointId: string | null;
  again: string | null;
  reservation: { id: string; validUntil: string } | null;
  decision: { decisionId: string; outcome: string; rules: string[]; channel: string; step: string | null };
};
const answers = async () => (await lanes.world.said('contact-answered')) as unknown as Answer[];
const told = async () =>
  (await answers()).map(({ contactId, decision, again }) =>
    [
      contactId,
      decision.outcome,
      decision.channel,
      ...decision.rules,
      ...(again === null ? [] : [`again ${again}`]),
    ].join(' '),
  );

describe('a contact that a loan wants', () => {
  it('is judged at its planned instant and not before, and reserved for two hours', async () => {
    const { world } = lanes;
    await world.known(PERSON, LOAN);
    await world.wants('c-1', LOAN, PERSON);
    await world.at('2026-03-10T10:29:59+08:00');
    expect(await answers()).toEqual([]);
    await world.at('2026-03-10T10:30:00+08:00');
    const [answer] = await answers();
    expect(answer).toMatchObject({
      contactId: 'c-1',
      pointId: 'mobile-1',
      again: null,
      reservation: { validUntil: '2026-03-10T04:30:00.000Z' },
      decision: { outcome: 'allowed', channel: 'sms', step: 'first-reminder', rules: [] },
    });
    const { rows } = await lanes.db.pool.query(`select * from timer`);
    expect(rows).toEqual([]);
  });

  it('waits for the hour at which it is allowed, and says so each time', async () => {
    const { world } = lanes;
    await world.known(PERSON, LOAN);
    await world.wants('c-1', LOAN, PERSON, { at: '06:00', on: '2026-03-11' });
    await world.at('2026-03-11T06:00:00+08:00');
    expect(await told()).toEqual(['c-1 refused sms P-CN-1 P-CN-10 again 2026-03-11T00:00:00.000Z']);
    await world.at('2026-03-11T08:00:00+08:00');
    expect((await told()).slice(1)).toEqual(['c-1 allowed sms']);
  });

  it('lapses where it would be allowed only behind its last day', async () => {
    const { world } = lanes;
    await world.known(PERSON, LOAN);
    await world.wants('c-1', LOAN, PERSON, { at: '23:00', lapsesOn: '2026-03-10' });
    await world.at('2026-03-10T23:00:00+08:00');
    expect(await told()).toEqual(['c-1 lapsed sms P-CN-1 P-CN-10']);
    await world.at('2026-03-11T12:00:00+08:00');
    expect(await told()).toHaveLength(1);
  });

  it('is judged in the order of priority and loan, never of arrival', async () => {
    const { world } = lanes;
    await world.known(PERSON, LOAN, SECOND);
    await world.wants('late', LOAN, PERSON, { priority: 30 });
    await world.wants('soon-2', SECOND, PERSON, { priority: 10 });
    await world.wants('soon-1', LOAN, PERSON, { priority: 10 });
    await world.at('2026-03-10T10:30:00+08:00');
    expect((await told()).map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'soon-1 allowed', // one message a day and person (P-CN-8): the first in order has it
      'soon-2 refused',
      'late refused',
    ]);
  });

  it('takes the next channel where the first one leads to nobody', async () => {
    const { world } = lanes;
    const points = partyOf('P-1', 1).data.points.filter(({ kind }) => kind !== 'email');
    await world.bring(partyOf('P-1', 1, { points }), heartbeat('2026-03-09'));
    await world.facts(LOAN, PERSON);
    await world.wants('c-1', LOAN, PERSON, { channels: ['email', 'sms'] });
    await world.at('2026-03-10T10:30:00+08:00');
    expect(await told()).toEqual(['c-1 allowed sms']);
  });

  it('is tried by what the person prefers', async () => {
    const { world } = lanes;
    await world.bring(partyOf('P-1', 1, { preference: ['email'] }), heartbeat('2026-03-09'));
    await world.facts(LOAN, PERSON);
    await world.wants('c-1', LOAN, PERSON, { channels: ['sms', 'email'], byPreference: true });
    await world.at('2026-03-10T10:30:00+08:00');
    expect(await told()).toEqual(['c-1 allowed email']);
  });

  it('is not judged any more once it is withdrawn', async () => {
    const { world } = lanes;
    await world.known(PERSON, LOAN);
    await world.wants('c-1', LOAN, PERSON);
    await world.told(outreachContactWithdrawn, PERSON, { contactId: null, loanId: LOAN as LoanId, because: 'cured' });
    await world.at('2026-03-10T12:00:00+08:00');
    expect(await told()).toEqual([]);
  });

  it('counts until it is given back', async () => {
    const { world } = lanes;
    await world.known(PERSON, LOAN);
    await world.wants('c-1', LOAN, PERSON);
    await world.at('2026-03-10T10:30:00+08:00');
    const [first] = await answers();
    await world.wants('c-2', LOAN, PERSON, { at: '11:00' });
    await world.at('2026-03-10T11:00:00+08:00');
    expect((await told())[1]).toMatch(/^c-2 refused sms .*P-CN-8/);
    const returned = { decisionId: first?.decision.decisionId ?? '', loanId: LOAN as LoanId, channel: 'sms' as const };
    const at = '2026-03-10T03:30:00Z';
    const unknown = { conversation: null, answered: null };
    await world.told(outreachContactReported, PERSON, { ...returned, outcome: 'returned', ...unknown, at });
    await world.wants('c-3', LOAN, PERSON, { at: '12:00' });
    await world.at('2026-03-10T12:00:00+08:00');
    expect((await told()).slice(2)).toEqual(['c-1 returned sms', 'c-3 allowed sms']);
  });
});

describe('between the gate’s yes and the sending', () => {
  const optOut = { kind: 'opt-out' as const, channel: 'sms' as const, via: 'word' };
  const saidThrough = (loan: string) =>
    lanes.world.told(outreachPersonTouched, PERSON, { loanId: loan as LoanId, personId: PERSON, change: optOut });

  it('what is said through another loan takes the message back', async () => {
    const { world } = lanes;
    await world.known(PERSON, LOAN, SECOND);
    await world.wants('c-1', LOAN, PERSON);
    await world.at('2026-03-10T10:30:00+08:00');
    await saidThrough(SECOND);
    expect(await told()).toEqual(['c-1 allowed sms', expect.stringMatching(/^c-1 returned sms H-1/)]);
    expect(await lanes.db.lines(`select json_array_length(state -> 'history') from person`)).toEqual(['0']);
  });

  it('a message that has left all the same counts again', async () => {
    const { world } = lanes;
    await world.known(PERSON, LOAN, SECOND);
    await world.wants('c-1', LOAN, PERSON);
    await world.at('2026-03-10T10:30:00+08:00');
    const [first] = await answers();
    await saidThrough(SECOND);
    const contact = { decisionId: first?.decision.decisionId ?? '', loanId: LOAN as LoanId, channel: 'sms' as const };
    const as = { role: 'borrower' as const, purpose: 'reminder' as const, pointId: 'mobile-1', by: 'robot' as const };
    const used = { ...contact, ...as, outcome: 'used' as const, conversation: null, answered: null };
    await world.told(outreachContactReported, PERSON, { ...used, at: '2026-03-10T02:31:00Z' });
    const history = await lanes.db.lines(
      `select one ->> 'state', one ->> 'purpose', one ->> 'collector' from person, json_array_elements(state -> 'history') one`,
    );
    expect(history).toEqual(['used reminder robot']);
  });
});

describe('what is not known refuses', () => {
  it('a person of whom no record has come', async () => {
    const { world } = lanes;
    await world.bring(heartbeat('2026-03-09'));
    await world.facts(LOAN, PERSON);
    await world.wants('c-1', LOAN, PERSON);
    await world.at('2026-03-10T10:30:00+08:00');
    expect(await told()).toEqual(['c-1 refused sms person-unknown']);
  });

  it('a loan of which this lane has seen less than its own lane has said: judged again in an hour', async () => {
    const { world } = lanes;
    await world.known(PERSON, LOAN);
    await world.wants('c-1', LOAN, PERSON, { sliceVersions: { says: 2 } });
    await world.at('2026-03-10T10:30:00+08:00');
    expect(await told()).toEqual(['c-1 refused sms facts-behind again 2026-03-10T03:30:00.000Z']);
    await world.facts(LOAN, PERSON, {}, 2);
    await world.at('2026-03-10T11:30:00+08:00');
    expect((await told())[1]).toBe('c-1 allowed sms');
  });

  it('party records that have been silent for too long: allowed again when their heartbeat comes', async () => {
    const { world } = lanes;
    await world.bring(partyOf('P-1', 1), heartbeat('2026-03-06'));
    await world.facts(LOAN, PERSON);
    await world.wants('c-1', LOAN, PERSON);
    await world.at('2026-03-10T10:30:00+08:00');
    expect(await told()).toEqual(['c-1 refused sms not-known-yet again 2026-03-10T03:30:00.000Z']);
    await world.bring(heartbeat('2026-03-07'));
    await world.at('2026-03-10T11:30:00+08:00');
    expect((await told())[1]).toBe('c-1 allowed sms');
  });
});

describe('what is said through one loan', () => {
  it('binds all of the person’s loans at once, and each of them publishes it', async () => {
    const { world } = lanes;
    await world.known(PERSON, LOAN, SECOND);
    await world.wants('c-1', SECOND, PERSON);
    const change = { kind: 'opt-out' as const, channel: 'sms' as const, via: 'word' };
    await world.told(outreachPersonTouched, PERSON, { loanId: LOAN as LoanId, personId: PERSON, change });
    await world.told(outreachPersonTouched, PERSON, { loanId: LOAN as LoanId, personId: PERSON, change });
    await world.at('2026-03-10T10:30:00+08:00');
    expect(await told()).toEqual([expect.stringMatching(/^c-1 refused sms H-1/)]);
    const said = await lanes.db.lines(
      `select aggregateid, payload::jsonb -> 'announcement' ->> 'type' from outbox
       where type = 'mora.outreach.person-said.v1' order by aggregateid`,
    );
    expect(said).toEqual([LOAN, SECOND].map((loan) => `${loan} mora.outreach.opt-out-recorded.v1`));
  });

  it('buries a number that is somebody else’s until the ledger brings another one', async () => {
    const { world } = lanes;
    await world.known(PERSON, LOAN);
    const change = { kind: 'wrong-point' as const, pointId: 'mobile-1' };
    await world.told(outreachPersonTouched, PERSON, { loanId: LOAN as LoanId, personId: PERSON, change });
    const reachable = async () =>
      (await world.said('person-facts')).map((said) =>
        (said['facts'] as { reachable: string[] }).reachable.includes('sms'),
      );
    await world.bring(partyOf('P-1', 2));
    expect((await reachable()).at(-1)).toBe(false);
    const [mobile, ...others] = partyOf('P-1', 3).data.points;
    await world.bring(partyOf('P-1', 3, { points: [{ ...mobile, value: '+8613900000001' }, ...others] }));
    expect((await reachable()).at(-1)).toBe(true);
  });
});
