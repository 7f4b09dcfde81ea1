/** The limits of a kind of plan by which its loan is off the list of overdue loans, and on it again. */
export const LISTING_LIMITS = ['performedMonths', 'listedAgainMonths', 'noClassOneMonths'] as const;

export type ListingRules = Readonly<Record<(typeof LISTING_LIMITS)[number], number>>;
