import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadLoanPolicies } from '@mora/loan-maths/shipped';
import type { MenuPolicies } from '../domain/menu/rules.js';
import { loadForbearance } from './forbearance.js';
import { loadProducts } from './products.js';

/**
 * What can be offered and at what price. Caps, loan prime rates and orders of allocation are those that loan maths ships,
 * unless the folder has its own in `loan-maths/`. Throws ContractViolation, PolicyInvalid and InvariantViolated.
 */
export function loadMenu(folder: string): MenuPolicies {
  const own = join(folder, 'loan-maths');
  return {
    products: loadProducts(folder),
    forbearance: loadForbearance(folder),
    maths: loadLoanPolicies(existsSync(own) ? own : undefined),
  };
}
