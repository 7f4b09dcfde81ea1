import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const SOURCE = ['--import', './tools/source/register.mjs'];
const SAMPLE = 'services/ingestion/test/files/status-history.sample.csv';
const LIMIT_MS = 120_000;

let folder: string;
let running: ChildProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mora-cli-'));
  const args = [...SOURCE, 'tools/start/src/main.ts', '--folder', folder, '--no-bank'];
  running = spawn(process.execPath, args, { cwd: ROOT });
  let said = '';
  await new Promise<void>((ready, failed) => {
    running.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()).includes('doors stay open') && ready());
    running.once('exit', () => failed(new Error(said)));
  });
}, LIMIT_MS);

afterAll(async () => {
  const ended = new Promise((done) => running.once('exit', done));
  running.kill('SIGINT');
  await ended;
  await rm(folder, { recursive: true, force: true });
}, LIMIT_MS);

type Run = { services: { ingestion: string; 'delinquency-classification': string } };
type Ran = Readonly<{ code: number; out: string; err: string }>;

/** As `npx mora …` runs it. */
const mora = (...args: string[]): Promise<Ran> =>
  new Promise((done) => {
    const env = { ...process.env, MORA_FOLDER: folder, NODE_OPTIONS: '' };
    execFile(process.execPath, ['tools/mora/bin/mora.mjs', ...args], { cwd: ROOT, env }, (error, out, err) =>
      done({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, out, err }),
    );
  });

it(
  'imports the good rows of a file, lists the bad ones with line and column, and changes nothing when run again',
  async () => {
    const first = await mora('import', SAMPLE, '--profile', 'status-history', '--close');
    expect([first.code, first.err]).toEqual([2, '']);
    expect(first.out).toMatch(/accepted +14\n/);
    expect(first.out).toMatch(/rejected +4\n/);
    expect(first.out).toContain('line 3, AGE: AGE is not a whole number (not-a-number)');
    expect(first.out).toContain('Waiting until 2005-09-30 has closed everywhere');
    const at = await mora('buckets', '--as-of', '2005-09-30', '--json');
    expect([at.code, at.err, JSON.parse(at.out || '{}')]).toMatchObject([0, '', { asOf: '2005-09-30' }]);

    const rejects = join(folder, 'rejects.ndjson');
    const again = await mora('import', SAMPLE, '--profile', 'status-history', '--close', '--rejects', rejects);
    expect(again.out).toMatch(/accepted +0\nthere already +14\n/);
    expect(again.out).toContain('Nothing has changed');
    const lines = (await readFile(rejects, 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { line: number }).line)).toEqual([3, 5, 6, 7]);
  },
  LIMIT_MS,
);

it(
  'then the six months are closed, and the portfolio and its movements can be shown',
  async () => {
    const open = await mora('day', 'show');
    expect(open.out).toMatch(/card-history +missing/);
    const buckets = await mora('buckets', '--as-of', '2005-09-30');
    expect([buckets.code, buckets.out]).toEqual([0, expect.stringMatching(/M0 +TWD +1 +50\.00%/)]);
    const moved = await mora('transitions', '--from', '2005-08-31', '--to', '2005-09-30');
    expect([moved.code, moved.out]).toEqual([0, expect.stringContaining('from \\ to')]);
  },
  LIMIT_MS,
);

it(
  'says that classification follows where it does not know where that is',
  async () => {
    const { services } = JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')) as Run;
    const token = (await mora('token')).out.trim();
    const known = ['--url', services.ingestion, '--token', token, '--folder', join(folder, 'nothing')];
    const { out } = await mora('import', SAMPLE, '--profile', 'status-history', '--close', ...known);
    expect(out).toContain('delinquency-classification follows by itself');
    const named = ['--classification-url', services['delinquency-classification']];
    const asked = await mora('import', SAMPLE, '--profile', 'status-history', '--close', ...known, ...named);
    expect(asked.out).toContain('2005-09-30 has closed everywhere.');
  },
  LIMIT_MS,
);

