import {
  outreachContactReported,
  outreachContactWanted,
  outreachContactWithdrawn,
  outreachLoanFacts,
  outreachPersonTouched,
} from '@mora/contracts';
import { restriction, when } from '@mora/runtime';
import type { PersonEvent } from '../../domain/person/event.js';

/**
 * What the lanes of loans tell the lane of a person. What restricts or has happened is taken of a held person too;
 * what asks for a contact waits.
 */
export const accepts = [
  when(outreachLoanFacts, ({ data }): PersonEvent => {
    const { loanId, role, slice, version, flags, facts } = data;
    return { kind: 'loan-facts', loanId, role, slice, copy: { version, flags, facts } };
  }),
  when(outreachContactWanted, ({ data }): PersonEvent => {
    const { contactId, loanId, role, channels, byPreference, purpose, priority, on, at, lapsesOn, templateId } = data;
    const { sliceVersions: versions, step, episodeId, arm } = data;
    const about = { step, episodeId, arm };
    const asked = { contactId, loanId, role, channels, byPreference, purpose, priority, on, at, lapsesOn, templateId };
    return { kind: 'wanted', wanted: { ...asked, versions, about } };
  }),
  restriction(outreachContactWithdrawn, ({ data }): PersonEvent => {
    const { loanId, contactId } = data;
    return { kind: 'withdrawn', loanId, contactId };
  }),
  restriction(outreachContactReported, ({ data }): PersonEvent => {
    return { kind: 'reported', reported: { ...data, at: Date.parse(data.at) } };
  }),
  restriction(outreachPersonTouched, ({ data }): PersonEvent => {
    const { loanId, change } = data;
    return { kind: 'touched', loanId, touch: change };
  }),
];
