import {
  negotiationDifferenceAcknowledged,
  negotiationDifferenceApproved,
  negotiationDisclosed,
} from '@mora/contracts';
import { minorUnits } from '@mora/kernel';
import type { Finding, NegotiationBook } from '../book.js';
import type { Taken } from '../trace.js';

/** Nobody takes an offer whose disclosure was not shown, and confirmed, as it was last. */
export function disclosedFirst(taken: Taken, book: NegotiationBook): Finding[] {
  const { trace, accepted, acknowledged, activated } = taken;
  const { offerId } = accepted.data;
  const finding = (detail: string): Finding[] => [{ check: 'disclosed', loan: trace.loan, about: offerId, detail }];
  const shown = trace.before(negotiationDisclosed, accepted.place).findLast(({ data }) => data.offerId === offerId);
  if (shown === undefined) return finding('accepted without having been disclosed');
  if (acknowledged === undefined) return finding('accepted without an acknowledgement');
  const { disclosureId, sha256 } = shown.data;
  if (acknowledged.place < shown.place) return finding('acknowledged before it was disclosed');
  if (acknowledged.data.disclosureId !== disclosureId) return finding('another disclosure was acknowledged');
  if (acknowledged.data.sha256 !== sha256) return finding('other words were acknowledged than were disclosed');
  if (book.packs.get(disclosureId)?.offerId !== offerId) return finding('the disclosure is of another offer');
  const bound = activated?.data.disclosureId;
  if (bound === undefined || bound === disclosureId) return [];
  if (bound !== book.differences.get(accepted.data.planId)?.disclosureId) {
    return finding('the plan rests on another disclosure');
  }
  const wrong = differenceIn(taken);
  return wrong === null ? [] : finding(wrong);
}

/** What is wrong with a plan that rests on what the ledger has booked in place of what was agreed; null for nothing. */
function differenceIn({ trace, approved, ask, activated }: Taken): string | null {
  if (activated === undefined) return null;
  const { planId, disclosureId, instalments = [], currency } = activated.data;
  const isOf = ({ data }: Readonly<{ data: Readonly<{ planId: string; disclosureId: string }> }>): boolean =>
    data.planId === planId && data.disclosureId === disclosureId;
  const said = trace.before(negotiationDifferenceAcknowledged, activated.place).find(isOf);
  if (said === undefined) return 'in force as the ledger has booked it, which the borrower has not acknowledged';
  if (said.data.via === 'staff' && said.data.evidence === undefined) return 'the difference is acknowledged unproven';
  const judged = trace.before(negotiationDifferenceApproved, activated.place).find(isOf);
  if (judged === undefined || judged.place < said.place)
    return 'nobody has approved the difference after it was acknowledged';
  const { tier, approvers } = judged.data;
  if (TIERS.indexOf(tier) < TIERS.indexOf(approved?.data.tier ?? 'T4')) return 'the difference is approved too low';
  if (approvers.some((one) => one === approved?.data.proposer))
    return 'who has proposed it has approved the difference';
  if (new Set(approvers).size < (tier === 'T4' ? 2 : 1)) return 'too few have approved the difference';
  if (ask === undefined || currency === undefined) return null;
  const agreed = ask.data.instalments.map((row) => ({
    dueOn: row.dueOn,
    minor: [row.principal, row.interest, row.fee, row.penalty].reduce(
      (sum, one) => sum + minorUnits(one, currency),
      0n,
    ),
  }));
  const booked = instalments.map((row) => ({ dueOn: row.dueOn, minor: minorUnits(row.amount, currency) }));
  return isMore(booked, agreed) ? 'in force heavier than it was agreed and found affordable' : null;
}

const TIERS = ['T1', 'T2', 'T3', 'T4'];
type Due = Readonly<{ dueOn: string; minor: bigint }>;

/** A larger instalment, or more that has fallen due on any day. */
function isMore(booked: readonly Due[], agreed: readonly Due[]): boolean {
  const dueBy = (rows: readonly Due[], day: string): bigint =>
    rows.reduce((sum, row) => (row.dueOn <= day ? sum + row.minor : sum), 0n);
  return (
    booked.some(({ dueOn }) => dueBy(booked, dueOn) > dueBy(agreed, dueOn)) ||
    booked.some(({ minor }) => agreed.every((row) => row.minor < minor))
  );
}
