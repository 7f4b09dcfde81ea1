import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { delinquencyStarted, negotiationFailed } from '@mora/contracts';
import { addDays, type CalendarDate } from '@mora/kernel';
import { marksIn } from '@mora/testing';
import { FIELDS, OutreachUnderTest } from '../src/gateways/persons/fixtures.js';
import { OPENS_ON, useWholeLine } from './whole-line.js';

const hasReader = spawnSync('pdftotext', ['-v']).error === undefined;
const folder = mkdtempSync(join(tmpdir(), 'mora-evidence-'));
const outreach = new OutreachUnderTest();
const settings: Record<string, string> = {};
beforeAll(async () => {
  settings['OUTREACH_URL'] = await outreach.start(); // before the service that asks it
});
const line = useWholeLine(settings);
afterAll(() => {
  outreach.stop();
  rmSync(folder, { recursive: true });
});

const LOAN = 'demo:L-1';
const CASE = `/v1/loans/${LOAN}/case`;
const COURT = { court: '上海市浦东新区人民法院' };
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const failed = (roundId: string, consecutive: number, closedOn: CalendarDate) => ({
  roundId,
  episodeId: `e-${LOAN}`,
  planId: null,
  reason: 'expired',
  consecutive,
  closedOn,
  policy: { id: 'rounds', version: 1, rule: 'expired' },
  reference: null,
});

/** What a door answers as a file, which a client that looks for text would not leave as it is. */
async function fileOf(path: string, as: Parameters<typeof line.bearer>[0] = {}, body?: object) {
  const response = await fetch(`${line.service.url}${path}`, {
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    headers: { authorization: await line.bearer(as), 'content-type': 'application/json' },
  });
  const { status, headers } = response;
  const [type, cache] = [headers.get('content-type'), headers.get('cache-control')];
  return { said: [status, type, cache], bytes: Buffer.from(await response.arrayBuffer()) };
}

let sheetId: string;
let bundleId: string;

beforeAll(async () => {
  await line.upstream.overdue(LOAN, 'P-1', OPENS_ON, 120);
  const parts = { principal: '4000.00', interest: '420.00', fee: '0.00', penalty: '0.00' };
  await line.upstream.publish(delinquencyStarted, LOAN, OPENS_ON, {
    episodeId: `e-${LOAN}`,
    first: true,
    cutOver: false,
    asOf: OPENS_ON,
    oldestUnpaidOn: addDays(OPENS_ON, -120),
    daysPastDue: 120,
    overdue: { currency: 'CNY', total: '4420.00', ...parts },
    policy: { id: 'm-table', version: 1, rule: 'started' },
  });
  await line.upstream.publish(negotiationFailed, LOAN, addDays(OPENS_ON, -1), failed('r-1', 1, addDays(OPENS_ON, -40)));
  await line.upstream.publish(negotiationFailed, LOAN, addDays(OPENS_ON, -1), failed('r-2', 2, addDays(OPENS_ON, -3)));
  await line.close(OPENS_ON);
  const claimed = await line.post(`${CASE}/claims`, { accelerated: false });
  sheetId = String(claimed.body.sheetId);
});

it('the evidence of a claim is made once by its key, and told', async () => {
  const make = (key: string) => line.post(`${CASE}/bundles`, { sheetId }, { key });
  const made = await make('bundle-key-1');
  expect([made.status, made.body]).toMatchObject([200, { sheetId, files: { length: 11 } }]);
  bundleId = String(made.body.bundleId);
  expect((await make('bundle-key-1')).body).toEqual(made.body);
  const told = (await line.published(LOAN)).filter(({ type }) => type === 'evidence-bundled');
  const { manifestSha256, keyId } = made.body as Record<string, string>;
  expect(told.map(({ data }) => data)).toMatchObject([{ bundleId, sheetId, manifestSha256, keyId, files: 11 }]);
});

