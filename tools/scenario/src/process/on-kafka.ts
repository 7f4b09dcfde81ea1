import { join } from 'node:path';
import { kafkaBus } from '../bus.js';
import { ALL_SERVICES, type ServiceName, type ServiceStarter, type WorldOrder } from '../world.js';
import { ServiceProcess } from './service-process.js';
import { ToldClock } from './told-clock.js';

export type OnKafka = Pick<WorldOrder, 'bus' | 'moreLogs'> &
  Readonly<{
    clock: ToldClock;
    elsewhere: Readonly<Record<ServiceName, ServiceStarter>>;
    processes: Readonly<Record<ServiceName, ServiceProcess>>;
  }>;

/** Every service as a process of its own on a real Kafka, all with one clock; one that is back after a kill is told of. */
export async function onKafka(
  folder: string,
  start: number,
  brokers: string | undefined,
  onBack: (name: ServiceName, clock: ToldClock) => void = () => undefined,
): Promise<OnKafka> {
  const { freePort } = await import('@mora/postgres');
  const clock = new ToldClock(start);
  const processes: Partial<Record<ServiceName, ServiceProcess>> = {};
  const elsewhere: Partial<Record<ServiceName, ServiceStarter>> = {};
  const moreLogs: string[] = [];
  for (const name of ALL_SERVICES) {
    const log = join(folder, `${name}.log`);
    const one = new ServiceProcess({ name, clock, port: await freePort(), log, onBack: () => onBack(name, clock) });
    processes[name] = one;
    elsewhere[name] = one.starter;
    moreLogs.push(log);
  }
  return {
    bus: kafkaBus(brokers),
    clock,
    moreLogs,
    elsewhere: elsewhere as OnKafka['elsewhere'],
    processes: processes as OnKafka['processes'],
  };
}
