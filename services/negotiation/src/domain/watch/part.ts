import type { Part } from '../loan/part.js';
import type { WatchPart } from './types.js';

export const watchPart: Part<WatchPart> = {
  name: 'watch',
  start: { watches: [], reviewed: false },
  on: (part) => ({ part }),
};
