import type { LoanId } from '@mora/kernel';
import { Problem } from '@mora/runtime';
import { sharesOf } from '../../domain/disposal/price.js';
import type { Bid } from '../../persistence/disposal/bids.js';
import type { PackageLine } from '../../persistence/disposal/packages.js';
import { claimOf } from './packages.js';

/** The bid that a package goes to. Throws the problem 409 where it may not: a lower one needs a reason. */
export function bidWon(bids: readonly Bid[], bidId: string, qualified: ReadonlySet<string>, hasReason: boolean): Bid {
  const won = bids.find((bid) => bid.bidId === bidId);
  if (won === undefined) throw new Problem(409, 'no-such-bid', 'No such bid');
  if (!qualified.has(won.buyerId))
    throw new Problem(409, 'buyer-not-qualified', 'The buyer is not qualified any more.');
  const isHighest = bids.every((bid) => bid.price <= won.price || !qualified.has(bid.buyerId));
  if (!isHighest && !hasReason)
    throw new Problem(409, 'higher-bid', 'Another has bid more, and nothing was said why not.');
  return won;
}

/** What each claim that is in the package now is sold for: the price in proportion to the claims. */
export function sharesIn(lines: readonly PackageLine[], price: number): Readonly<Record<LoanId, number>> {
  const listed = lines.filter(({ state }) => state === 'listed');
  const shares = sharesOf(price, listed.map(claimOf));
  return Object.fromEntries(listed.map(({ loanId }, at) => [loanId, shares[at] ?? 0]));
}
