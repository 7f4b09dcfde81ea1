import { FOR_GOOD, type Judge } from '../judge.js';
import type { PlaceRule } from '../pack.js';

/** Kinds of places and lines at which a person is not to be met. */
export const place =
  (rule: PlaceRule): Judge =>
  ({ attempt, inputs }) => {
    const kind = attempt.pointKind;
    inputs['point-kind'] = kind ?? 'none';
    return (kind === 'address' || kind === 'workplace') && rule.barred.includes(kind) ? FOR_GOOD : null;
  };
