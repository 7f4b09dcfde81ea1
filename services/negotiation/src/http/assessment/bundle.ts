import type { Bundle } from '../../bundle.js';

/** What a borrower can afford, and where the figures behind it lie sealed. */
export const bundle: Bundle = { controllers: [], providers: [] };
