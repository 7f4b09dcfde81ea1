import type { Part } from '../loan/part.js';
import type { PlansPart } from './types.js';

export const plansPart: Part<PlansPart> = {
  name: 'plans',
  start: { plans: [] },
  on: (part) => ({ part }),
};
