import type { LoanState } from '../../domain/loan/state.js';
import type { Minor } from '../../domain/words.js';
import { textOf } from '../loan/amounts.js';
import type { DisposalAnswer } from './disposal.answers.js';

/** How a claim leaves the bank, or has left it. */
export function disposalOf({ loanId, parts }: LoanState): DisposalAnswer {
  const { currency } = parts.ledger;
  const money = (minor: Minor | null) => (currency === null || minor === null ? null : textOf(minor, currency));
  const { listing, sale, writeOff, writtenOffOn, afterWriteOff, collateral } = parts.disposal;
  return {
    loanId,
    packageId: listing?.packageId ?? null,
    sale: sale && {
      packageId: sale.packageId,
      buyerId: sale.buyerId,
      state: sale.state,
      claim: money(sale.claim),
      price: money(sale.price),
    },
    writeOff: writeOff && {
      proposalId: writeOff.proposalId,
      state: writeOff.state,
      amount: money(writeOff.amount),
      by: writeOff.by,
      approver: writeOff.approver,
    },
    writtenOffOn,
    afterWriteOff: writtenOffOn === null ? null : money(afterWriteOff),
    collateral: collateral.map(({ collateralId, kind, value, disposeBy, realised }) => ({
      collateralId,
      kind,
      value: money(value),
      disposeBy: disposeBy?.on ?? null,
      provisional: disposeBy?.provisional ?? false,
      realised: money(realised),
    })),
  };
}
