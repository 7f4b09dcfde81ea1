import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { classify, LineUnreadable, loadPolicies, Policies, readPolicySet } from '@mora/delinquency-classification';
import type { ClassifyFlags } from '../commands/classify.js';
import { EXIT, Failure } from '../failure.js';

/** Runs the rules over a file, and sets the exit code. */
export async function runClassify({ policy, policyFolder, events }: ClassifyFlags): Promise<void> {
  await access(events).catch(() => {
    throw new Failure(`There is no file ${events}.`, EXIT.usage);
  });
  const lines = createInterface({ input: createReadStream(events), crlfDelay: Infinity });
  const result = await classify(lines, policiesOf(policy, policyFolder), write).catch((error: unknown) => {
    if (error instanceof LineUnreadable) throw new Failure(`${events}: ${error.message}`);
    throw error;
  });
  const { events: taken, days, loans, held } = result;
  process.stderr.write(`${taken} events, ${days} days, ${loans} loans, ${held} held.\n`);
  if (held > 0) process.exitCode = EXIT.rejections;
}

/** Waits where the reader of the output is slower than the rules. */
async function write(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
}

/** The named tables and schemes; where none of a kind is named, those that are usual. */
function policiesOf(ids: string | undefined, folder: string | undefined): Policies {
  try {
    const usual = loadPolicies(folder);
    if (ids === undefined) return usual;
    const names = ids.split(',');
    const set = readPolicySet(folder);
    const among = (ladders: readonly Readonly<{ id: string }>[]) =>
      names.filter((name) => ladders.some(({ id }) => id === name));
    const [tables, schemes] = [among(set.tables), among(set.schemes)];
    const strange = names.filter((name) => !tables.includes(name) && !schemes.includes(name));
    if (strange.length > 0) throw new Failure(`There is no policy ${strange.join(', ')}. There are: ${idsOf(set)}.`);
    const or = (named: readonly string[], otherwise: readonly string[]) => (named.length > 0 ? named : otherwise);
    const { active } = usual;
    return new Policies(set, { tables: or(tables, active.tables), schemes: or(schemes, active.schemes) });
  } catch (error) {
    throw new Failure(error instanceof Error ? error.message : String(error), EXIT.usage);
  }
}

const idsOf = ({ tables, schemes }: ReturnType<typeof readPolicySet>): string =>
  [...new Set([...tables, ...schemes].map(({ id }) => id))].join(', ');
