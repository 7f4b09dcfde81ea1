import type { CalendarDate } from '@mora/kernel';
import type { Proof } from '../assessment/types.js';
import type { Sheet, Terms } from '../words.js';
import type { OfferRules } from './rules.js';

export type FundPurpose = Extract<Terms, { kind: 'hardship-fund' }>['purpose'];

/** What a fund is for; null where the sheet has none. */
export const purposeOf = ({ terms }: Sheet): FundPurpose | null =>
  terms.find((one) => one.kind === 'hardship-fund')?.purpose ?? null;

/** Whether a document shows on a day what a fund is for: of a kind that speaks of it, found true, and not run out. */
export const provesFund = (
  { kind, state, expiresOn }: Pick<Proof, 'kind' | 'state' | 'expiresOn'>,
  purpose: FundPurpose,
  on: CalendarDate,
  { fundProofs }: Pick<OfferRules, 'fundProofs'>,
): boolean =>
  state === 'verified' && (expiresOn === null || expiresOn >= on) && fundProofs[purpose].kinds.includes(kind);
