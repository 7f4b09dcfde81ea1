import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOAN_STREAM } from '@mora/contracts';
import { type Broker, kafkajsBroker, partitionOf } from '@mora/runtime';
import { brokerApart, describeWithKafka, startIssuer, useDatabase } from '@mora/testing';
import { useLeakWatch } from '../src/http/fixtures/leak-watch.js';
import { heartbeatOf, partyRecord, somebody } from './people.js';
import { Provider } from './provider.js';
import { until } from './quiet.js';
import { PARTITIONS } from './streams.js';
import { OPENS_ON, WholeLine } from './whole-line.js';

const [TUESDAY, WEDNESDAY] = ['2026-03-10', '2026-03-11'] as const;
const PEOPLE = Array.from({ length: 6 }, (_, n) => somebody(n + 10));
const BUSY = somebody(30);
/** P-CN-2: three effective calls a day and person, and what nobody has reported yet counts as one. */
const MOST_CALLS = 3;
const ASKS = 24;

/** Two loans of one person, on different partitions. */
const loansOf = (name: string): readonly [string, string] => {
  const first = `demo:A-${name}`;
  const others = Array.from({ length: 50 }, (_, n) => `demo:B-${name}-${n}`);
  const second = others.find((loan) => partitionOf(loan, PARTITIONS) !== partitionOf(first, PARTITIONS));
  return [first, second ?? ''];
};

/** A broker that notes which partitions of the loan stream a process has been dealt. */
function noting(broker: Broker, dealt: Set<number>): Broker {
  return {
    ...broker,
    consumer: (group) => {
      const consumer = broker.consumer(group);
      return {
        ...consumer,
        start: (topics, handlers) =>
          consumer.start(topics, {
            ...handlers,
            onAssigned: (partitions) => {
              dealt.clear();
              for (const { topic, partition } of partitions) if (topic === LOAN_STREAM) dealt.add(partition);
              handlers.onAssigned(partitions);
            },
          }),
      };
    },
  };
}

describeWithKafka('two processes of outreach on a real Kafka', (brokers) => {
  const watches = [useLeakWatch(() => urlOf(one)), useLeakWatch(() => urlOf(other))] as const;
  const db = useDatabase({ keep: true, people: true });
  const prefix = `two-${randomBytes(4).toString('hex')}.`;
  const dealt = [new Set<number>(), new Set<number>()] as const;
  const lines: WholeLine[] = [];
  let one: WholeLine;
  let other: WholeLine;
  const urlOf = (line: WholeLine | undefined): string | null => (line?.isRunning === true ? line.url : null);

  /** Both clocks, which are one clock in truth. */
  const at = (day: string, time: string): Promise<void> => {
    other.now = Date.parse(`${day}T${time}:00+08:00`);
    return one.at(day, time);
  };

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'two-processes-'));
    const key = (): string => randomBytes(32).toString('base64');
    const keys = { tenants: { demo: { current: 'k1', keys: { k1: key() }, index: key() } } };
    writeFileSync(join(folder, 'keys.json'), JSON.stringify(keys), { mode: 0o600 });
    const issuer = await startIssuer();
    const provider = await Provider.start();
    db.stopFirst(async () => {
      await Promise.all(lines.map((line) => line.stop()));
      await Promise.all(lines.map(({ broker }) => broker.close()));
      await provider.stop();
      await issuer.stop();
      rmSync(folder, { recursive: true });
    });
    for (const [n, mine] of dealt.entries()) {
      const kafka = kafkajsBroker({ brokers, clientId: 'spec', heartbeatMs: 300, maxWaitMs: 100 });
      const line = new WholeLine(
        db,
        noting(brokerApart(kafka, prefix), mine),
        provider,
        issuer,
        folder,
        {},
        watches[n] ?? watches[0],
      );
      lines.push(line);
      await line.start();
    }
    [one, other] = lines as [WholeLine, WholeLine];
    await until('both have partitions', () => {
      const all = new Set([...dealt[0], ...dealt[1]]);
      return Promise.resolve(all.size === PARTITIONS && dealt.every(({ size }) => size > 0 && size < PARTITIONS));
    });
    await one.parties(...[...PEOPLE, BUSY].map((who) => partyRecord(who, ['mobile'])), heartbeatOf('2026-03-08'));
    for (const [n, { party }] of PEOPLE.entries()) {
      for (const loan of loansOf(`${n}`)) await one.upstream.overdue(loan, party, OPENS_ON);
    }
    await one.quiet();
    other.now = Date.parse(`${TUESDAY}T00:30:00+08:00`);
    await one.close(OPENS_ON);
  }, 120_000);

  it('write to each person once a day, though his loans lie in the lanes of both', async () => {
    await at(TUESDAY, '10:00');
    const { received } = one.provider;
    expect(new Set(received.map(({ notice }) => notice)).size).toBe(received.length);
    PEOPLE.forEach(({ mobile }) => expect(one.provider.to(mobile)).toHaveLength(1));
    expect(
      await db.lines(`select outcome, count(*), count(distinct person_id) from contact_decision group by 1 order by 1`),
    ).toEqual([`allowed ${PEOPLE.length} ${PEOPLE.length}`, `refused ${PEOPLE.length} ${PEOPLE.length}`]);
  }, 60_000);

  it('allow together no more calls than one would, whichever of them is asked, about whichever loan', async () => {
    const loans = loansOf('busy');
    for (const loan of loans) await one.upstream.overdue(loan, BUSY.party, TUESDAY);
    await one.quiet();
    other.now = Date.parse(`${WEDNESDAY}T00:30:00+08:00`);
    await one.close(TUESDAY);
    await at(WEDNESDAY, '09:00');
    const about = { person: BUSY.person, role: 'borrower', channel: 'call', purpose: 'collection' };
    // A busy machine may have no connection for one of many: whoever asks asks again under the same key.
    const asked = async (line: WholeLine, loan: string, n: number): Promise<string> => {
      for (;;) {
        const { status, body } = await line.post('/v1/contacts/ask', { loan, ...about }, { key: `many-ask-${n}` });
        if (status < 500) return (body as { outcome: string }).outcome;
      }
    };
    const outcomes = await Promise.all(
      Array.from({ length: ASKS }, (_, n) => asked(n % 2 === 0 ? one : other, loans[n % 4 < 2 ? 0 : 1], n)),
    );
    const count = (outcome: string): number => outcomes.filter((one) => one === outcome).length;
    expect([count('allowed'), count('refused')]).toEqual([MOST_CALLS, ASKS - MOST_CALLS]);
  }, 60_000);

  it('go on where one of them stops, and nobody hears of anything twice', async () => {
    await other.stop();
    await until('the other has all partitions', () => Promise.resolve(dealt[0].size === PARTITIONS));
    await one.at(WEDNESDAY, '10:00');
    await one.close(WEDNESDAY);
    const keys = one.provider.received.map(({ notice }) => notice);
    expect(new Set(keys).size).toBe(keys.length);
    const ended = await db.lines(`select notice_id from notice where state in ('sent', 'delivered')`);
    expect(ended.toSorted()).toEqual(keys.toSorted());
    expect(await db.lines(`select reason from dead_letter union all select reason from held_subject`)).toEqual([]);
    // Nobody has said what became of the calls.
    const alarms = lines.flatMap((line) => line.alarms).filter((alarm) => !alarm.includes('contact-unreported'));
    expect(alarms).toEqual([]);
  }, 60_000);
});
