import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verdictOf } from './checker.js';
import type { Finding } from './checks/finding.js';
import { runFuzz } from './fuzz.js';
import { Bank } from './generator.js';
import { readOptions } from './options.js';
import { runLine } from './line/run-line.js';
import { runNegotiation } from './negotiation/run-negotiation.js';
import { runOutreach } from './outreach/run-outreach.js';
import { runPoison } from './poison.js';
import { Report } from './report.js';
import { runFaults } from './run-faults.js';
import { stopAll, whileRuns } from './running.js';
import { Scene } from './scene.js';
import { startWorld, type World } from './world.js';

const options = readOptions(process.argv.slice(2), process.env['KAFKA_BROKERS']);
const report = new Report((line) => void process.stdout.write(`${line}\n`));

/** What was wrong: findings of the checker, and in words what else failed. */
type Wrong = { findings: Finding[]; others: string[] };

async function runParts(world: World, wrong: Wrong): Promise<void> {
  const { parts, seed, load } = options;
  const alone = !parts.has('faults');
  const scene = new Scene(world, new Bank(seed, alone ? { ...load, loans: 600, events: 3_000, days: 1 } : load));
  if (alone) await scene.calmDay();
  else wrong.findings.push(...(await runFaults(scene, options, report)).findings);
  if (parts.has('poison')) wrong.others.push(...(await runPoison(scene, report)));
  if (parts.has('fuzz')) wrong.others.push(...(await runFuzz(scene, seed, load.fuzzed, report)));
  const crashes = Object.values(world.services).flatMap(({ crashes }) => crashes);
  report.say(`ended by themselves: ${crashes.length}`);
  report.findings(crashes);
}

/** Asked to end in the middle: nothing that was started may stay behind. */
function giveUp(): never {
  report.say('faults: broken off by a signal — FAIL');
  process.exit(1);
}

async function main(folder: string): Promise<Wrong> {
  const wrong: Wrong = { findings: [], others: [] };
  const { seed, quick, parts, outreach, negotiation, line: load, all, brokers } = options;
  const began = performance.now();
  report.say(`seed ${seed}${quick ? ', quick' : ''}; data and logs in ${folder}`);
  const ofServices = parts.has('faults') || parts.has('poison') || parts.has('fuzz');
  if (ofServices) await brokenOff(wrong, () => inWorld(folder, wrong, began));
  if (parts.has('outreach')) {
    await brokenOff(wrong, async () => {
      wrong.others.push(...(await runOutreach(folder, seed, outreach, report)));
    });
  }
  if (parts.has('negotiation')) {
    await brokenOff(wrong, async () => {
      wrong.others.push(...(await runNegotiation(folder, seed, negotiation, report)));
    });
  }
  if (parts.has('line')) {
    await brokenOff(wrong, async () => {
      wrong.others.push(...(await runLine(folder, { seed, all, load, brokers }, report)));
    });
  }
  report.say(`seed ${seed}: ${Math.round((performance.now() - began) / 1000)} s in all`);
  return wrong;
}

/** A part that breaks off is a failure, and the others are run all the same. */
async function brokenOff(wrong: Wrong, part: () => Promise<void>): Promise<void> {
  try {
    await part();
  } catch (error) {
    report.say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    wrong.others.push('the run broke off');
  }
}

async function inWorld(folder: string, wrong: Wrong, began: number): Promise<void> {
  const world = await startWorld(folder, options.brokers);
  await whileRuns(world.stop, async () => {
    report.say(`PostgreSQL, Kafka and both services run after ${Math.round((performance.now() - began) / 1000)} s`);
    await runParts(world, wrong);
  });
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stopAll().then(giveUp));

const folder = await mkdtemp(join(tmpdir(), 'mora-faults-'));
await chmod(folder, 0o755); // a root user's PostgreSQL runs as another user, who must get in
const wrong = await main(folder).catch((error: unknown): Wrong => {
  report.say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return { findings: [], others: ['nothing could be run'] };
});
const failed = wrong.findings.length > 0 || wrong.others.length > 0;
if (failed || options.keep) report.say(`the folder is kept: ${folder}`);
else await rm(folder, { recursive: true, force: true });
report.say(verdictOf(wrong.findings, wrong.others));
process.exit(failed ? 1 : 0);
