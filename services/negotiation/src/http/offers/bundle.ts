import type { Bundle } from '../../bundle.js';

/** Offers: proposed, approved, disclosed and answered. */
export const bundle: Bundle = { controllers: [], providers: [] };
