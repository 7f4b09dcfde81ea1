import type { Offer } from '../offers/types.js';
import type { Tier } from '../words.js';
import type { ApprovalRules } from './rules.js';
import { isAtLeast } from './tier.js';

export type Vote = Offer['votes'][number];

/** Why somebody may not vote on an offer; null where they may. Four eyes: nobody judges what they have proposed. */
export function whyNoVote(
  { proposer, tier, votes, review }: Pick<Offer, 'proposer' | 'tier' | 'votes' | 'review'>,
  vote: Readonly<{ by: string; tier: Tier }>,
): string | null {
  if (proposer === vote.by) return 'own-proposal';
  if (votes.some(({ by }) => by === vote.by)) return 'voted-already';
  // Whoever has looked at a fund a second time is not its first look too.
  if (review?.by === vote.by) return 'reviewed-already';
  return isAtLeast(vote.tier, tier) ? null : 'tier-too-low';
}

/** What an offer is after a vote: refused by one, approved by as many as its tier asks for. */
export function judged(
  { tier, votes }: Pick<Offer, 'tier' | 'votes'>,
  vote: Vote,
  rules: Pick<ApprovalRules, 'votes'>,
): Readonly<{ votes: readonly Vote[]; state: 'draft' | 'approved' | 'refused' }> {
  const all = [...votes, vote];
  if (vote.verdict === 'refuse') return { votes: all, state: 'refused' };
  const given = all.filter(({ verdict }) => verdict === 'approve').length;
  return { votes: all, state: given >= rules.votes[tier] ? 'approved' : 'draft' };
}
