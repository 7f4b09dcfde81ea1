import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { classify } from '@mora/delinquency-classification';
import { intakeOf, throughIntake } from './intake-lines.js';
import { policiesOf } from './policies-of.js';
import { SHIPPED_SOURCES, sourcesOf } from './sources-of.js';

const SHIPPED = fileURLToPath(
  new URL('../../../../services/delinquency-classification/policies/bucket-tables/m-table.v1.json', import.meta.url),
);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mora-classify-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function* each(lines: readonly string[]): AsyncIterable<string> {
  yield* lines;
}

/** What `mora classify` prints of a file. */
async function printed(lines: readonly string[], policy?: string): Promise<Record<string, unknown>[]> {
  const out: Record<string, unknown>[] = [];
  const write = (line: string) => Promise.resolve(void out.push(JSON.parse(line) as Record<string, unknown>));
  const intake = await intakeOf(each(lines), () => sourcesOf(SHIPPED_SOURCES));
  const read = intake === null ? each(lines) : throughIntake(each(lines), intake, write);
  await classify(read, policiesOf(policy, undefined), write);
  return out;
}

const DAY = '2006-01-05';
const ledgers = (nth: number, kind: string, data: object) =>
  JSON.stringify({
    specversion: '1.0',
    id: `core:L-1:${nth}`,
    source: 'simulated-bank',
    type: `ledger.${kind}.v1`,
    subject: 'L-1',
    sequence: nth,
    businessdate: DAY,
    data,
  });
const closes = (date: string, count: number) =>
  JSON.stringify({
    specversion: '1.0',
    id: `close:${date}`,
    source: 'simulated-bank',
    type: 'ledger.day-closed.v1',
    businessdate: date,
    data: { date, from: count === 0 ? '2006-01-06' : DAY, count, totals: [] },
  });
const told = (kind: string, data: object) =>
  JSON.stringify({
    type: `mora.loan.${kind}.v1`,
    subject: 'demo:L-1',
    businessdate: DAY,
    data: { source: 'simulated-bank', bookedOn: DAY, currency: 'CNY', ...data },
  });
const mark = (date: string) => JSON.stringify({ type: 'mora.day.closed.v1', data: { date, calendar: 'none' } });

const loan = { product: 'consumer-loan' };
const schedule = {
  version: 1,
  currency: 'CNY',
  instalments: [{ number: 1, dueOn: '2006-01-06', principal: '100.00', interest: '1.00' }],
};
const LEDGERS = [
  ledgers(2, 'schedule-replaced', schedule), // behind a gap, until the next line
  ledgers(1, 'loan-registered', { ...loan, currency: 'CNY' }),
  closes(DAY, 2),
  closes('2006-02-10', 0),
];
const TOLD = [told('registered', loan), told('schedule-replaced', schedule), mark(DAY), mark('2006-02-10')];

it('records of a ledger give the same standings as the events that ingestion tells of them', async () => {
  const standings = await printed(LEDGERS);
  expect(standings).toMatchObject([{ asOf: DAY, daysPastDue: 0 }, { asOf: '2006-02-10', daysPastDue: 35 }]); // prettier-ignore
  expect(standings).toEqual(await printed(TOLD));
});

it('what is not taken is told by its line and field, and the rest goes on', async () => {
  const wrong = ledgers(3, 'payment-posted', {
    transactionId: 't',
    amount: '1.00',
    currency: 'CNY',
    valueDate: 'Zhang',
  });
  const [first, ...rest] = await printed([...LEDGERS.slice(0, 2), wrong, ...LEDGERS.slice(2)]);
  expect(first).toMatchObject({ line: 3, loanId: null, rejected: 'contract', field: 'valueDate' });
  expect(JSON.stringify(first)).not.toContain('Zhang');
  expect(rest).toEqual(await printed(LEDGERS));
});

describe('a policy that a bank brings along as a file', () => {
  const fileOf = async (name: string, over: object) => {
    const file = join(folder, name);
    const shipped = JSON.parse(await readFile(SHIPPED, 'utf8')) as object;
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(file, JSON.stringify({ ...shipped, ...over }));
    return file;
  };
  const steps = [
    { name: 'fine', upToDays: 0 },
    { name: 'late', upToDays: null },
  ];
  const goldenCases = [{ oldestUnpaidOn: '2006-01-06', asOf: '2006-02-10', days: 35, step: 'late' }];

  it('is the table that loans are put in', async () => {
    const file = await fileOf('ours.json', { id: 'ours', steps, goldenCases });
    expect((await printed(TOLD, file)).at(-1)).toMatchObject({
      buckets: { ours: { step: 'late', policy: 'ours@1' } },
      classes: { 'prc-five-tier': { step: 'special-mention' } },
    });
  });

  it('is a scheme where it lies in class-schemes/, and stands beside policies by id', async () => {
    const file = await fileOf('class-schemes/ours.json', { id: 'ours', steps, goldenCases });
    const last = (await printed(TOLD, `m1-m3,${file}`)).at(-1) as { buckets: object; classes: object };
    expect([Object.keys(last.buckets), Object.keys(last.classes)]).toEqual([['m1-m3'], ['ours']]);
  });

  it.each([
    [
      'fails its golden cases',
      { goldenCases: [{ ...goldenCases[0], step: 'M1' }] },
      'm-table@1 is wrong on 2006-02-10',
    ],
    ['is no policy', { steps: 'none' }, 'steps'],
  ])('does not run where it %s', async (_case, over, says) => {
    const file = await fileOf('wrong.json', over);
    expect(() => policiesOf(file, undefined)).toThrow(says);
  });

  it.each([
    ['nowhere/ours.json', 'There is no policy file nowhere/ours.json'],
    ['nonsense', 'There is no policy nonsense. There are: m-table-29, m-table'],
  ])('%s is not found', (named, says) => {
    expect(() => policiesOf(named, undefined)).toThrow(says);
  });
});
