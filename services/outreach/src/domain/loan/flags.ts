import type { Flag } from '../words.js';
import type { LoanState } from './state.js';
import { personFlags } from './parts/parties.js';

/** What restrains contact about the loan: what its parts say, and what is known of those who owe it. */
export const flagsOf = (parts: LoanState['parts'], slices: LoanState['slices']): readonly Flag[] => [
  ...new Set([...Object.values(slices).flatMap(({ flags }) => flags), ...personFlags(parts.parties)]),
];
