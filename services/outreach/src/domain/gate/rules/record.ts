import type { Judge } from '../judge.js';
import type { RecordRule } from '../pack.js';

/** Never objects: tells call logs, visit logs and retention what this contact obliges to. */
export const record =
  (rule: RecordRule): Judge =>
  ({ inputs }) => {
    inputs[`record:${rule.id}`] = [...rule.what, ...(rule.retain === null ? [] : [`keep ${rule.retain}`])].join(', ');
    return null;
  };
