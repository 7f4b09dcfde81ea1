import { clockPart } from '../clock/part.js';
import { disposalPart } from '../disposal/part.js';
import { enforcementPart } from '../enforcement/part.js';
import { gatePart } from '../gate/part.js';
import { matterPart } from '../matter/part.js';
import { proceedingsPart } from '../proceedings/part.js';
import { settlementPart } from '../settlement/part.js';
import type { Part, PartName } from './part.js';
import { arrearsPart } from './parts/arrears.js';
import { elsewherePart } from './parts/elsewhere.js';
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
  clock: clockPart,
  gate: gatePart,
  matter: matterPart,
  proceedings: proceedingsPart,
  enforcement: enforcementPart,
  settlement: settlementPart,
  disposal: disposalPart,
};

export const PART_NAMES = Object.keys(PARTS) as readonly PartName[];
