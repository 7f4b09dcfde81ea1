import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as contracts from '@mora/contracts';
import { LEGAL_STREAM, LOAN_STREAM, OUTREACH_STREAM } from '@mora/contracts';
import { runtimeMigrations } from '@mora/runtime';
import { useDatabase } from '@mora/testing';
import { negotiationMigrations } from '../../persistence/migrations/index.js';
import { aRecord, LoanLane, registered } from './fixtures.js';

const EXAMPLES = fileURLToPath(new URL('../../../../../libs/contracts/src/', import.meta.url));
const all = Object.values<unknown>(contracts).filter(contracts.isEventContract);
const examples = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.example.json'))
  .map((path) => JSON.parse(readFileSync(join(EXAMPLES, path), 'utf8')) as Readonly<{ type: string; data: object }>);

const db = useDatabase({ migrations: [...runtimeMigrations, ...negotiationMigrations], people: true });
let lane: LoanLane;
beforeEach(async () => {
  lane = await LoanLane.on(db);
});

it('every type that its streams may carry is taken or passed over', () => {
  const { spine, informing, accepts, ignores } = lane.engine.reactor;
  const named = new Set([contracts.dayClosed.type, ...accepts.map(({ type }) => type), ...(ignores ?? [])]);
  const streams = [...spine, ...informing];
  const carried = all.filter((one) => one.streams.some((stream) => streams.includes(stream))).map(({ type }) => type);
  expect(carried.filter((type) => !named.has(type))).toEqual([]);
});

it('whatever outreach and legal escalation publish holds no loan', async () => {
  await lane.take(LOAN_STREAM, registered('L-1', '2026-03-09'));
  for (const stream of [OUTREACH_STREAM, LEGAL_STREAM]) {
    const on = all.filter(({ streams, type }) => streams.includes(stream) && type !== contracts.dayClosed.type);
    for (const contract of on) {
      for (const { data } of examples.filter(({ type }) => type === contract.type)) {
        await lane.take(stream, aRecord(contract, 'L-1', '2026-03-09', data));
      }
    }
  }
  const answered = examples.find(({ type }) => type === contracts.loanRequestAnswered.type)?.data;
  await lane.take(LOAN_STREAM, aRecord(contracts.loanRequestAnswered, 'L-1', '2026-03-09', answered as never));
  expect(await db.lines('select subject, reason from held_subject')).toEqual([]);
  expect(await db.lines('select loan_id from negotiation_loan')).toEqual(['demo:L-1']);
});

it.each([
  ['kept', contracts.outreachPromiseKept],
  ['kept for a good share', contracts.outreachPromisePartlyKept],
  ['judged no more', contracts.outreachPromiseReopened],
] as const)('a broken promise that turns out to be %s is broken no longer', async (_, contract) => {
  await lane.take(LOAN_STREAM, registered('L-1', '2026-03-09'));
  const dataOf = (wanted: string) => {
    const data = examples.find(({ type }) => type === wanted)?.data as Readonly<{ promiseId: string }>;
    return { ...data, promiseId: 'pr-1', part: 1 } as never;
  };
  const broken = contracts.outreachPromiseBroken;
  await lane.take(OUTREACH_STREAM, aRecord(broken, 'L-1', '2026-03-09', dataOf(broken.type)));
  await lane.take(OUTREACH_STREAM, aRecord(contract, 'L-1', '2026-03-11', dataOf(contract.type)));
  const kept = `select state->'parts'->'elsewhere'->'brokenPromises'->0->>'keptOn' from negotiation_loan`;
  expect(await db.lines(kept)).toEqual(['2026-03-11']);
});
