import type { CalendarDate, Currency } from '@mora/kernel';
import type { Jurisdiction } from '../menu/rules.js';
import type { PolicyRef } from '../words.js';
import type { Mark, Versioned } from '../versioned.js';

/** How what a household can bear is worked out in one jurisdiction. */
export type AffordabilityRules = Versioned &
  Readonly<{
    jurisdiction: Jurisdiction;
    currency: Currency;
    /** The share of what is left over that an instalment may take. */
    permille: number;
    /** What is left of an income in the stressed case. */
    stressPermille: number;
    /** What counts of an income whose proof nobody has verified yet, or that has none though one is wanted. */
    unverifiedPermille: number;
    unprovenPermille: number;
    /** What counts of one that does not come regularly, beside the above. */
    irregularPermille: number;
    /** A shock that is over after so many months is a squeeze, a longer one is a lasting difficulty. */
    shortMonths: number;
    validDays: number;
    /** So long the bank may take to verify a document. */
    verifyDays: number;
    /** So long figures are kept after they were given last, before the person may be forgotten. */
    retentionDays: number;
    leastInstalmentMinor: number;
    /** The least that a person lives on in a month, by region; what is stated counts where it is more. */
    regions: Readonly<Record<string, Readonly<{ livingMinor: number; source: string; mark: Mark }>>>;
    /** How much of that standard a household is left with, and how those who depend on the borrower are counted. */
    floorPermille: number;
    dependants: 'whole' | 'share';
    /** The kinds of proof of which each kind of income wants one; the first is the one that is asked for. */
    proofs: Readonly<Record<string, readonly string[]>>;
  }>;

/** All versions of all jurisdictions. */
export type AffordabilityPolicies = readonly AffordabilityRules[];

/** What is in force in a jurisdiction on a day; null where nothing is. */
export function affordabilityFor(
  policies: AffordabilityPolicies,
  jurisdiction: Jurisdiction,
  on: CalendarDate,
): AffordabilityRules | null {
  const versions = policies.filter((one) => one.jurisdiction === jurisdiction && one.effectiveFrom <= on);
  return versions.reduce<AffordabilityRules | null>(
    (found, one) => (found === null || one.effectiveFrom >= found.effectiveFrom ? one : found),
    null,
  );
}

export const refOf = ({ id, version }: Versioned, rule: string): PolicyRef => ({ id, version, rule });
