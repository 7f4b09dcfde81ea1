/** What the runtime offers for injection: `@Inject(DATABASE) pool: pg.Pool`. */
export const DATABASE = Symbol('mora: the service’s pg.Pool');
export const CLOCK = Symbol('mora: the Clock port');
export const LANES = Symbol('mora: Lanes');
export const BROKER = Symbol('mora: Broker');
export const CONFIG = Symbol('mora: the service’s typed configuration');

/** The one clock: the wall in production, the scenario's in a simulation. Milliseconds of UTC. */
export interface Clock {
  now(): number;
  /** Tells whoever waits for an instant that time has jumped. The wall's never does. */
  onSet?(heard: () => void): void;
}

export const wallClock: Clock = { now: () => Date.now() };
