import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadLoanPolicies, SHIPPED } from '@mora/loan-maths/shipped';
import type { MenuPolicies } from '../domain/menu/rules.js';
import type { Versioned } from '../domain/versioned.js';
import { loadForbearance } from './forbearance.js';
import { loadProducts } from './products.js';

/**
 * What can be offered and at what price. Caps, loan prime rates and orders of allocation are those that loan maths ships,
 * unless the folder has its own in `loan-maths/`. Throws ContractViolation, PolicyInvalid and InvariantViolated.
 */
export function loadMenu(folder: string): MenuPolicies {
  const own = join(folder, 'loan-maths');
  const laws = existsSync(own) ? own : SHIPPED;
  const maths = loadLoanPolicies(laws);
  return {
    products: loadProducts(folder, maths),
    forbearance: loadForbearance(folder, maths),
    maths,
    laws: ['lpr', 'caps', 'allocation'].flatMap((kind) => documentsIn(join(laws, kind))),
  };
}

/** As they are written: what loan maths has read of them keeps neither sources nor marks. */
const documentsIn = (folder: string): readonly Versioned[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Versioned);
