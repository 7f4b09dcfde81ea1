import type { Finding, NegotiationBook, Pack } from '../book.js';
import type { Taken } from '../trace.js';

const TIERS = ['T1', 'T2', 'T3', 'T4'];
const VOTES: Readonly<Record<string, number>> = { T1: 1, T2: 1, T3: 1, T4: 2 };
const POLICY = 'policy:';

/** N-25 by hand: what a plan gives away, and for how long, says how high it must be approved. */
export function tierOf(pack: Pack): number {
  const { given, penaltiesDue, rateCutBasisPoints, fund, rows, oldEnd, kinds, capitalised } = pack;
  if (fund || given.principal > 0n) return 4;
  const months = monthsBetween(oldEnd, rows.at(-1)?.dueOn ?? oldEnd);
  if (months > 12) return 4;
  const penalties = given.fee + given.penalty;
  if (months > 3 || given.interest > 0n || rateCutBasisPoints > 0 || penalties * 10n > penaltiesDue) return 3;
  const isRestructured = capitalised > 0n || kinds.includes('capitalise') || kinds.includes('spread');
  return months > 1 || penalties > 0n || isRestructured ? 2 : 1;
}

function monthsBetween(from: string, to: string): number {
  const months = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return months(to) - months(from);
}

/** Approved before it was accepted, high enough, by others than who proposed it, and by two where two must. */
export function approvedByOthers({ trace, accepted, approved, acknowledged }: Taken, book: NegotiationBook): Finding[] {
  const finding = (detail: string): Finding[] => [
    { check: 'approved', loan: trace.loan, about: accepted.data.offerId, detail },
  ];
  if (approved === undefined) return finding('nobody has approved it before it was accepted');
  const { tier, approvers, proposer } = approved.data;
  const pack = book.packs.get(acknowledged?.data.disclosureId ?? '');
  const needed = pack === undefined ? 1 : tierOf(pack);
  if (TIERS.indexOf(tier) + 1 < needed) return finding(`approved as ${tier} where T${needed} is needed`);
  const people = new Set(approvers.filter((name) => !name.startsWith(POLICY)));
  if (people.has(proposer)) return finding('approved by who has proposed it');
  const byPolicy = tier === 'T1' && approvers.some((name) => name.startsWith(POLICY));
  return people.size < (VOTES[tier] ?? 1) && !byPolicy ? finding(`too few have approved it for ${tier}`) : [];
}
