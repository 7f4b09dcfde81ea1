import { setTimeout as sleep } from 'node:timers/promises';
import { KilledService } from '../killed/killed-service.js';

/** So long whoever comes back meets what was left claimed, before the clock says that it is given up. */
const LEFT_MS = 400;
/** The sweeper gives a claim up after five minutes of the clock. */
export const GIVEN_UP_MS = 360_000;

/** Outreach, which claims what it sends. */
export class KilledOutreach extends KilledService {
  constructor(instant: number, port: number, log: string) {
    super({ name: 'outreach', instant, port, log });
  }

  /** The clock stands still until it is set: what the dead one has left claimed would be waited for for ever. */
  protected override isBack(): void {
    void sleep(LEFT_MS).then(() => this.set(this.now() + GIVEN_UP_MS));
  }
}
