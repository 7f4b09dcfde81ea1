import type { Kind, Terms } from '../../words.js';
import type { Draft } from '../draft.js';
import type { NotBuilt } from '../types.js';
import { arrearsPlan } from './arrears-plan.js';
import { capitalise } from './capitalise.js';
import { cardPlan } from './card-plan.js';
import { extension } from './extension.js';
import { grace } from './grace.js';
import { hardshipFund } from './hardship-fund.js';
import { interestOnly } from './interest-only.js';
import { partialPrincipal } from './partial-principal.js';
import { rateCut } from './rate-cut.js';
import { reAge } from './re-age.js';
import { reducedInstalment } from './reduced-instalment.js';
import { settlement } from './settlement.js';
import { split } from './split.js';
import { spread } from './spread.js';
import { twAgreed } from './tw-agreed.js';
import { twDebtClearance } from './tw-debt-clearance.js';

/** Of each group one kind at most; kinds that stand alone combine with nothing. */
export const GROUP: Readonly<Record<Kind, 'length' | 'relief' | 'rate' | 'base' | 'arrears' | 'alone'>> = {
  extension: 'length',
  'reduced-instalment': 'length',
  grace: 'relief',
  'interest-only': 'relief',
  'partial-principal': 'relief',
  'rate-cut': 'rate',
  capitalise: 'base',
  'arrears-plan': 'arrears',
  spread: 'arrears',
  split: 'arrears',
  're-age': 'alone',
  settlement: 'alone',
  'card-plan': 'alone',
  'hardship-fund': 'alone',
  'tw-agreed': 'alone',
  'tw-debt-clearance': 'alone',
};

export const KINDS = Object.keys(GROUP) as readonly Kind[];

/** Applies the terms of whatever kind. */
export function applied(draft: Draft, terms: Terms): Draft | NotBuilt {
  switch (terms.kind) {
    case 'extension':
      return extension(draft, terms);
    case 'reduced-instalment':
      return reducedInstalment(draft, terms);
    case 'arrears-plan':
      return arrearsPlan(draft, terms);
    case 'spread':
      return spread(draft, terms);
    case 'split':
      return split(draft, terms);
    case 'grace':
      return grace(draft, terms);
    case 'interest-only':
      return interestOnly(draft, terms);
    case 'partial-principal':
      return partialPrincipal(draft, terms);
    case 'rate-cut':
      return rateCut(draft, terms);
    case 'capitalise':
      return capitalise(draft, terms);
    case 're-age':
      return reAge(draft, terms);
    case 'settlement':
      return settlement(draft, terms);
    case 'card-plan':
      return cardPlan(draft, terms);
    case 'hardship-fund':
      return hardshipFund(draft, terms);
    case 'tw-agreed':
      return twAgreed(draft, terms);
    case 'tw-debt-clearance':
      return twDebtClearance(draft, terms);
  }
}
