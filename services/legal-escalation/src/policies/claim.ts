import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadLoanPolicies, SHIPPED } from '@mora/loan-maths/shipped';
import { InvariantViolated } from '@mora/kernel';
import type { ClaimTables } from '../domain/claim/maths.js';
import type { ProductRows } from '../domain/products.js';
import type { Versioned } from '../domain/versioned.js';

export type ClaimPolicies = Readonly<{
  tables: ClaimTables;
  /** As they are written: what loan maths has read of them keeps neither sources nor marks. */
  files: readonly Versioned[];
}>;

/**
 * Caps, loan prime rates and rates of delay by which a claim is computed: those that loan maths ships, unless the folder
 * has its own in `loan-maths/`. Each proves itself on its golden cases. Throws PolicyInvalid, and InvariantViolated also
 * where a product names caps that are not there.
 */
export function loadClaim(folder: string, products: readonly ProductRows[]): ClaimPolicies {
  const own = join(folder, 'loan-maths');
  const laws = existsSync(own) ? own : SHIPPED;
  const { caps, lpr, delayRates } = loadLoanPolicies(laws);
  const named = products.flatMap(({ rows }) => rows.map(({ caps: name }) => name));
  const unknown = named.find((name) => name !== null && !caps.some(({ id }) => id === name));
  if (unknown !== undefined) throw new InvariantViolated(`no caps are called ${unknown}`);
  return {
    tables: { caps, lpr, delayRates },
    files: ['lpr', 'caps', 'delay-interest'].flatMap((kind) => documentsIn(join(laws, kind))),
  };
}

const documentsIn = (folder: string): readonly Versioned[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Versioned);
