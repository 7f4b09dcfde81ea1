import type { Plan } from '../plans/types.js';

const OPEN: ReadonlySet<Plan['state']> = new Set(['awaiting', 'differs', 'rejected', 'timed-out', 'active', 'at-risk']);

/** Whether a plan stands in the way of another one. */
export const isOpenPlan = ({ state }: Pick<Plan, 'state'>): boolean => OPEN.has(state);