it(
  'says which day cannot be asked about yet',
  async () => {
    const { code, err } = await mora('buckets', '--as-of', '2005-10-01');
    expect([code, err]).toEqual([1, expect.stringContaining('day-not-closed: The last closed day is 2005-09-30.')]);
  },
  LIMIT_MS,
);

it(
  'closes a day by hand with a reason, once, and says why it cannot where another day is open',
  async () => {
    const closed = await mora('day', 'close', '2005-10-01', '--reason', 'a holiday of the ledger');
    expect([closed.code, closed.out]).toEqual([0, 'Closed 2005-10-01.\nThe open day is 2005-10-02.\n']);
    const again = await mora('day', 'close', '2005-10-01', '--reason', 'a holiday of the ledger');
    expect([again.code, again.out]).toEqual([0, closed.out]);
    const refused = await mora('day', 'close', '2005-10-01', '--reason', 'a holiday of the other ledger');
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('The open day is 2005-10-02');
  },
  LIMIT_MS,
);

it(
  'forgets a person in every vault that there is, and takes a new key in each',
  async () => {
    const erase = () => mora('vault', 'erase', 'demo:P-999', '--reason', 'asked for');
    const said = 'demo:P-999: unknown in outreach.\ndemo:P-999: erased in negotiation.\n';
    for (const _time of [1, 2]) expect(await erase()).toEqual({ code: 0, out: said, err: '' });
    const { out } = await mora('vault', 'rewrap');
    expect(out).toMatch(/^outreach: \d+ keys wrapped anew\.\nnegotiation: \d+ keys wrapped anew\.\n$/);
  },
  LIMIT_MS,
);

it(
  'imports canonical records as they are, and a second run changes nothing',
  async () => {
    const file = join(folder, 'canonical.ndjson');
    const about = { specversion: '1.0', source: 'simulated-cards', subject: 'K-1', businessdate: '2005-10-02' };
    const data = { product: 'credit-card', currency: 'CNY' };
    const record = { ...about, id: 'cards:K-1:1', type: 'ledger.loan-registered.v1', data };
    await writeFile(file, `${JSON.stringify(record)}\nno JSON\n{"id":"unknown"}\n`);
    const first = await mora('import', file, '--profile', 'canonical');
    expect([first.code, first.err]).toEqual([2, '']);
    expect(first.out).toMatch(/accepted +1\n/);
    expect(first.out).toContain('line 2: the line is not a JSON object (not-json)');
    expect(first.out).toMatch(/^line 3/m);
    expect((await mora('import', file, '--profile', 'canonical')).out).toMatch(/accepted +0\nthere already +1\n/);
    expect(await mora('import', file, '--profile', 'canonical', '--close')).toMatchObject({ code: 64 });
  },
  LIMIT_MS,
);

it(
  'shows that nothing is set aside, and refuses to act on everything at once',
  async () => {
    expect((await mora('dlq', 'list')).out).toBe('No dead letters.\n');
    // Nor do those hold a loan that have no rules yet for the years of this history.
    expect((await mora('parked', 'list')).out).toBe('No held loans.\n');
    expect((await mora('outbox', 'list')).out).toBe('No announcements that wait.\n');
    expect((await mora('actions', 'list')).out).toBe('No actions of operators.\n');
    expect(await mora('dlq', 'replay')).toMatchObject({ code: 64, err: expect.stringContaining('Name exactly one') });
  },
  LIMIT_MS,
);

