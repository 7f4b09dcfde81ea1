import type { Mark, Versioned } from '../versioned.js';

/** How what a household can bear is worked out in one jurisdiction. */
export type AffordabilityRules = Versioned &
  Readonly<{
    jurisdiction: 'CN' | 'TW' | 'US';
    permille: number;
    stressPermille: number;
    unverifiedPermille: number;
    irregularPermille: number;
    shortMonths: number;
    validDays: number;
    leastInstalmentMinor: number;
    /** The least that a person lives on in a month, by region. */
    regions: Readonly<Record<string, Readonly<{ livingMinor: number; source: string; mark: Mark }>>>;
    /** The kinds of proof that each kind of income or expense wants. */
    proofs: Readonly<Record<string, readonly string[]>>;
  }>;

/** All versions of all jurisdictions. */
export type AffordabilityPolicies = readonly AffordabilityRules[];
