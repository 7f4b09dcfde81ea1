import type pg from 'pg';
import { LegalReactor, LoanRepository, loadPolicies } from '@mora/legal-escalation';
import { type Engine, engineOf, ensureLanes, inTransaction, type Reactor, silent, wallClock } from '@mora/runtime';

type EngineOf<R> = R extends Reactor<infer S, infer E> ? Engine<S, E> : never;
export type LegalEngine = EngineOf<LegalReactor>;

/** Legal escalation on this database, in one lane. */
export async function legalOn(pool: pg.Pool): Promise<LegalEngine> {
  const timeZone = 'Asia/Shanghai';
  const reactor = new LegalReactor(new LoanRepository(), loadPolicies(), { TIME_ZONE: timeZone });
  await inTransaction(pool, (tx) => ensureLanes(tx, reactor.space, 1));
  const service = 'legal-escalation';
  return engineOf({ service, reactor, pool, clock: wallClock, signals: silent, partitions: 1, timeZone });
}
