import { addDays, type CalendarDate, type PersonId } from '@mora/kernel';
import { id128 } from '../ids.js';
import type { ContactAnswered } from '../loan/event.js';
import type { LoanAt, LoanView, Said } from '../loan/part.js';
import { inRole } from '../loan/parts/parties.js';
import { neverLeft, whyReturned } from '../loan/still-wanted.js';
import type { Channel } from '../words.js';
import type { Survey } from './survey.part.js';

/** The step under which a survey is told: it is none of the strategy. */
export const SURVEY_STEP = 'survey';
/** Behind everything that is about money. */
const PRIORITY = 90;

/** One person who is asked by a message, as a service of the bank. */
export type SurveyAsk = Readonly<{
  contactId: string;
  personId: PersonId;
  tries: number;
  /** From the gate's yes on. */
  channel: Channel | null;
  /** `back`: the gate's yes came too late; the next close asks again. */
  state: 'open' | 'used' | 'back' | 'over';
}>;

type Asked = Readonly<{ survey: Survey; said: readonly Said[] }>;

/** At a close: whoever owes the loan is asked, and asked again where the message never left. */
export function askBy(survey: Survey, day: CalendarDate, view: LoanView): Asked {
  if (survey.state !== 'due') return { survey, said: [] };
  const known =
    survey.asks ?? inRole(view.parts.parties, 'borrower', day).map((personId) => askOf(survey, personId, 0));
  const said: Said[] = [];
  const asks = known.map((ask) => {
    const isNew = survey.asks === undefined;
    if (!isNew && ask.state !== 'back' && !(ask.state === 'used' && neverLeft(ask, view))) return ask;
    const next = isNew ? ask : askOf(survey, ask.personId, ask.tries + 1);
    said.push(wanted(survey, next, day, view));
    return next;
  });
  return said.length === 0 && survey.asks !== undefined ? { survey, said } : { survey: { ...survey, asks }, said };
}

/** What the gate says of one of them. */
export function answeredBy(survey: Survey, event: ContactAnswered, view: LoanView, at: LoanAt): Survey {
  const asks = survey.asks?.map((ask): SurveyAsk => {
    if (ask.contactId !== event.contactId || ask.state !== 'open') return ask;
    if (event.outcome !== 'allowed') return event.again === null ? { ...ask, state: 'over' } : ask;
    const isBack = whyReturned(event, view, at) !== null;
    return { ...ask, channel: event.channel, state: isBack ? 'back' : 'used' };
  });
  return asks?.some((ask, n) => ask !== survey.asks?.[n]) === true ? { ...survey, asks } : survey;
}

const askOf = ({ surveyId }: Survey, personId: PersonId, tries: number): SurveyAsk => ({
  contactId: id128(surveyId, personId, tries),
  personId,
  tries,
  channel: null,
  state: 'open',
});

function wanted(
  { until }: Survey,
  { contactId, personId }: SurveyAsk,
  day: CalendarDate,
  { loanId, versions, policies }: LoanView,
): Said {
  const { template: templateId, channels } = policies.people.surveys.inForceOn(day).asking;
  const nobody = { step: SURVEY_STEP, episodeId: null, arm: null };
  const asked = { contactId, loanId, personId, role: 'borrower', channels, byPreference: true, purpose: 'service' };
  const when = { priority: PRIORITY, on: addDays(day, 1), at: null, lapsesOn: until };
  return {
    type: 'contact-wanted',
    to: personId,
    data: { ...asked, ...when, templateId, sliceVersions: versions, ...nobody },
  };
}
