import { createHash } from 'node:crypto';

/**
 * What a provider does wrong. `drop`: cut before anything is taken. `timeout-after-accept`: taken, and never a
 * word of it. `double-receipt`: told twice. `reject`: refused. `receipt-first`: that it has arrived is told before the
 * answer, and that it was sent comes last.
 */
export const FAULTS = ['drop', 'timeout-after-accept', 'double-receipt', 'reject', 'receipt-first'] as const;
export type Fault = (typeof FAULTS)[number];

/** Of a thousand messages, how many meet each. */
export type Faults = Readonly<Partial<Record<Fault, number>>>;

const MILLE = 1_000;

/** Which fault a message meets: by the seed and its key alone, so that a run can be run again. */
export function faultOf(faults: Faults, seed: number, key: string): Fault | null {
  const drawn = createHash('sha256').update(`${seed}|${key}`).digest().readUInt32BE(0) % MILLE;
  let below = 0;
  for (const fault of FAULTS) {
    below += faults[fault] ?? 0;
    if (drawn < below) return fault;
  }
  return null;
}
