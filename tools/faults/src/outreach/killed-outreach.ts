import { setTimeout as sleep } from 'node:timers/promises';
import { ServiceProcess, type ToldClock } from '@mora/scenario';

/** So long whoever comes back meets what was left claimed, before the clock says that it is given up. */
const LEFT_MS = 400;
/** The sweeper gives a claim up after five minutes of the clock. */
export const GIVEN_UP_MS = 360_000;

/**
 * Outreach, which claims what it sends. The clock stands still until it is set: what the dead one has left claimed would
 * be waited for for ever.
 */
export const killedOutreach = (clock: ToldClock, port: number, log: string): ServiceProcess =>
  new ServiceProcess({
    name: 'outreach',
    clock,
    port,
    log,
    onBack: () => void sleep(LEFT_MS).then(() => clock.set(clock.now() + GIVEN_UP_MS)),
  });
