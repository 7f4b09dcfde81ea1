import { runAll } from './run-all.js';
import { FULL, QUICK } from './sizes.js';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } } });

await runAll(values.quick ? QUICK : FULL, values.only ?? null);
