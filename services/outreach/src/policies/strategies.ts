import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Effective, InvariantViolated } from '@mora/kernel';
import { findingsIn } from '../domain/strategy/prove.js';
import type { Strategies, Strategy } from '../domain/strategy/table.js';
import { readStrategy } from './strategy-schema.js';

/**
 * The strategies of a folder of policies, one file a version, each in force from its own date.
 * Throws ContractViolation for a file that is no strategy, InvariantViolated for one that must not be used.
 */
export function loadStrategies(folder: string): Strategies {
  const files = readdirSync(join(folder, 'strategies'))
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => readStrategy(JSON.parse(readFileSync(join(folder, 'strategies', name), 'utf8'))));
  for (const file of files) prove(file);
  return new Effective(files);
}

function prove(strategy: Strategy): void {
  const [first] = findingsIn(strategy);
  if (first !== undefined) throw new InvariantViolated(`strategy ${strategy.id} v${strategy.version}: ${first}`);
}
