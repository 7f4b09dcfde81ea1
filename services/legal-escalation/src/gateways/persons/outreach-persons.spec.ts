import { inspect } from 'node:util';
import type { PersonId } from '@mora/kernel';
import { marksIn } from '@mora/testing';
import { type Answer, CANARY, FIELDS, OutreachUnderTest, STANDING } from './fixtures.js';
import { OutreachPersons } from './outreach-persons.js';

const WANG = 'demo:P-1' as PersonId;
const BY = { authorization: 'Bearer a-token', reference: 'case-1' };
const outreach = new OutreachUnderTest();
let url: string;

beforeAll(async () => {
  url = await outreach.start();
});
afterAll(() => outreach.stop());
beforeEach(() => outreach.reset());

it('asks for what a paper needs and no more, for the purpose of a court, as whoever asks us', async () => {
  const said = await new OutreachPersons(`${url}/`).named(WANG, BY);
  if ('kind' in said) throw new Error(said.because);
  const revealed = [said.name, said.idNumber, said.address, said.phone].map((one) => one?.reveal());
  expect(revealed).toEqual(Object.values(CANARY));
  expect(outreach.asked.map(({ authorization }) => authorization)).toEqual(['Bearer a-token', 'Bearer a-token']);
  expect(JSON.parse(outreach.asked[1]?.body ?? '')).toEqual({
    fields: Object.keys(CANARY),
    purpose: 'court-document',
    reference: 'case-1',
  });
});

it('of somebody whom a paper only mentions it asks the name alone', async () => {
  outreach.answers.set(FIELDS, { status: 200, body: { fields: { name: CANARY.name } } });
  const said = await new OutreachPersons(url).named(WANG, BY, 'name');
  expect('kind' in said ? said.because : said.name.reveal()).toBe(CANARY.name);
  expect(outreach.asked.map(({ method, body }) => `${method} ${body}`)).toEqual([
    'POST {"fields":["name"],"purpose":"court-document","reference":"case-1"}',
  ]);
});

it('however it is printed, nothing of the person is seen', async () => {
  const said = await new OutreachPersons(url).named(WANG, BY);
  expect(marksIn(`${JSON.stringify(said)}${inspect(said, { depth: 9 })}${String(Object.values(said))}`)).toEqual([]);
});

it('what is not known stays open; without a name there is nobody', async () => {
  const persons = new OutreachPersons(url);
  outreach.answers.set(STANDING, { status: 200, body: { points: [] } });
  outreach.answers.set(FIELDS, { status: 200, body: { fields: { name: CANARY.name } } });
  expect(await persons.named(WANG, BY)).toMatchObject({ idNumber: null, address: null, phone: null });
  outreach.answers.set(FIELDS, { status: 200, body: { fields: {} } });
  expect(await persons.named(WANG, BY)).toEqual({ kind: 'refused', because: 'person-unknown' });
});

const problem = (status: number): Answer => ({ status, body: { detail: CANARY.name } });
const FAILURES: readonly (readonly [string, Answer | 'silence', string])[] = [
  ['that has been erased', problem(410), 'person-erased'],
  ['that nobody knows', problem(404), 'person-unknown'],
  ['that is not handed out', problem(403), 'names-not-yours'],
  ['asked for by an old token', problem(401), 'names-not-yours'],
  ['while outreach is ill', problem(500), 'names-not-available'],
  ['while outreach is busy', problem(429), 'names-not-available'],
  ['that is answered by no JSON', { status: 200, body: `<html>${CANARY.name}` }, 'names-not-available'],
  ['that is answered by something else', { status: 200, body: { fields: { name: 7 } } }, 'names-not-available'],
  ['that is never answered', 'silence', 'names-not-available'],
];

it.each(FAILURES)('somebody %s: one word says why', async (_how, answer, because) => {
  outreach.answers.set(FIELDS, answer);
  expect(await new OutreachPersons(url, 300).named(WANG, BY)).toEqual({ kind: 'refused', because });
});

it('the token is not taken to wherever an answer leads', async () => {
  outreach.answers.set(STANDING, { status: 307, body: '', headers: { location: `${url}/elsewhere` } });
  const refused = { kind: 'refused', because: 'names-not-available' };
  expect(await new OutreachPersons(url).named(WANG, BY)).toEqual(refused);
  expect(outreach.asked.map(({ path }) => path)).toEqual(['/v1/persons/demo:P-1']);
});

it('without outreach, or where nobody listens, there are no names', async () => {
  const refused = { kind: 'refused', because: 'names-not-available' };
  expect(await new OutreachPersons(undefined).named(WANG, BY)).toEqual(refused);
  expect(await new OutreachPersons('http://127.0.0.1:1').named(WANG, BY)).toEqual(refused);
});
