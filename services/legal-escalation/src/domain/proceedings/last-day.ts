import { type CalendarDate, latest } from '@mora/kernel';
import type { JudgmentTitle } from './types.js';

/** The last day on which any part of it was to be performed: of a notarised instrument it may lie before its certificate. */
export const lastPerformBy = ({ parts, on }: Pick<JudgmentTitle, 'parts' | 'on'>): CalendarDate =>
  parts.map(({ performBy }) => performBy).reduce<CalendarDate>(latest, parts[0]?.performBy ?? on);

/** Whether interest is part of what was decided, as a sum or running until it is paid. */
export const grantsInterest = ({ general, interest }: Pick<JudgmentTitle, 'general' | 'interest'>): boolean =>
  general > 0 || interest !== undefined;
