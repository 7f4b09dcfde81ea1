import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DELINQUENCY_STREAM, LOAN_STREAM } from '@mora/contracts';
import { describeWithKafka } from '@mora/testing';
import { until, usePipeline } from './fixtures/pipeline.js';
import { counted, type History, historyInFile, MONTHS, mora } from './fixtures/status-history.js';

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));
const SOURCES = join(REPOSITORY, 'tools/start/config/sources.yaml');
const SAMPLE = join(REPOSITORY, 'services/ingestion/test/files/status-history.sample.csv');
const DATA = join(process.env['MORA_DATA'] ?? join(REPOSITORY, '../shared/data'), 'uci');
const CLEAN = join(DATA, 'UCI_Credit_Card.csv');
const DIRTY = join(DATA, 'UCI_Credit_Card.dirty.csv');
const ROWS_ON_KAFKA = 3_000;
const RECORDS_A_ROW = 7;
/** The whole file is 210,000 records, sent twice; on a busy machine that takes minutes. */
const LIMIT_MS = 900_000;

const describeReal = existsSync(CLEAN) ? describe : describe.skip;
const because = existsSync(CLEAN) ? '' : ' SKIPPED: MORA_DATA names no folder with uci/UCI_Credit_Card.csv';

describe('a made-up sample on the embedded bus', () => aHistory(null, SAMPLE));
describeReal(`30,000 real accounts on the embedded bus${because}`, () => aHistory(null, CLEAN));
describeWithKafka('the first accounts of the dirty copy on a real Kafka', (brokers) =>
  existsSync(DIRTY) ? aHistory(brokers, DIRTY, ROWS_ON_KAFKA) : aHistory(brokers, SAMPLE),
);

function aHistory(brokers: readonly string[] | null, path: string, rows = Number.POSITIVE_INFINITY): void {
  const pipeline = usePipeline(brokers, { tenant: 'demo', sourcesFile: SOURCES, env: { CHUNK_SIZE: '1000' } });
  let folder: string;
  let file: string;
  let history: History;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mora-history-'));
    file = join(folder, 'history.csv');
    await writeFile(
      file,
      readFileSync(path, 'utf8')
        .split(/(?<=\n)/)
        .slice(0, rows + 1)
        .join(''),
    );
    history = historyInFile(file);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const load = async () => {
    const where = ['--url', pipeline.url('ingestion'), '--token', await pipeline.token('ledger-client')];
    return mora('import', file, '--profile', 'status-history', '--close', ...where);
  };
  const portfolio = async <T>(query: string): Promise<T> =>
    (await pipeline.ask('delinquency-classification', `/v1/portfolio/${query}`)).body as T;
  const lastClosed = async () => (await portfolio<{ asOf?: string }>('buckets')).asOf;
  const lengths = async () => {
    const admin = await pipeline.broker.admin();
    const marks = await Promise.all([LOAN_STREAM, DELINQUENCY_STREAM].map((stream) => admin.watermarks(stream)));
    await admin.close();
    return marks.map((all) => all.reduce((sum, { high }) => sum + Number(high), 0));
  };

  it(
    'takes every good row, and lists every bad one by its line',
    async () => {
      const { code, out, err } = await load();
      expect([code, err]).toEqual([history.badLines.length > 0 ? 2 : 0, '']);
      expect(plain(out)).toContain(`accepted ${history.accounts.length * RECORDS_A_ROW}\n`);
      expect(plain(out)).toContain(`rejected ${history.badLines.length}\n`);
      expect([...out.matchAll(/^line (\d+)/gm)].map(([, line]) => Number(line))).toEqual(history.badLines);
    },
    LIMIT_MS,
  );

  it(
    'closes the six months, and every month end stands as the file says it',
    async () => {
      expect(await until(lastClosed, (day) => day === '2005-09-30', LIMIT_MS)).toBe('2005-09-30');
      for (const [n, [monthEnd]] of MONTHS.entries()) {
        const { buckets } = await portfolio<{ buckets: { bucket: string; loans: number }[] }>(
          `buckets?asOf=${monthEnd}`,
        );
        const expected = counted(history.accounts.map((account) => `${monthEnd} ${account[n]}`));
        expect(linesOf(buckets, ({ bucket, loans }) => [`${monthEnd} ${bucket}`, loans])).toEqual(expected);
      }
    },
    LIMIT_MS,
  );

  it(
    'every movement from month end to month end is the cross-table of the file',
    async () => {
      for (let n = 1; n < MONTHS.length; n += 1) {
        const [from, to] = [MONTHS[n - 1]?.[0], MONTHS[n]?.[0]];
        const answer = await portfolio<{ transitions: { from: string; to: string; loans: number }[] }>(
          `transitions?from=${from}&to=${to}`,
        );
        const expected = counted(history.accounts.map((account) => `${account[n - 1]} > ${account[n]}`));
        expect(linesOf(answer.transitions, (move) => [`${move.from} > ${move.to}`, move.loans])).toEqual(expected);
      }
    },
    LIMIT_MS,
  );

  it(
    'a second import changes nothing: every record is there already, and no stream has grown',
    async () => {
      const before = await lengths();
      const { out } = await load();
      expect(plain(out)).toContain('accepted 0\n');
      expect(plain(out)).toContain(`there already ${history.accounts.length * RECORDS_A_ROW}\n`);
      expect(out).toContain('Nothing has changed');
      expect(await lengths()).toEqual(before);
    },
    LIMIT_MS,
  );
}

/** A table as words with one space between them, and numbers without their groups. */
const plain = (out: string): string => out.replaceAll(/ +/g, ' ').replaceAll(/(\d)[,\u00a0\u202f](?=\d)/g, '$1');

const linesOf = <T>(rows: readonly T[], say: (row: T) => readonly [string, number]): readonly string[] =>
  rows
    .map(say)
    .filter(([, loans]) => loans > 0)
    .map(([text, loans]) => `${text} ${loans}`)
    .sort();
