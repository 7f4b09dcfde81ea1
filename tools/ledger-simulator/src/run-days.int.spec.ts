import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { addDays, calendarDate, type CalendarDate } from '@mora/kernel';
import { openBank } from './bank.js';
import { httpDoor } from './door.js';
import type { LedgerMessage } from './message.js';
import { type DayReport, letDaysPass } from './run-days.js';

const OPENS = calendarDate('2026-01-05');
const bank = openBank({ seed: 'door', loans: 60, cards: 5, opensOn: OPENS });

/** A door that closes a day when both sources have, and that is away for some requests. */
type Far = { openDay: CalendarDate; received: LedgerMessage[]; refusals: number; tokens: string[]; closes: number };
let far: Far;
let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    void respond(request).then(({ status, json }) => response.writeHead(status).end(JSON.stringify(json)));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  far = { openDay: OPENS, received: [], refusals: 0, tokens: [], closes: 0 };
});
afterAll(() => new Promise((done) => server.close(done)));

async function respond(request: IncomingMessage): Promise<{ status: number; json: unknown }> {
  far.tokens.push(String(request.headers.authorization));
  if (far.refusals > 0) {
    far.refusals -= 1;
    return { status: 503, json: { reason: 'catching-up' } };
  }
  if (request.method === 'GET') return { status: 200, json: { openDay: far.openDay } };
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const records = body
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as LedgerMessage);
  return { status: 200, json: { answers: records.map(take) } };
}

function take(record: LedgerMessage): { outcome: string } {
  const known = far.received.some(({ source, id }) => source === record.source && id === record.id);
  if (known) return { outcome: 'duplicate' };
  far.received.push(record);
  if (record.type === 'ledger.day-closed.v1' && (far.closes += 1) % 2 === 0) far.openDay = addDays(far.openDay, 1);
  return { outcome: 'accepted' };
}

async function pass(until: CalendarDate): Promise<DayReport[]> {
  const reports: DayReport[] = [];
  await letDaysPass(bank, {
    door: httpDoor(url, () => Promise.resolve('a-token')),
    patience: { limitMs: 20_000 },
    until,
    paceMs: 0,
    signal: new AbortController().signal,
    onDay: async (report) => void reports.push(report),
  });
  return reports;
}

it('sends each day in the order of its ledgers, each ledger’s close behind its records', async () => {
  const reports = await pass(addDays(OPENS, 2));
  const all = [0, 1, 2].flatMap((n) => bank.day(addDays(OPENS, n)).flatMap((s) => [...s.records, s.close]));
  expect(far.received.map(({ source, id }) => `${source} ${id}`)).toEqual(
    all.map(({ source, id }) => `${source} ${id}`),
  );
  expect(reports.map(({ date, duplicates, rejected }) => [date, duplicates, rejected])).toEqual([
    ['2026-01-05', 0, []],
    ['2026-01-06', 0, []],
    ['2026-01-07', 0, []],
  ]);
  expect(new Set(far.tokens)).toEqual(new Set(['Bearer a-token']));
});

it('goes on, nothing lost and nothing twice, when the door is away for a while', async () => {
  far.refusals = 3;
  await pass(OPENS);
  const sent = bank.day(OPENS).flatMap((source) => [...source.records, source.close]);
  expect(far.received).toHaveLength(sent.length);
});

it('a bank that is started again goes on with the day that is open', async () => {
  await pass(addDays(OPENS, 1));
  const reports = await pass(addDays(OPENS, 3));
  expect(reports.map(({ date }) => date)).toEqual(['2026-01-07', '2026-01-08']);
});

it('a bank that was stopped in the middle of a day sends the day again, and the door knows its records', async () => {
  far.received.push(...(bank.day(OPENS)[0]?.records ?? []));
  const [report] = await pass(OPENS);
  expect(report?.duplicates).toBe(bank.day(OPENS)[0]?.records.length);
  expect(report?.rejected).toEqual([]);
});
