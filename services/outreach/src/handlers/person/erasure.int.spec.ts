import type { Flag } from '../../domain/words.js';
import { askOf, CANARIES, heartbeat, OTHER, partyOf, PERSON, usePersonLanes, WANG } from './fixtures.js';

const lanes = usePersonLanes();
const LOAN = 'demo:L-1';
const CLERK = { ...WANG, subject: 'clerk', roles: ['compliance' as const] };

const erase = (key = 'erase-1') => lanes.world.commands.erase(PERSON, 'asked for by the person', key, CLERK);
const read = (person = PERSON) =>
  lanes.world.vault.read({ person, fields: ['name'], purpose: 'subject-access', actor: CLERK, reference: null });
const closeLoan = async (version = 2) => lanes.world.facts(LOAN, PERSON, { ledger: ['closed'] }, version);

const YEARS_LATER = '2029-03-11T10:00:00+08:00';

describe('a person who may be forgotten', () => {
  beforeEach(async () => {
    const { world } = lanes;
    await world.known(PERSON, LOAN);
    await world.known(OTHER);
    await closeLoan();
    world.now = Date.parse(YEARS_LATER);
    expect(await erase()).toEqual({ kind: 'taken' });
  });

  it('is erased: the key is gone and the vault says so, and nobody else is touched', async () => {
    await expect(read()).rejects.toMatchObject({ code: 'erased' });
    const other = await read(OTHER);
    expect(other['name']?.reveal()).toBe(CANARIES.name);
    expect(await lanes.db.lines(`select person_id, wrapped is null, destroyed_by from subject_key order by 1`)).toEqual(
      [`${PERSON} true clerk`, `${OTHER} false -`],
    );
    expect(await lanes.db.lines(`select distinct person_id from party_field`)).toEqual([OTHER]);
    expect(await lanes.db.lines(`select person_id, status, state ->> 'party' is null from person order by 1`)).toEqual([
      `${PERSON} erased true`,
      `${OTHER} known false`,
    ]);
  });

  it('tells the loans, and is not brought back by any record that comes again', async () => {
    const { world } = lanes;
    const facts = await world.said('person-facts');
    expect(facts.at(-1)).toMatchObject({ facts: { erased: true, jurisdiction: null, reachable: [] } });
    const [answer] = await world.bring(partyOf('P-1', 9));
    expect(answer?.outcome).toBe('accepted');
    await lanes.db.pool.query(`delete from inbox`);
    await world.bring(partyOf('P-1', 1), partyOf('P-1', 9), partyOf('P-2', 1));
    await expect(read()).rejects.toMatchObject({ code: 'erased' });
    expect(await lanes.db.lines(`select status, vault_version from person where person_id = $1`, [PERSON])).toEqual([
      'erased -',
    ]);
    expect(await lanes.db.lines(`select count(*) from party_field where person_id = $1`, [PERSON])).toEqual(['0']);
  });

  it('is never contacted again', async () => {
    const { world } = lanes;
    await world.bring(heartbeat('2029-03-10'));
    expect(await world.commands.ask(PERSON, askOf(LOAN), 'ask-after', WANG)).toMatchObject({
      outcome: 'refused',
      rules: ['erased'],
      nextAllowedAt: null,
    });
  });

  it('is forgotten once, however often it is asked for', async () => {
    expect(await erase()).toEqual({ kind: 'duplicate' });
    expect(await erase('erase-2')).toEqual({ kind: 'taken' });
    expect(await lanes.db.lines(`select count(*) from subject_key`)).toEqual(['2']);
  });
});

describe('a person who may not be forgotten yet', () => {
  // prettier-ignore
  it.each<[string, Partial<Record<'ledger' | 'says', readonly Flag[]>>, string, string]>([
    // because       flags of the loan                                at                            detail
    ['debt-open',  {},                                            YEARS_LATER,                  'debt-open'],
    ['debt-open',  { says: ['dispute'] },                         YEARS_LATER,                  'debt-open, claim-open'],
    ['claim-open', { ledger: ['closed'], says: ['complaint'] },   YEARS_LATER,                  'claim-open'],
    ['retention',  { ledger: ['closed'] },                        '2026-03-10T12:00:00+08:00',  'retention; erasable on 2029-03-10'],
    ['retention',  { ledger: ['closed'] },                        '2029-03-09T23:59:59+08:00',  'retention; erasable on 2029-03-10'],
  ])('is refused as %s', async (because, flags, at, detail) => {
    const { world } = lanes;
    await world.known(PERSON, LOAN);
    await world.facts(LOAN, PERSON, flags, 2);
    world.now = Date.parse(at);
    expect(await erase()).toEqual({ kind: 'refused', because, detail });
    expect((await read())['name']?.reveal()).toBe(CANARIES.name);
    const [refused = '', until = '-'] = detail.replace('erasable on ', '').split('; ');
    expect(await lanes.db.lines(`select person_id, by, refused, erasable_on from erasure_request`)).toEqual([
      `${PERSON} clerk ${refused.replaceAll(', ', ',')} ${until}`,
    ]);
  });

  it('is forgotten on the first day on which nothing need be kept', async () => {
    const { world } = lanes;
    await world.known(PERSON, LOAN);
    await closeLoan();
    world.now = Date.parse('2029-03-10T00:00:00+08:00');
    expect(await erase()).toEqual({ kind: 'taken' });
  });

  it('is tried again by itself where the ledger asked for it', async () => {
    const { world } = lanes;
    await world.known(PERSON, LOAN);
    const asked = {
      ...partyOf('P-1', 7),
      type: 'ledger.party-erased.v1',
      data: { requestedOn: '2026-03-10', because: CANARIES.name },
    };
    expect(await world.bring(asked)).toMatchObject([{ outcome: 'accepted' }]);
    expect(await lanes.db.lines(`select by, because, refused from erasure_request`)).toEqual([
      'ledger asked on 2026-03-10 debt-open',
    ]);
    await closeLoan();
    await world.at('2026-03-11T10:00:00+08:00');
    expect((await read())['name']?.reveal()).toBe(CANARIES.name);
    world.now = Date.parse(YEARS_LATER);
    await lanes.db.pool.query(`update timer set due_at = $1`, [world.now]);
    await world.at(YEARS_LATER);
    await expect(read()).rejects.toMatchObject({ code: 'erased' });
  });
});

it('leaves no record of the person where records are set aside', async () => {
  const { world } = lanes;
  await world.known(PERSON, LOAN);
  await world.known(OTHER);
  await closeLoan();
  for (const party of ['P-1', 'P-2']) {
    const [answer] = await world.bring(partyOf(party, 1, { segment: 'changed' }));
    expect(answer?.outcome).toBe('conflict');
  }
  expect(await lanes.db.lines(`select count(*) from dead_letter`)).toEqual(['2']);
  world.now = Date.parse(YEARS_LATER);
  await erase();
  expect(await lanes.db.lines(`select convert_from(key, 'UTF8') from dead_letter`)).toEqual([OTHER]);
});
