import type { CalendarDate } from '@mora/kernel';
import type { Act } from '../clock/types.js';
import type { Gathered } from '../loan/gathered.js';
import type { Inner, LoanView, Said } from '../loan/part.js';
import type { JudgmentTitle } from '../proceedings/types.js';
import { rowFor } from '../products.js';
import type { Minor } from '../words.js';
import type { Under } from './laid.js';
import { dueOf, leftOf, roundsOf, sumLeft } from './left.js';
import { paidSince } from './payments.js';
import type { EnforcementRules } from './rules.js';
import type { Enforcement, EnforcementPart } from './types.js';

export type Made = Gathered<EnforcementPart>;

/** The law of a loan as courts enforce by it; null where nobody has said which it is. */
export function enforcementRulesFor({ parts, policies }: LoanView): EnforcementRules | null {
  const row = rowFor(policies.products, parts.ledger);
  return row === null ? null : policies.enforcement[row.jurisdiction];
}

export const rulesOf = ({ policies }: Pick<LoanView, 'policies'>, { jurisdiction }: Enforcement): EnforcementRules =>
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

export const titleFor = ({ parts }: Pick<LoanView, 'parts'>, judgmentId: string): JudgmentTitle | undefined =>
  parts.proceedings.titles.find((title) => title.judgmentId === judgmentId);

/** Who has made a title known, or has asked for what the law made one by itself: another takes it to be enforced. */
export const recordedBy = ({ by, proceedingId }: JudgmentTitle, { parts }: Pick<LoanView, 'parts'>): string | null =>
  by ?? parts.proceedings.proceedings.find((one) => one.proceedingId === proceedingId)?.filedBy ?? null;

type View = Pick<LoanView, 'parts' | 'policies'>;

/** A title with all that came in under it, as far as it was booked by the close of a day. */
export const underOf = (
  title: JudgmentTitle,
  part: EnforcementPart,
  { parts, policies }: View,
  rules: EnforcementRules,
  known: CalendarDate,
): Under => ({
  title,
  rounds: roundsOf(part, title.judgmentId),
  payments: paidSince(title, part, parts, known),
  rules,
  claim: policies.claim,
});

/** The same of the title of a round; null where that stands no more. */
export function underRound(part: EnforcementPart, round: Enforcement, view: View, known: CalendarDate): Under | null {
  const title = titleFor(view, round.judgmentId);
  return title === undefined ? null : underOf(title, part, view, rulesOf(view, round), known);
}

/** What may be seized for in a round at the close of a day; null where it cannot be said. */
export function totalDue(part: EnforcementPart, round: Enforcement, view: View, on: CalendarDate): Minor | null {
  const under = underRound(part, round, view, on);
  const due = under === null ? null : dueOf(under, on);
  return due === null ? null : sumLeft(due);
}

/** What is owed in a round on a day, by what was booked up to another; null where it cannot be said. */
export function totalLeft(
  part: EnforcementPart,
  round: Enforcement,
  view: View,
  on: CalendarDate,
  known = on,
): Minor | null {
  const under = underRound(part, round, view, known);
  const left = under === null ? null : leftOf(under, on);
  return left === null ? null : sumLeft(left);
}

/** An event of a round, as its contract asks for it. */
export const ofRound = ({ caseId, enforcementId }: Enforcement, type: string, data: object): Said => ({
  type,
  data: { caseId, enforcementId, ...data },
});

/** What a round is for the period of the title while it goes on; its end starts the period anew. */
export function actOf({ enforcementId, on }: Enforcement, until: Act['until']): Inner {
  const proof = { kind: 'enforcement', id: enforcementId, sha256: null };
  const actId = `enforcement:${enforcementId}`;
  const claims = ['enforcement', 'enforcement-interest'] as const;
  return {
    kind: 'act',
    act: { actId, kind: 'enforcement-application', on, until, claims, against: 'debtor', proof, from: 'case' },
  };
}
