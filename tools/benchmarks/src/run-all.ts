import { backlog } from './lines/backlog.js';
import { chunkPath, prepareChunkPaths } from './lines/chunk-path.js';
import { dayRoll } from './lines/day-roll.js';
import { gateDecisions } from './lines/gate.js';
import { classificationThroughKafka, ingestionThroughKafka } from './lines/kafka-path.js';
import { latency } from './lines/latency.js';
import { limitationRoll } from './lines/limitation-roll.js';
import { outreachChunks } from './lines/outreach-chunk.js';
import { type DatabaseServer, startDatabaseServer } from './machines/database-server.js';
import { type KafkaSystem, openKafkaSystem } from './machines/kafka-system.js';
import { type Result, skipped, table } from './measure/result.js';
import { disturbances, waitForQuiet } from './measure/rounds.js';
import type { Sizes } from './sizes.js';

/** Runs all parts, or the one that is named (`gate`, `outreach`, `chunk`, `kafka`, `memory`, `days`, `limitation`), and ends with the table of their results. */
export async function runAll(sizes: Sizes, only: string | null): Promise<void> {
  waitForQuiet(sizes.patienceMs);
  const server = await startDatabaseServer();
  const results: Result[] = [];
  const add = (...found: Result[]): void => {
    results.push(...found);
    for (const { line, measured } of found) process.stdout.write(`  ${line}: ${measured}\n`);
  };
  try {
    if (only === null || only === 'gate') add(...(await gateDecisions(sizes.gate)));
    if (only === 'outreach' || (only === null && sizes.outreachUnasked)) {
      add(...(await outreachChunks(server, sizes.chunkPath)));
    } else if (only === null) add(skipped('outreach: chunk paths', 'only the full run does, or --only outreach'));
    if (only === null || OF_SERVICES.includes(only)) await measureServices(server, sizes, only, add);
    if (only === null || only === 'days') add(await daysOr(server, sizes));
    if (only === null || only === 'limitation') add(await limitationRoll(server, sizes.limitationRoll));
    if (disturbances() > 0) process.stdout.write(`\n${DISTURBED(disturbances())}\n`);
    process.stdout.write(`\n${table(results)}\n`);
  } finally {
    await server.stop();
  }
}

const OF_SERVICES = ['chunk', 'kafka', 'memory'];

const DISTURBED = (cases: number): string =>
  `The machine was busy with other work in ${cases} of the cases: trust the ratios less, and the rates not at all.`;

const daysOr = (server: DatabaseServer, { dayRoll: size }: Sizes): Promise<Result> | Result =>
  size === null ? skipped('day roll, 4M loans / 100k loans', 'only the full run does') : dayRoll(server, size);

async function measureServices(
  server: DatabaseServer,
  sizes: Sizes,
  only: string | null,
  add: (...results: Result[]) => void,
): Promise<void> {
  if (only === 'memory') return withKafka(server, async (kafka) => add(...(await backlog(kafka, sizes.backlogEvents))));
  const paths = await prepareChunkPaths(server, sizes.chunkPath);
  if (only !== 'kafka') {
    add(await chunkPath(server, paths.intake, sizes.chunkPath.rounds));
    add(await chunkPath(server, paths.classification, sizes.chunkPath.rounds));
  }
  if (only === 'chunk') return;
  await withKafka(server, async (kafka) => {
    add(...(await ingestionThroughKafka(server, kafka, paths, sizes.kafkaPath)));
    add(await classificationThroughKafka(server, kafka, paths, sizes.kafkaPath));
    add(await latency(kafka, sizes.latency));
    add(...(await backlog(kafka, sizes.backlogEvents)));
  });
}

async function withKafka(server: DatabaseServer, work: (kafka: KafkaSystem) => Promise<void>): Promise<void> {
  const kafka = await openKafkaSystem(server);
  try {
    await work(kafka);
  } finally {
    await kafka.stop();
  }
}
