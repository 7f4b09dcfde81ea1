import type { CalendarDate, Currency } from '@mora/kernel';
import type { Step, Write } from '../loan/part.js';
import type { DecisionAt } from '../words.js';
import type { DeclinePlacement, Place } from './commands.js';
import type { PlacementPart } from './placement.part.js';
import { balanceOf, currencyOf } from './placement-rows.js';
import { refused, type Seen, unchanged } from './step.js';

/** The strategy would give the loan to an outside firm (S34). */
export type Proposal = Readonly<{ proposalId: string; step: string; on: CalendarDate }>;

/** What the ladder says to the parts before it when it has come to the step of the agencies. */
export type PlacementProposed = Readonly<{ kind: 'placement-proposed'; proposalId: string; step: string }>;

export type ProposalRow = Readonly<{
  loanId: string;
  proposal: Proposal;
  state: 'open' | 'accepted' | 'declined' | 'overtaken';
  because: string;
  by: string | null;
  placementId: string | null;
  decidedOn: CalendarDate | null;
  currency: Currency;
  balanceMinor: number;
}>;

export function proposed(
  part: PlacementPart,
  { proposalId, step }: PlacementProposed,
  seen: Seen,
  { openDay }: DecisionAt,
): Step<PlacementPart> {
  if (part.placement !== null || part.waiting !== null || part.proposal !== null) return unchanged(part);
  const proposal: Proposal = { proposalId, step, on: openDay };
  return {
    part: { ...part, proposal },
    said: [{ type: 'placement-proposed', data: { proposalId, step, ...balanceOf(seen), because: 'ladder' } }],
    writes: [rowOf(proposal, seen, { state: 'open', because: 'ladder' })],
  };
}

/** A loan that is placed, by whatever way, needs no proposal any more. */
export function accepted(
  part: PlacementPart,
  { by, placementId }: Place,
  seen: Seen,
  { openDay }: DecisionAt,
): Readonly<{ part: PlacementPart; writes: readonly Write[] }> {
  const { proposal } = part;
  if (proposal === null) return { part, writes: [] };
  const row = rowOf(proposal, seen, { state: 'accepted', because: 'placed', by, placementId, decidedOn: openDay });
  return { part: { ...part, proposal: null }, writes: [row] };
}

export function decline(
  part: PlacementPart,
  { proposalId, because, by }: DeclinePlacement,
  seen: Seen,
  { openDay }: DecisionAt,
): Step<PlacementPart> {
  const { proposal } = part;
  if (proposal?.proposalId !== proposalId) return refused(part, 'not-proposed', 'no such proposal is open');
  return gone(part, proposal, seen, { state: 'declined', because, by, decidedOn: openDay });
}

export function withoutProposal(
  part: PlacementPart,
  because: string,
  seen: Seen,
  { openDay }: DecisionAt,
): Step<PlacementPart> {
  const { proposal } = part;
  if (proposal === null) return unchanged(part);
  return gone(part, proposal, seen, { state: 'overtaken', because, decidedOn: openDay });
}

type Change = Pick<ProposalRow, 'state' | 'because'> & Partial<ProposalRow>;

function gone(part: PlacementPart, proposal: Proposal, seen: Seen, change: Change): Step<PlacementPart> {
  const { proposalId } = proposal;
  const data = { proposalId, placementId: null, agencyId: null, because: change.because };
  return {
    part: { ...part, proposal: null },
    said: [{ type: 'placement-dropped', data }],
    writes: [rowOf(proposal, seen, change)],
  };
}

const rowOf = (proposal: Proposal, seen: Seen, change: Change): Write => ({
  table: 'placement_proposal',
  row: {
    loanId: seen.loanId,
    proposal,
    by: null,
    placementId: null,
    decidedOn: null,
    currency: currencyOf(seen),
    balanceMinor: seen.overdueMinor,
    ...change,
  } satisfies ProposalRow,
});
