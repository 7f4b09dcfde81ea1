import type { Part } from '../loan/part.js';
import type { OffersPart } from './types.js';

export const offersPart: Part<OffersPart> = {
  name: 'offers',
  start: { offers: [], history: [], counters: 0 },
  on: (part) => ({ part }),
};
