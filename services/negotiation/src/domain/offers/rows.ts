import type { LoanId } from '@mora/kernel';
import type { Write } from '../loan/part.js';
import { workDone, workWanted } from '../loan/work.js';
import type { LaneAt } from '../words.js';
import { canonicalJson } from './canonical.js';
import type { DisclosurePack } from './disclosure.js';
import type { Scene } from './step.js';
import type { Offer } from './types.js';

/** An offer as it stands in its table. */
export type OfferRow = Readonly<{ loanId: LoanId; decidedOn: LaneAt['openDay'] | null }> & Offer;

/** The pack that was shown, word by word as it was hashed. */
export type DisclosureRow = Readonly<{
  disclosureId: string;
  loanId: LoanId;
  offerId: string;
  sha256: string;
  pack: string;
}>;

const ENDED: readonly Offer['state'][] = ['refused', 'accepted', 'rejected', 'expired', 'withdrawn'];

export function offerRow({ view, at }: Scene, offer: Offer): Write {
  const decidedOn = ENDED.includes(offer.state) ? at.openDay : null;
  return { table: 'offer', row: { loanId: view.loanId, decidedOn, ...offer } satisfies OfferRow };
}

export function disclosureRow({ view }: Scene, disclosureId: string, sha256: string, pack: DisclosurePack): Write {
  const row = { disclosureId, loanId: view.loanId, offerId: pack.offerId, sha256, pack: canonicalJson(pack) };
  return { table: 'disclosure', row: row satisfies DisclosureRow };
}

const APPROVAL = 'approval';

/** Somebody with the authority has to look at it. */
export const approvalWanted = ({ view, at }: Scene, { offerId, tier }: Offer, dueOn: LaneAt['openDay']): Write =>
  workWanted({
    loanId: view.loanId,
    about: offerId,
    kind: APPROVAL,
    team: tier === 'T1' || tier === 'T2' ? 'supervisor' : 'credit',
    dueOn,
    because: tier,
    openedOn: at.openDay,
  });

export const approvalDone = ({ view, at }: Scene, { offerId, state }: Offer): Write =>
  workDone({ loanId: view.loanId, about: offerId, kind: APPROVAL }, state, at.openDay);
