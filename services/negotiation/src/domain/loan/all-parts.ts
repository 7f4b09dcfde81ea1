import { assessmentPart } from '../assessment/part.js';
import { offersPart } from '../offers/part.js';
import { plansPart } from '../plans/part.js';
import { roundPart } from '../round/part.js';
import { tallyPart } from '../tally/part.js';
import { watchPart } from '../watch/part.js';
import type { Part, PartName } from './part.js';
import { arrearsPart } from './parts/arrears.js';
import { elsewherePart } from './parts/elsewhere.js';
import { ledgerPart } from './parts/ledger.js';
import { partiesPart } from './parts/parties.js';
import { pastPart } from './parts/past.js';
import type { LoanState } from './state.js';

type Parts = LoanState['parts'];

/** The order in which the parts take an event: a part sees what those before it have made of it. */
export const PARTS: { readonly [K in PartName]: Part<Parts[K]> } = {
  ledger: ledgerPart,
  arrears: arrearsPart,
  parties: partiesPart,
  past: pastPart,
  elsewhere: elsewherePart,
  round: roundPart,
  assessment: assessmentPart,
  offers: offersPart,
  plans: plansPart,
  tally: tallyPart,
  watch: watchPart,
};

export const PART_NAMES = Object.keys(PARTS) as readonly PartName[];
