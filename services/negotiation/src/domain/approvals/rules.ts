import type { Kind, Tier } from '../words.js';
import type { Range, Versioned } from '../versioned.js';

/** One of these is enough for the row to match. */
export type ApprovalWhen = Readonly<{
  extendMonths?: Range;
  waivePenaltyPermille?: Range;
  waiveInterest?: boolean;
  waivePrincipal?: boolean;
  rateCutBasisPoints?: Range;
  fund?: boolean;
  capitalises?: boolean;
  kinds?: readonly Kind[];
}>;

/** Who may approve what: the highest tier of all rows that match. */
export type ApprovalRules = Versioned &
  Readonly<{
    rows: readonly Readonly<{ rule: string; when: ApprovalWhen; tier: Tier }>[];
    /** How many people must approve, by tier. */
    votes: Readonly<Record<Tier, number>>;
    /** The tier of somebody whom the register does not name. */
    tierOfRole: Readonly<{ negotiator: Tier; supervisor: Tier }>;
    /** Who approves that a borrower can afford no product at all. */
    unaffordable: Tier;
    approvalDays: number;
    /** Who is told of an approval, and within how many days. */
    reports: readonly Readonly<{
      jurisdiction: 'CN' | 'TW' | 'US';
      kinds: readonly Kind[];
      to: string;
      days: number;
    }>[];
  }>;
