import { FOR_GOOD, type Judge } from '../judge.js';
import type { ContentRule } from '../pack.js';

/** The words must contain these, as their template declares it; words without a known template contain nothing. */
export const content =
  (rule: ContentRule): Judge =>
  ({ attempt, discloses, inputs }) => {
    const declared = attempt.templateId === null ? undefined : discloses(attempt.templateId);
    const lacks = rule.mustContain.filter((property) => declared?.has(property) !== true);
    inputs[`content:${rule.id}`] = lacks.length === 0;
    return lacks.length === 0 ? null : FOR_GOOD;
  };
