import type { ContactAnswered } from '../loan/event.js';
import type { LoanAt, LoanView } from '../loan/part.js';
import { surveyAsking } from '../people/surveys.js';

export type Words = Readonly<{
  templateId: string;
  requestId: string | null;
  /** Of a request: what its template prints. */
  facts: Readonly<Record<string, string>>;
}>;

/** Which template the contact is made with: the one of the step, or the one that another service has asked for. */
export function wordsOf(event: ContactAnswered, { parts, policies }: LoanView, { openDay }: LoanAt): Words | null {
  const request = parts.elsewhere.requests.find(({ contacts }) =>
    contacts.some(({ contactId }) => contactId === event.contactId),
  );
  if (request !== undefined) {
    return { templateId: request.template, requestId: request.requestId, facts: request.facts };
  }
  const survey = surveyAsking(event.contactId, { parts });
  if (survey !== undefined) {
    const { template: templateId } = policies.people.surveys.inForceOn(openDay).asking;
    return { templateId, requestId: survey.surveyId, facts: {} };
  }
  const step = event.step === null ? undefined : policies.strategies.inForceOn(openDay).steps[event.step];
  return step === undefined || step.template === null
    ? null
    : { templateId: step.template, requestId: null, facts: {} };
}