it('its archive is the same bytes at every download, signed, and names nobody', async () => {
  const first = await fileOf(`${CASE}/bundles/${bundleId}`);
  expect(first.said).toEqual([200, 'application/zip', 'no-store']);
  const again = await fileOf(`${CASE}/bundles/${bundleId}`, { role: 'auditor' });
  expect(again.bytes.equals(first.bytes)).toBe(true);
  const entries = unzipSync(first.bytes);
  const text = (name: string): string => Buffer.from(entries[name] ?? []).toString();
  const signature = Buffer.from(text('manifest.sig'), 'base64');
  expect(
    verify(null, entries['manifest.json'] ?? Buffer.from(''), createPublicKey(text('public-key.pem')), signature),
  ).toBe(true);
  const { files } = JSON.parse(text('manifest.json')) as { files: { name: string; sha256: string }[] };
  expect(files.map(({ name }) => sha256(entries[name] ?? Buffer.from('')))).toEqual(files.map((file) => file.sha256));
  expect(marksIn(Object.keys(entries).map(text).join('\n'))).toEqual([]);
});

it('a complaint bears the name for whoever prints it; what is kept is its hash', async () => {
  const paper = { kind: 'complaint', sheetId, ...COURT };
  const { said, bytes } = await fileOf(`${CASE}/papers`, { subject: 'l-7' }, paper);
  expect(said).toEqual([200, 'application/pdf', 'no-store']);
  if (hasReader) expect(textOf(bytes)).toContain('金丝雀');
  const { body } = await line.get(`${CASE}/papers`, { role: 'auditor' });
  expect(body.printed).toMatchObject([
    { kind: 'complaint', sheetId, bundleId, template: 'cn/complaint.v1.typ', sha256: sha256(bytes), by: 'l-7' },
  ]);
  expect(outreach.asked.at(-1)).toMatchObject({ method: 'POST', authorization: expect.stringMatching(/^Bearer /) });
});

it('a copy with papers in it has them sealed beside the manifest', async () => {
  const wanted = { papers: ['complaint', 'evidence-list'], ...COURT };
  const { said, bytes } = await fileOf(`${CASE}/bundles/${bundleId}/copies`, {}, wanted);
  expect(said).toEqual([200, 'application/zip', 'no-store']);
  const entries = unzipSync(bytes);
  const { files } = JSON.parse(Buffer.from(entries['printed.json'] ?? []).toString()) as { files: object[] };
  expect(files).toMatchObject([
    { name: '20-complaint.pdf', sha256: sha256(entries['20-complaint.pdf'] ?? Buffer.from('')) },
    { name: '24-evidence-list.pdf' },
  ]);
});

it('a bundle of a key that is no longer in use is handed out as it was, and takes no new papers', async () => {
  await line.db.pool.query(`update bundle_file set key_id = 'old'`);
  const { status, body } = await line.post(`${CASE}/bundles/${bundleId}/copies`, { papers: ['complaint'], ...COURT });
  expect([status, (body as { reason?: string }).reason]).toEqual([409, 'other-key']);
  expect((await line.get(`${CASE}/bundles/${bundleId}`)).status).toBe(200);
});

it('what went wrong is told by one word, and by nobody’s name', async () => {
  const print = async (over: object = {}, as: object = {}) => {
    const { status, body, text } = await line.post(
      `${CASE}/papers`,
      { kind: 'complaint', sheetId, ...COURT, ...over },
      as,
    );
    expect(marksIn(`${text} ${JSON.stringify(body)}`)).toEqual([]);
    return [status, (body as { reason?: string }).reason];
  };
  outreach.answers.set(FIELDS, { status: 410, body: { detail: '金丝雀' } });
  expect(await print()).toEqual([409, 'person-erased']);
  outreach.answers.set(FIELDS, { status: 500, body: '金丝雀' });
  expect(await print()).toEqual([503, 'names-not-available']);
  outreach.reset();
  expect(await print({ kind: 'enforcement' })).toEqual([409, 'no-title']);
  expect(await print({ sheetId: 'sheet-9' })).toEqual([404, 'sheet-unknown']);
  expect(await print({}, { role: 'auditor' })).toEqual([403, 'role-missing']);
  expect(await print({ court: 'x' })).toEqual([400, 'request-invalid']);
});

it.each([
  ['of another loan', 'demo:L-404', 404, 'loan-unknown'],
  ['that was never made', LOAN, 404, 'bundle-unknown'],
])('a bundle %s is not there', async (_which, loan, status, reason) => {
  const answer = await line.get(`/v1/loans/${loan}/case/bundles/b-9`);
  expect([answer.status, answer.body.reason]).toEqual([status, reason]);
});

function textOf(pdf: Buffer): string {
  const path = join(folder, 'paper.pdf');
  writeFileSync(path, pdf);
  return execFileSync('pdftotext', ['-layout', path, '-']).toString('utf8');
}
