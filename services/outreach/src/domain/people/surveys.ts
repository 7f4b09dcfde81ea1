import { addDays, type CalendarDate } from '@mora/kernel';
import type { LoanView } from '../loan/part.js';
import type { SurveyCause, SurveyKind, SurveyRules } from './rules.js';
import type { Survey } from './survey.part.js';

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

/** The survey that a contact asks for; none where it is of something else, or was answered by now. */
export const surveyAsking = (contactId: string, { parts }: Pick<LoanView, 'parts'>): Survey | undefined =>
  parts.survey.surveys.find(({ asks }) => asks?.some((ask) => ask.contactId === contactId) === true);
