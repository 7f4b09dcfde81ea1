import { outreachPersonTouched } from '@mora/contracts';
import { addDays, calendarDate as day } from '@mora/kernel';
import { AgencyFilesController } from '../http/people/agency-files.controller.js';
import { FirmAsks } from '../http/people/firm-asks.js';
import { FIRM, LI, LOAN, PERSON, TODAY, usePeople } from './fixtures.js';

const people = usePeople();
const ON = day('2026-03-10');

const files = () => {
  const { persons, asking, register, exchange, rights, db } = people.office;
  return new AgencyFilesController(persons.commands, new FirmAsks(asking, register, rights), exchange, rights, db.pool);
};

/** How many contacts stand in the file of the firm. */
async function listed(): Promise<number> {
  const file = JSON.parse(await files().placements('a1', FIRM)) as { allowances: { contacts: string[] }[] };
  return file.allowances.flatMap(({ contacts }) => contacts).length;
}

beforeEach(async () => {
  const { office } = people;
  await office.overdue();
  await office.persons.known(PERSON);
  await office.persons.facts(LOAN, PERSON, {}, 99);
  await office.goodFirm();
  await office.place();
  const who = { loan: LOAN, person: PERSON, role: 'borrower', channel: 'agency-call' };
  await files().allow(
    'a1',
    { ...who, count: 2, from: TODAY, until: addDays(TODAY, 1) } as never,
    LI,
    'demo:allow-0001',
  );
  expect(await listed()).toBe(2);
});

it('a firm finds no contact in its file while a plan binds both sides', async () => {
  await people.office.happened({ kind: 'plan', planId: 'p1', state: 'active', on: ON });
  expect(await listed()).toBe(0);
  await people.office.happened({ kind: 'plan', planId: 'p1', state: 'broken', on: addDays(ON, -3) });
  expect(await listed()).toBe(2);
});

it('nor while the lawyers hold the loan', async () => {
  await people.office.happened({ kind: 'hold', holdId: 'h1', set: true, reason: 'claim-filed', on: ON });
  expect(await listed()).toBe(0);
});

it.each([
  ['all', 0],
  ['call', 0], // an agency's call is a call
  ['agency-call', 0],
  ['sms', 2],
] as const)('after an opt-out of %s it finds %i', async (channel, count) => {
  const change = { kind: 'opt-out' as const, channel, via: 'word' };
  await people.office.persons.told(outreachPersonTouched, PERSON, { loanId: LOAN, personId: PERSON, change });
  expect(await listed()).toBe(count);
});

it('and none where the person is in need of special care', async () => {
  const change = { kind: 'flag' as const, flags: ['vulnerable' as const] };
  await people.office.persons.told(outreachPersonTouched, PERSON, { loanId: LOAN, personId: PERSON, change });
  expect(await listed()).toBe(0);
});
