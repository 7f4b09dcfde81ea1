import type { ApprovalRules } from './approvals/rules.js';
import type { AffordabilityPolicies } from './assessment/rules.js';
import type { MenuPolicies } from './menu/rules.js';
import type { DisclosureTexts, OfferRules, RankingRules } from './offers/rules.js';
import type { PlanRules } from './plans/rules.js';
import type { OpeningRules, RoundRules } from './round/rules.js';
import type { WatchRules } from './watch/rules.js';

/** Everything that negotiation decides by and that is data, as it is in force on one day. */
export type NegotiationPolicies = Readonly<{
  menu: MenuPolicies;
  affordability: AffordabilityPolicies;
  opening: OpeningRules;
  rounds: RoundRules;
  offers: OfferRules;
  ranking: RankingRules;
  approvals: ApprovalRules;
  disclosure: DisclosureTexts;
  plans: PlanRules;
  watch: WatchRules;
}>;