it(
  'finds a dead letter in whichever service it is, gives it up with a reason, and shows who did it',
  async () => {
    const file = join(folder, 'conflict.ndjson');
    const about = { specversion: '1.0', source: 'simulated-cards', subject: 'K-1', businessdate: '2005-10-02' };
    const data = { product: 'another', currency: 'CNY' };
    await writeFile(file, JSON.stringify({ ...about, id: 'cards:K-1:1', type: 'ledger.loan-registered.v1', data }));
    await mora('import', file, '--profile', 'canonical');
    const [, id = ''] = /^ingestion +(\d+) +\S+ +door +inbox +conflict /m.exec((await mora('dlq', 'list')).out) ?? [];
    expect((await mora('dlq', 'list', '--because', 'no-key')).out).toBe('No dead letters.\n');
    expect((await mora('dlq', 'show', id)).out).toMatch(/^service +ingestion\nid +\d+\n/);

    const refused = await mora('dlq', 'replay', id);
    expect([refused.code, refused.out]).toEqual([
      0,
      expect.stringMatching(/^ingestion +\d+ +refused +a conflict needs/m),
    ]);
    const because = ['dlq', 'discard', id, '--reason', 'sent in error'];
    expect((await mora(...because)).out).toMatch(/^ingestion +\d+ +discarded$/m);
    expect((await mora(...because)).out).toBe('There is none such.\n');
    expect((await mora('actions', 'list')).out).toMatch(/mora-cli +dead-letter discard +\d+ +sent in error +discarded/);
  },
  LIMIT_MS,
);

it(
  'judges a ledger’s messages without a server, naming the field and never its value',
  async () => {
    const file = join(folder, 'messages.ndjson');
    const good = {
      specversion: '1.0',
      id: 'x:1',
      source: 'simulated-bank',
      type: 'ledger.payment-posted.v1',
      subject: 'L-1',
      businessdate: '2026-01-05',
      sequence: 1,
      data: { transactionId: 't', amount: '1.00', currency: 'CNY', valueDate: '2026-01-05' },
    };
    const bad = { ...good, id: 'x:2', data: { ...good.data, valueDate: 'SECRET' } };
    await writeFile(file, [good, bad].map((one) => `${JSON.stringify(one)}\n`).join(''));
    const { code, out } = await mora('contracts', 'check', file);
    expect(code).toBe(2);
    expect(out).toMatch(/line 2, .*valueDate/);
    expect(out).not.toContain('SECRET');
    expect(out).toMatch(/ledger\.payment-posted\.v1 +1/);
  },
  LIMIT_MS,
);

it(
  'runs the rules over a file of loan events without a server',
  async () => {
    const file = join(folder, 'events.ndjson');
    const about = { subject: 'demo:L-1', businessdate: '2026-01-05' };
    const from = { source: 'core', bookedOn: '2026-01-05', currency: 'CNY' };
    const instalments = [{ number: 1, dueOn: '2026-01-06', principal: '100.00', interest: '1.00' }];
    const events = [
      { type: 'mora.loan.registered.v1', ...about, data: { ...from, product: 'consumer-loan' } },
      { type: 'mora.loan.schedule-replaced.v1', ...about, data: { ...from, version: 1, instalments } },
      { type: 'mora.day.closed.v1', data: { date: '2026-02-10', calendar: 'none' } },
    ];
    await writeFile(file, events.map((one) => `${JSON.stringify(one)}\n`).join(''));
    const { code, out } = await mora('classify', '--policy', 'm-table', '--events', file);
    expect([code, JSON.parse(out)]).toEqual([
      0,
      expect.objectContaining({
        loanId: 'demo:L-1',
        daysPastDue: 35,
        overdue: expect.objectContaining({ total: '101.00' }),
      }),
    ]);
  },
  LIMIT_MS,
);

it.each([
  [['import', 'no-such-file.csv', '--profile', 'status-history'], 64, 'There is no file no-such-file.csv'],
  [['import', SAMPLE, '--profile', 'no-such-profile'], 64, 'There is no profile no-such-profile'],
  [['buckets', '--table', 'nonsense'], 1, 'table-not-active'],
  [['dlq', 'show', '99'], 1, 'no-such-dead-letter'],
  [['parked', 'discard', 'demo:L-9', '--reason', 'sent in error'], 1, 'not-held'],
  [['parked', 'list', '--service', 'the-moon'], 64, 'There is no service the-moon'],
  [['day', 'show', '--folder', '/nowhere'], 64, 'No running Mora is found in /nowhere'],
  [['classify', '--events', 'no-such-file.ndjson'], 64, 'There is no file no-such-file.ndjson'],
])(
  'mora %j ends with %i and says: %s',
  async (args, code, words) => {
    expect(await mora(...args)).toMatchObject({ code, err: expect.stringContaining(words) });
  },
  LIMIT_MS,
);
