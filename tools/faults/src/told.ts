import { type Broker } from '@mora/runtime';
import { embeddedLogOf, type World } from '@mora/scenario';
import { readWhole } from './streams.js';

/** A record of a stream, once, however often the relay has sent it. */
export type Told = Readonly<{ id: string; type: string; loanId: string; data: Readonly<Record<string, unknown>> }>;

/** All that was told of loans on a stream, in the order of each partition. */
export type ToldOn = (stream: string) => Promise<readonly Told[]>;

export const toldInLog =
  (world: Pick<World, 'bus'>): ToldOn =>
  async (stream) => {
    const { rows } = await embeddedLogOf(world).query<Told>(
      `select r.headers->>'ce_id' as id, r.headers->>'ce_type' as type, r.headers->>'ce_subject' as "loanId",
         convert_from(r.value, 'UTF8')::json as data
       from bus.record r join bus.topic t on t.id = r.topic_id
       where t.name = $1 and r.headers->>'ce_subject' is not null order by r.partition, r."offset"`,
      [stream],
    );
    return onceEach(rows);
  };

export const toldOnBroker =
  (broker: Broker): ToldOn =>
  async (stream) => {
    const records = (await readWhole(broker, [stream])).get(stream) ?? [];
    const inOrder = records.toSorted((a, b) => a.partition - b.partition || Number(a.offset - b.offset));
    return onceEach(
      inOrder.flatMap(({ id, type, key, text }) =>
        key === null ? [] : [{ id, type, loanId: key, data: JSON.parse(text) as Told['data'] }],
      ),
    );
  };

const onceEach = (told: readonly Told[]): readonly Told[] => [...new Map(told.map((one) => [one.id, one])).values()];
