import { addDays, type CalendarDate } from '@mora/kernel';
import type { SurveyCause, SurveyKind, SurveyRules } from './rules.js';

/** Somebody is to be asked from this day on, and may answer until that one. */
export type SurveyDue = Readonly<{ kind: SurveyKind; cause: SurveyCause; dueOn: CalendarDate; until: CalendarDate }>;

/** What follows from something that has ended on a day. */
export const surveysAfter = ({ surveys }: SurveyRules, cause: SurveyCause, on: CalendarDate): readonly SurveyDue[] =>
  surveys
    .filter(({ after }) => after === cause)
    .map(({ kind, days, answerWithinDays }) => {
      const dueOn = addDays(on, days);
      return { kind, cause, dueOn, until: addDays(dueOn, answerWithinDays) };
    });
