import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { programOf } from '../program.js';

type Says = Readonly<{ status: number; body: object }>;

/** Doors of which only the answer matters here; how they judge is shown where they are. */
let doors: readonly Server[] = [];
let asked: string[] = [];

afterEach(async () => {
  await Promise.all(doors.map((door) => new Promise((done) => door.close(done))));
  doors = [];
});

async function door(name: string, says: Says): Promise<string> {
  const server = createServer(({ method, url, headers }, response) => {
    asked.push(`${name} ${method} ${url} ${typeof headers['idempotency-key']}`);
    response.writeHead(says.status, { 'content-type': 'application/json' }).end(JSON.stringify(says.body));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  doors = [...doors, server];
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What is wrong, if anything; whom it has asked stands in `asked`. */
async function mora(words: readonly string[], outreach: Says, negotiation: Says): Promise<string | null> {
  asked = [];
  const program = programOf({
    ingestionUrl: undefined,
    classificationUrl: undefined,
    outreachUrl: await door('outreach', outreach),
    negotiationUrl: await door('negotiation', negotiation),
    legalUrl: undefined,
    token: 'token',
    folder: '.mora',
    colour: false,
  });
  try {
    await program.parseAsync(['vault', ...words], { from: 'user' });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const ERASE = ['erase', 'demo:P-1', '--reason', 'asked for'];
const AT = (name: string): string => `${name} POST /v1/persons/demo%3AP-1/erasure string`;
const ERASED = { status: 200, body: { outcome: 'erased' } };
const UNKNOWN = { status: 404, body: { reason: 'person-unknown' } };
const refusing = (reason: string): Says => ({ status: 409, body: { reason, detail: 'kept until 2028-03-09' } });

it.each<[string, Says, Says, readonly string[], RegExp | null]>([
  ['forgets in both vaults', ERASED, ERASED, ['outreach', 'negotiation'], null],
  ['where a debt is open nobody forgets', refusing('debt-open'), ERASED, ['outreach'], /debt-open/],
  ['says that figures are kept still', ERASED, refusing('retention'), ['outreach', 'negotiation'], /retention: kept/],
  ['of whom outreach knows nothing there may be figures', UNKNOWN, ERASED, ['outreach', 'negotiation'], null],
  ['nobody knows the person', UNKNOWN, UNKNOWN, ['outreach', 'negotiation'], /person-unknown/],
])('%s', async (_what, outreach, negotiation, whom, wrong) => {
  const said = await mora(ERASE, outreach, negotiation);
  expect(asked).toEqual(whom.map(AT));
  if (wrong === null) expect(said).toBeNull();
  else expect(said).toMatch(wrong);
});

it('takes the new key in both vaults, or in the one that is named', async () => {
  const keys = { status: 200, body: { keys: 3 } };
  expect(await mora(['rewrap'], keys, keys)).toBeNull();
  expect(asked).toEqual(['outreach', 'negotiation'].map((name) => `${name} POST /v1/vault/rewrap undefined`));
  expect(await mora(['rewrap', '--service', 'negotiation'], keys, keys)).toBeNull();
  expect(asked).toEqual(['negotiation POST /v1/vault/rewrap undefined']);
  expect(await mora(['rewrap', '--service', 'ingestion'], keys, keys)).toContain('keeps no vault');
});
