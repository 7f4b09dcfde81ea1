import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { classify, LineUnreadable } from '@mora/delinquency-classification';
import type { ClassifyFlags } from '../commands/classify.js';
import { EXIT, Failure } from '../failure.js';
import { type Intake, intakeOf, throughIntake } from './intake-lines.js';
import { policiesOf } from './policies-of.js';
import { SHIPPED_SOURCES, sourcesOf } from './sources-of.js';

/** Runs the rules over a file, and sets the exit code. */
export async function runClassify({ policy, policyFolder, events, sources }: ClassifyFlags): Promise<void> {
  await access(events).catch(() => {
    throw new Failure(`There is no file ${events}.`, EXIT.usage);
  });
  const policies = policiesOf(policy, policyFolder);
  const read = () => createInterface({ input: createReadStream(events), crlfDelay: Infinity });
  const intake = await intakeOf(read(), () => sourcesOf(sources ?? SHIPPED_SOURCES));
  const lines = intake === null ? read() : throughIntake(read(), intake, write);
  const result = await classify(lines, policies, write).catch((error: unknown) => {
    if (error instanceof LineUnreadable) throw new Failure(`${events}: ${error.message}`);
    throw error;
  });
  const { events: taken, days, loans, held } = result;
  process.stderr.write(`${taken} events, ${days} days, ${loans} loans, ${held} held.\n`);
  if (intake !== null) process.stderr.write(leftWords(intake));
  if (held > 0 || (intake?.rejected ?? 0) > 0) process.exitCode = EXIT.rejections;
}

function leftWords({ rejected, run }: Intake): string {
  const { openDay, gaps, early } = run.left;
  const waiting = `${gaps} loans behind a gap, ${early} records of days to come`;
  return `Of the ledgers' records ${rejected} rejected; waiting: ${waiting}. ${openDay} is open.\n`;
}

/** Waits where the reader of the output is slower than the rules. */
async function write(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
}
