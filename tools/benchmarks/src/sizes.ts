import type { ChunkPathSize } from './lines/chunk-path.js';
import type { DayRollSize } from './lines/day-roll.js';
import type { GateSize } from './lines/gate.js';
import type { KafkaPathSize } from './lines/kafka-path.js';
import type { LatencySize } from './lines/latency.js';
import type { LimitationRollSize } from './lines/limitation-roll.js';

/** How much of everything a run does. */
export type Sizes = Readonly<{
  /** How long each case waits at most for a quiet machine. */
  patienceMs: number;
  gate: GateSize;
  chunkPath: ChunkPathSize;
  /** Whether outreach's chunk paths are measured without being asked for by name. */
  outreachUnasked: boolean;
  kafkaPath: KafkaPathSize;
  latency: LatencySize;
  backlogEvents: number;
  /** Null where it would take too long for this run. */
  dayRoll: DayRollSize | null;
  limitationRoll: LimitationRollSize;
}>;

/** Three minutes in all: enough to see that a line has gone astray. */
export const QUICK: Sizes = {
  patienceMs: 500,
  gate: { decisions: 20_000, rounds: 3 },
  chunkPath: { loans: 6_000, paymentsPerLoan: 2, rounds: 4 },
  outreachUnasked: false,
  kafkaPath: { loans: 6_000, eventsPerRound: 4_000, rounds: 3, naiveEvents: 250 },
  latency: { seconds: 5 },
  backlogEvents: 50_000,
  dayRoll: null,
  limitationRoll: { few: 100_000, many: null, alerts: 2_000, days: 5 },
};

export const FULL: Sizes = {
  patienceMs: 2_000,
  gate: { decisions: 100_000, rounds: 5 },
  chunkPath: { loans: 20_000, paymentsPerLoan: 3, rounds: 7 },
  outreachUnasked: true,
  kafkaPath: { loans: 20_000, eventsPerRound: 12_000, rounds: 5, naiveEvents: 1_000 },
  latency: { seconds: 30 },
  backlogEvents: 1_000_000,
  dayRoll: { few: 100_000, many: 4_000_000, changing: 10_000, days: 7 },
  limitationRoll: { few: 100_000, many: 4_000_000, alerts: 10_000, days: 7 },
};
