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
  const clock = { now: () => PLANNED };
  service = await startService(ToyPairModule, { env: { ...env, HOST: '127.0.0.1' }, clock });
});

afterAll(async () => {
  await service?.stop();
  await issuer?.stop();
});

it('a service of two spaces asks and answers itself over its internal streams', async () => {
  const producer = embeddedBroker({ pool: db.pool }).producer();
  await producer.connect();
  const { headers, value } = toyRecord(paid, 'p-1', LOAN, DAY, { amount: PLANNED });
  const record = { partition: partitionOf(LOAN, 4), key: LOAN, headers, value };
  await producer.send([{ topic: A, records: [record] }]);
  await producer.close();
  const answer = () => db.lines(`select state->'answers'->>0 from toy_pair where space = 'loan' and id = $1`, [LOAN]);
  let lines = await answer();
  while (lines[0] !== `1 ${DAY} ${PLANNED}`) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    lines = await answer();
  }
  expect(await db.lines(`select distinct space from lane_input order by space`)).toEqual(['loan', 'person']);
}, 30_000);
