import { setTimeout as sleep } from 'node:timers/promises';
import { Dice } from './dice.js';
import type { Load } from './options.js';
import type { ServiceName } from './supervisor.js';
import type { World } from './world.js';

export type Fault = Readonly<{
  what: ServiceName | 'kafka' | 'postgres';
  /** How long after the slice of records has begun to be sent, in milliseconds. */
  afterMs: number;
  /** How long a broker stays away, in milliseconds. */
  awayMs: number;
  /** Whether the services are given the time to come back from the fault before. */
  patient: boolean;
}>;

/** All faults of a run, in an order and at moments that the seed decides; both services get their share. */
export function planFaults(seed: number, load: Load): Fault[] {
  const dice = new Dice(seed ^ 0x5eed);
  const services = Array.from({ length: load.kills }, (_, n): Fault['what'] =>
    n % 2 === 0 ? 'ingestion' : 'delinquency-classification',
  );
  const all: Fault['what'][] = [
    ...services,
    ...Array.from({ length: load.brokerKills }, () => 'kafka' as const),
    ...Array.from({ length: load.databaseRestarts }, () => 'postgres' as const),
  ];
  return dice.shuffled(all).map((what) => ({
    what,
    afterMs: dice.between(50, 1_500),
    awayMs: dice.between(500, 3_000),
    patient: dice.happens(0.7),
  }));
}

export type Done = { kills: Record<ServiceName, number>; whileServing: number; kafka: number; postgres: number };

export const nothingDone = (): Done => ({
  kills: { ingestion: 0, 'delinquency-classification': 0 },
  whileServing: 0,
  kafka: 0,
  postgres: 0,
});

/** Commits one fault, and notes it. */
export async function commit(world: World, fault: Fault, done: Done): Promise<void> {
  if (fault.patient) await Promise.all(Object.values(world.services).map((service) => service.ready()));
  await sleep(fault.afterMs);
  switch (fault.what) {
    case 'kafka':
      await world.kafka.kill();
      await sleep(fault.awayMs);
      await world.kafka.restart();
      done.kafka += 1;
      return;
    case 'postgres':
      await world.postgres.restartImmediate();
      done.postgres += 1;
      return;
    default:
      if (await world.services[fault.what].kill()) done.whileServing += 1;
      done.kills[fault.what] += 1;
  }
}
