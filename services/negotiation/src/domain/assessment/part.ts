import type { Part } from '../loan/part.js';
import type { AssessmentPart } from './types.js';

export const assessmentPart: Part<AssessmentPart> = {
  name: 'assessment',
  start: { current: null, proofs: [], wanted: [], wantedBy: null, resumes: 0 },
  on: (part) => ({ part }),
};
