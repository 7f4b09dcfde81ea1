import type { Bundle } from '../../bundle.js';

/** Plans in force, what the ledger was asked, the calculator, and what stood before Mora. */
export const bundle: Bundle = { controllers: [], providers: [] };
