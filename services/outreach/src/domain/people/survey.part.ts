import type { CalendarDate } from '@mora/kernel';
import { id128 } from '../ids.js';
import type { LoanEvent } from '../loan/event.js';
import type { LoanView, Part, Said, Step, Write } from '../loan/part.js';
import type { DecisionAt } from '../words.js';
import type { SurveyAnswer } from './commands.js';
import type { SurveyCause } from './rules.js';
import { seenOf } from './seen.js';
import { refused, type Seen, unchanged } from './step.js';
import { answeredBy, askBy, type SurveyAsk } from './survey-asks.js';
import { type SurveyDue, surveysAfter } from './surveys.js';

export type Survey = SurveyDue &
  Readonly<{
    surveyId: string;
    state: 'waiting' | 'due';
    /** Who is asked by a message; not there as long as nobody is. */
    asks?: readonly SurveyAsk[];
  }>;

/** Whom to ask how it went, and from which day on (S51). */
export type SurveyPart = Readonly<{ surveys: readonly Survey[] }>;

export const surveyPart: Part<SurveyPart> = {
  name: 'survey',
  start: { surveys: [] },
  on(part, event, view, at): Step<SurveyPart> {
    if (event.kind === 'contact-answered') {
      const surveys = part.surveys.map((one) => answeredBy(one, event, view, at));
      const isSame = surveys.every((one, n) => one === part.surveys[n]);
      return isSame ? unchanged(part) : { part: { surveys }, reviewOn: at.openDay };
    }
    if (!CONCERNED.has(event.kind)) return unchanged(part);
    const step = onSurvey(part, event, seenOf(view), at);
    return event.kind === 'day-closed' ? asking(step, event.day, view) : step;
  },
};

/** Who is due is asked by a message too, if the gate lets it; people may always ask by themselves. */
function asking(step: Step<SurveyPart>, day: CalendarDate, view: LoanView): Step<SurveyPart> {
  const said: Said[] = [];
  const surveys = step.part.surveys.map((one) => {
    const asked = askBy(one, day, view);
    said.push(...asked.said);
    return asked.survey;
  });
  if (surveys.every((one, n) => one === step.part.surveys[n])) return step;
  return { ...step, part: { surveys }, said: [...(step.said ?? []), ...said] };
}

const CONCERNED: ReadonlySet<string> = new Set([
  'cured',
  'plan',
  'close-say',
  'arrears-started',
  'day-closed',
  'survey-answer',
]);

export function onSurvey(part: SurveyPart, event: LoanEvent, seen: Seen, at: DecisionAt): Step<SurveyPart> {
  switch (event.kind) {
    case 'cured':
      return event.by === 'paid' ? follow(part, 'cured', seen, at) : unchanged(part);
    case 'plan':
      // Its own day, as it may be told of before the close of that day or behind it.
      return event.state === 'completed' ? follow(part, 'plan-completed', seen, at, event.on) : unchanged(part);
    case 'close-say':
      return event.outcome === 'settled' ? follow(part, 'complaint-closed', seen, at) : unchanged(part);
    case 'arrears-started':
      return drop(part, seen);
    case 'day-closed':
      return closeDay(part, seen, at);
    case 'survey-answer':
      return answer(part, event, seen, at);
    default:
      return unchanged(part);
  }
}

function follow(
  part: SurveyPart,
  cause: SurveyCause,
  seen: Seen,
  { openDay }: DecisionAt,
  on: CalendarDate = openDay,
): Step<SurveyPart> {
  const due = surveysAfter(seen.rules.surveys.inForceOn(openDay), cause, on);
  const added = due.map((one, n): Survey => ({
    ...one,
    surveyId: id128('survey', seen.loanId, seen.eventId, n),
    state: 'waiting',
  }));
  const next = { surveys: [...part.surveys, ...added] };
  return { part: next, writes: added.map((one) => rowOf(one, seen, one.state)), ...review(next) };
}

/** Nobody is asked how it went while it goes wrong again. */
function drop(part: SurveyPart, seen: Seen): Step<SurveyPart> {
  const dropped = part.surveys.filter(({ cause, state }) => cause === 'cured' && state === 'waiting');
  if (dropped.length === 0) return unchanged(part);
  const surveys = part.surveys.filter((one) => !dropped.includes(one));
  return { part: { surveys }, writes: dropped.map((one) => rowOf(one, seen, 'dropped')) };
}

function closeDay(part: SurveyPart, seen: Seen, { openDay }: DecisionAt): Step<SurveyPart> {
  const over = part.surveys.filter(({ until }) => until <= openDay);
  const due = part.surveys.filter((one) => !over.includes(one) && one.state === 'waiting' && one.dueOn <= openDay);
  if (over.length === 0 && due.length === 0) return { part, ...review(part) };
  const surveys = part.surveys
    .filter((one) => !over.includes(one))
    .map((one): Survey => (due.includes(one) ? { ...one, state: 'due' } : one));
  const next = { surveys };
  const writes = [...over.map((one) => rowOf(one, seen, 'lapsed')), ...due.map((one) => rowOf(one, seen, 'due'))];
  return { part: next, writes, ...review(next) };
}

function answer(part: SurveyPart, event: SurveyAnswer, seen: Seen, at: DecisionAt): Step<SurveyPart> {
  const { surveyId, score, codes } = event;
  const survey = part.surveys.find((one) => one.surveyId === surveyId);
  if (survey === undefined) return refused(part, 'survey-not-open', 'nothing is asked under this id');
  const { kind, dueOn } = survey;
  const answered = { answeredOn: at.openDay, score, codes };
  return {
    part: { surveys: part.surveys.filter((one) => one !== survey) },
    said: [{ type: 'survey-answered', data: { surveyId, kind, dueOn, ...answered } }],
    writes: [rowOf(survey, seen, 'answered', answered)],
  };
}

function review({ surveys }: SurveyPart): { reviewOn?: CalendarDate } {
  const [first] = surveys.map(({ state, dueOn, until }) => (state === 'waiting' ? dueOn : until)).toSorted();
  return first === undefined ? {} : { reviewOn: first };
}

export type SurveyRow = Readonly<{
  loanId: string;
  survey: Survey;
  state: 'waiting' | 'due' | 'answered' | 'lapsed' | 'dropped';
  answered: Readonly<{ answeredOn: CalendarDate; score: number | null; codes: readonly string[] }> | null;
}>;

const rowOf = (
  survey: Survey,
  { loanId }: Seen,
  state: SurveyRow['state'],
  answered: SurveyRow['answered'] = null,
): Write => ({ table: 'survey', row: { loanId, survey, state, answered } satisfies SurveyRow });
