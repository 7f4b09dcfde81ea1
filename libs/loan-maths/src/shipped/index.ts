import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AllocationOrders } from '../allocation/orders.js';
import type { CapRules } from '../caps/caps.js';
import type { LprTable } from '../caps/lpr.js';
import type { DelayRates } from '../delay-interest/delay-interest.js';
import { readAllocationOrders } from '../documents/allocation-orders.js';
import { readCapRules } from '../documents/cap-rules.js';
import { readDelayRates } from '../documents/delay-rates.js';
import { readLprTable } from '../documents/lpr-table.js';

/** The policies of this library, each list in the order of its file names. */
export type LoanPolicies = Readonly<{
  lpr: LprTable;
  caps: readonly CapRules[];
  orders: readonly AllocationOrders[];
  delayRates: DelayRates;
}>;

/** The policies that are shipped, at the root of this library's `policies/`. */
export const SHIPPED = fileURLToPath(new URL('../../policies/', import.meta.url));

/**
 * Reads and proves the policies of a folder with `lpr/`, `caps/`, `allocation/` and `delay-interest/`. Throws
 * PolicyInvalid for a file that is no policy, InvariantViolated for one that fails its golden cases. The one place of
 * this library that reads files: it is called at a service's start, never from a domain.
 */
export function loadLoanPolicies(folder: string = SHIPPED): LoanPolicies {
  const lpr = readLprTable(one(join(folder, 'lpr')));
  return {
    lpr,
    caps: all(join(folder, 'caps')).map((document) => readCapRules(document, lpr)),
    orders: all(join(folder, 'allocation')).map(readAllocationOrders),
    delayRates: readDelayRates(one(join(folder, 'delay-interest'))),
  };
}

function one(folder: string): unknown {
  const documents = all(folder);
  if (documents.length !== 1) throw new RangeError('one policy file is expected here, no more and no less');
  return documents[0];
}

const all = (folder: string): readonly unknown[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown);
