import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { calendarDate } from '@mora/kernel';
import { Behaviour } from '@mora/ledger-simulator';
import { LawDoors } from './doors.js';
import { Market } from './market.js';

const issuer = { token: () => Promise.resolve('token') } as never;
const WAITING = [{ loan: 'demo:L-9', packageId: null, isForSale: true }];
const listed = (state: 'open' | 'awarded', claims = 2) => ({
  packages: [
    { packageId: 'p-2', state, batch: 'batch-2025-03-03', closesOn: '2025-03-08', claims, total: '900.00' },
    { packageId: 'p-1', state: 'open', batch: 'batch-2025-02-01', closesOn: '2025-02-06', claims: 1, total: '1.00' },
  ],
});
const BIDS = {
  bids: [
    { bidId: 'b-2', buyerId: 'buyer-west', price: '90.00' },
    { bidId: 'b-1', buyerId: 'buyer-east', price: '80.00' },
  ],
};

let server: Server;
let asked: string[];
let answers: Readonly<Record<string, object>>;

/** Those who sell, as a run that begins finds the service. */
async function marketOf(given: Readonly<Record<string, object>>): Promise<Market> {
  asked = [];
  answers = given;
  const { port } = server.address() as AddressInfo;
  const urls = { 'legal-escalation': `http://127.0.0.1:${port}` };
  return Promise.resolve(new Market(new LawDoors({ clock: { now: () => 0 }, issuer, urls }), new Behaviour('spec')));
}

beforeAll(async () => {
  server = createServer((request, response) => {
    const line = `${request.method} ${request.url}`;
    asked.push(line);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answers[line] ?? {}));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
});
afterAll(() => new Promise((closed) => server.close(closed)));

const LOOK = 'GET /v1/packages';

it('a run that was stopped waits for the bids of the package that is open still, and awards it to the highest', async () => {
  const given = { [LOOK]: listed('open'), 'GET /v1/packages/p-2/bids': BIDS };
  const market = await marketOf({ ...given, 'POST /v1/packages/p-2/award': { notTaken: [{}] } });
  await market.workOn(calendarDate('2025-03-06'), WAITING);
  await market.workOn(calendarDate('2025-03-08'), WAITING);
  expect(asked).toEqual([LOOK]);
  await market.workOn(calendarDate('2025-03-09'), WAITING);
  expect(asked.slice(1)).toEqual(['GET /v1/packages/p-2/bids', 'POST /v1/packages/p-2/award']);
  expect([...market.awarded]).toEqual([['p-2', { price: 9_000n, notAsked: 1 }]]);
});

it('one that was stopped before anybody has bid lets buyers bid', async () => {
  const market = await marketOf({ [LOOK]: listed('open'), 'GET /v1/packages/p-2': { total: '900.00' } });
  await market.workOn(calendarDate('2025-03-04'), WAITING);
  expect(asked.slice(1)).toEqual(['GET /v1/packages/p-2', 'POST /v1/packages/p-2/bids', 'POST /v1/packages/p-2/bids']);
});

it.each([
  ['was awarded', listed('awarded')],
  ['nobody is in any more', listed('open', 0)],
])('behind a package that %s the next comes a month after its making', async (_of, found) => {
  const market = await marketOf({ [LOOK]: found });
  await market.workOn(calendarDate('2025-04-01'), WAITING);
  expect(asked).toEqual([LOOK]);
  await market.workOn(calendarDate('2025-04-02'), WAITING);
  expect(asked).toEqual([LOOK, 'POST /v1/packages']);
});

it('the first of all is made at once, with its buyers', async () => {
  const market = await marketOf({ [LOOK]: { packages: [] } });
  await market.workOn(calendarDate('2025-04-01'), WAITING);
  expect(asked.slice(1)).toEqual(['POST /v1/buyers', 'POST /v1/buyers', 'POST /v1/packages']);
});
