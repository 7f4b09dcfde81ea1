import { calendarDate } from '@mora/kernel';
import type { At, Outcome } from '../reactor.js';
import { type Toy, type ToyEvent, ToyReactor } from './toy-reactor.js';

/** A toy that can be made to refuse, or to break over, any kind of event. */
export class MoodyReactor extends ToyReactor {
  readonly refusesKinds = new Set<ToyEvent['kind']>();
  /** Subjects whose states cannot be read. */
  readonly unloadable = new Set<string>();
  /** The first day for which there are rules. */
  startsOn = calendarDate('2000-01-01');
  /** What a refusal says of itself. */
  detail = '';
  /** Timers that one that fires clears. */
  clears: readonly string[] = [];

  override async load(...args: Parameters<ToyReactor['load']>): Promise<Map<string, Toy>> {
    const [, subjects] = args;
    if (subjects.some((subject) => this.unloadable.has(subject))) throw new TypeError('the state is torn');
    return super.load(...args);
  }

  override decide(known: Toy | null, event: ToyEvent, at: At): Outcome<Toy> {
    if (this.refusesKinds.has(event.kind)) {
      return { kind: 'refused', because: `${event.kind}-refused`, detail: this.detail };
    }
    const outcome = super.decide(known, event, at);
    if (event.kind !== 'timer' || outcome.kind === 'refused') return outcome;
    return { ...outcome, clearTimers: this.clears };
  }
}
