import type { CalendarDate } from '@mora/kernel';
import type { Act } from '../clock/types.js';
import type { Gathered } from '../loan/gathered.js';
import type { Inner, LoanView, Said } from '../loan/part.js';
import type { JudgmentTitle } from '../proceedings/types.js';
import { rowFor } from '../products.js';
import { leftOf, roundsOf, sumLeft } from './left.js';
import type { EnforcementRules } from './rules.js';
import type { Enforcement, EnforcementPart } from './types.js';

export type Made = Gathered<EnforcementPart>;

/** The law of a loan as courts enforce by it; null where nobody has said which it is. */
export function enforcementRulesFor({ parts, policies }: LoanView): EnforcementRules | null {
  const row = rowFor(policies.products, parts.ledger);
  return row === null ? null : policies.enforcement[row.jurisdiction];
}

export const rulesOf = ({ policies }: LoanView, { jurisdiction }: Enforcement): EnforcementRules =>
  policies.enforcement[jurisdiction];

export const withRound = (part: EnforcementPart, round: Enforcement): EnforcementPart => {
  const isKnown = part.rounds.some(({ enforcementId }) => enforcementId === round.enforcementId);
  const rounds = isKnown
    ? part.rounds.map((one) => (one.enforcementId === round.enforcementId ? round : one))
    : [...part.rounds, round];
  return { ...part, rounds };
};

export const roundOf = ({ rounds }: EnforcementPart, id: string): Enforcement | undefined =>
  rounds.find(({ enforcementId }) => enforcementId === id);

export const isGoingOn = ({ state }: Enforcement): boolean => state === 'open' || state === 'stayed';

export const titleFor = ({ parts }: LoanView, judgmentId: string): JudgmentTitle | undefined =>
  parts.proceedings.titles.find((title) => title.judgmentId === judgmentId);

/** What is owed in a round on a day; null where it cannot be said. */
export function leftIn(part: EnforcementPart, round: Enforcement, view: LoanView, on: CalendarDate) {
  const title = titleFor(view, round.judgmentId);
  if (title === undefined) return null;
  return leftOf(title, roundsOf(part, round.judgmentId), rulesOf(view, round), view.policies.claim, on);
}

export const totalLeft = (part: EnforcementPart, round: Enforcement, view: LoanView, on: CalendarDate) => {
  const left = leftIn(part, round, view, on);
  return left === null ? null : sumLeft(left);
};

/** An event of a round, as its contract asks for it. */
export const ofRound = ({ caseId, enforcementId }: Enforcement, type: string, data: object): Said => ({
  type,
  data: { caseId, enforcementId, ...data },
});

/** What a round is for the period of the title while it goes on; its end starts the period anew. */
export function actOf({ enforcementId, on }: Enforcement, until: Act['until']): Inner {
  const proof = { kind: 'enforcement', id: enforcementId, sha256: null };
  const actId = `enforcement:${enforcementId}`;
  const claims = ['enforcement'] as const;
  return {
    kind: 'act',
    act: { actId, kind: 'enforcement-application', on, until, claims, against: 'debtor', proof, from: 'case' },
  };
}
