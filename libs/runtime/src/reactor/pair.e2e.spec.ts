import { type RunningIssuer, startIssuer, useDatabase } from '@mora/testing';
import { embeddedBroker } from '../broker/embedded/embedded-broker.js';
import { partitionOf } from '../broker/murmur2.js';
import { MoraService } from '../service/mora-service.js';
import { type RunningService, startService } from '../service/start-service.js';
import { AskingReactor, CreateToyPair1, PersonReactor } from './toy/toy-pair.js';
import { A, paid } from './toy/toy-reactor.js';
import { toyRecord } from './toy/toy-world.js';

const db = useDatabase({ keep: true });
const LOAN = 'main:L-1';
const DAY = '2026-03-01';
const PLANNED = Date.parse(`${DAY}T12:00:00Z`);
const LATER = PLANNED + 3_600_000;

/** A clock that stands until it is set. */
const clock = {
  instant: PLANNED,
  heard: [] as (() => void)[],
  now: () => clock.instant,
  onSet: (heard: () => void) => void clock.heard.push(heard),
  set: (instant: number) => {
    clock.instant = instant;
    clock.heard.forEach((heard) => heard());
  },
};

@MoraService({
  name: 'toy-pair',
  title: 'Toy pair',
  description: 'Loans ask persons, and persons answer loans',
  migrations: [CreateToyPair1],
  reactors: [AskingReactor, PersonReactor],
})
class ToyPairModule {}

let issuer: RunningIssuer;
let service: RunningService;

beforeAll(async () => {
  issuer = await startIssuer();
  const env = { BUS: 'embedded', DATABASE_URL: db.url, OIDC_ISSUER: issuer.issuer, TIME_ZONE: 'UTC', PORT: '0' };
  // So late that whatever fires here was woken.
  const rarely = { HOST: '127.0.0.1', TIMER_CHECK_MS: '60000' };
  service = await startService(ToyPairModule, { env: { ...env, ...rarely }, clock });
});

afterAll(async () => {
  await service?.stop();
  await issuer?.stop();
});

async function ask(plannedAt: number): Promise<void> {
  const producer = embeddedBroker({ pool: db.pool }).producer();
  await producer.connect();
  const { headers, value } = toyRecord(paid, `p-${plannedAt}`, LOAN, DAY, { amount: plannedAt });
  await producer.send([{ topic: A, records: [{ partition: partitionOf(LOAN, 4), key: LOAN, headers, value }] }]);
  await producer.close();
}

const answers = () =>
  db.lines(`select jsonb_array_elements_text(state->'answers') from toy_pair where space = 'loan' and id = $1`, [LOAN]);

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 100));
}

it('a service of two spaces asks and answers itself over its internal streams, at once what is due', async () => {
  await ask(PLANNED);
  await until(async () => (await answers()).includes(`1 ${DAY} ${PLANNED}`));
  expect(await db.lines(`select distinct space from lane_input order by space`)).toEqual(['loan', 'person']);
}, 30_000);

it('where time jumps to what somebody waits for, it is done at once', async () => {
  await ask(LATER);
  await until(async () => (await db.lines(`select key from timer`)).length === 1);
  clock.set(LATER);
  await until(async () => (await answers()).includes(`2 ${DAY} ${LATER}`));
}, 30_000);
