import { negotiationDisclosed } from '@mora/contracts';
import type { Finding, NegotiationBook } from '../book.js';
import type { Taken } from '../trace.js';

/** Nobody takes an offer whose disclosure was not shown, and confirmed, as it was last. */
export function disclosedFirst({ trace, accepted, acknowledged, activated }: Taken, book: NegotiationBook): Finding[] {
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
  const difference = book.differences.get(accepted.data.planId)?.disclosureId;
  return bound === undefined || bound === disclosureId || bound === difference
    ? []
    : finding('the plan rests on another disclosure');
}
