import type { CalendarDate } from '@mora/kernel';
import { noticesPart } from '../notices/part.js';
import { placementPart } from '../people/placement.part.js';
import { surveyPart } from '../people/survey.part.js';
import { workPart } from '../people/work.part.js';
import { promisesPart } from '../promises/part.js';
import { saysPart } from '../says/part.js';
import type { Slice } from '../words.js';
import type { Part, PartName, SliceContent } from './part.js';
import { arrearsPart } from './parts/arrears.js';
import { elsewherePart } from './parts/elsewhere.js';
import { ladderPart } from './parts/ladder.js';
import { ledgerPart } from './parts/ledger.js';
import { partiesPart } from './parts/parties.js';
import type { LoanState } from './state.js';

type Parts = LoanState['parts'];

/** The order in which the parts take an event: a part sees what those before it have made of it. */
export const PARTS: { readonly [K in PartName]: Part<Parts[K]> } = {
  ledger: ledgerPart,
  arrears: arrearsPart,
  parties: partiesPart,
  elsewhere: elsewherePart,
  says: saysPart,
  promises: promisesPart,
  placement: placementPart,
  survey: surveyPart,
  work: workPart,
  notices: noticesPart,
  ladder: ladderPart,
};

export const PART_NAMES = Object.keys(PARTS) as readonly PartName[];

/** What a part has to tell the lanes of the persons on a day. */
export const contentOf = (parts: Parts, slice: Slice, on: CalendarDate): SliceContent =>
  slice === 'elsewhere'
    ? placed(told(PARTS[slice] as Part<unknown>, parts[slice], on), parts)
    : told(PARTS[slice] as Part<unknown>, parts[slice], on);

/** Which firm has the loan goes with what others do with it: nobody's grant outlives its placement. */
function placed({ flags, facts }: SliceContent, { placement }: Parts): SliceContent {
  return { flags, facts: { ...facts, placedWith: placement.placement?.agencyId ?? NO_FIRM } };
}
const NO_FIRM = '';

const NOTHING: SliceContent = { flags: [], facts: {} };
const told = (part: Part<unknown>, state: unknown, on: CalendarDate): SliceContent =>
  part.tells?.(state, on) ?? NOTHING;
