import type { Part } from '../loan/part.js';
import { assessed } from './assessed.js';
import { documentJudged, documentsGiven } from './documents.js';
import { DOCUMENTS, over, paused, resumed, timerKey } from './step.js';
import type { AssessmentPart } from './types.js';

/** What is known of a borrower's means, without an amount: the verdict, the documents, and what is still wanted. */
export const assessmentPart: Part<AssessmentPart> = {
  name: 'assessment',
  start: { current: null, proofs: [], verifyBy: null, wanted: [], wantedBy: null, restDays: null, resumes: 0 },
  on(part, event, view, at) {
    switch (event.kind) {
      case 'assess':
        return assessed(part, event, { view, at });
      case 'documents':
        return documentsGiven(part, event, { view, at });
      case 'proof-verified':
        return documentJudged(part, event, { view, at });
      case 'timer': {
        const isOurs = event.timer === DOCUMENTS && event.key === timerKey(view.loanId, part.resumes);
        if (!isOurs || part.wantedBy === null || part.restDays !== null) return { part };
        return { part, tell: [{ kind: 'documents-missing', on: part.wantedBy }] };
      }
      default:
        return { part };
    }
  },
  hear(part, inner, view, at) {
    switch (inner.kind) {
      case 'paused':
        return paused(part, { view, at });
      case 'resumed':
        return resumed(part, inner.leastDays, view.parts.round.open, { view, at });
      case 'round-over':
        return over(part, inner.roundId, { view, at });
      default:
        return { part };
    }
  },
};
