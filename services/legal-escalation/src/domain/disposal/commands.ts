import type { CalendarDate } from '@mora/kernel';
import type { Minor } from '../words.js';
import type { Collateral } from './types.js';

/** How the bank lets a claim go. */
export type DisposalCommand = Readonly<
  | { kind: 'list'; packageId: string; batch: string; by: string }
  | { kind: 'unlist'; packageId: string; because: string; by: string }
  | { kind: 'sell'; packageId: string; buyerId: string; price: Minor; requestId: string; by: string }
  | { kind: 'propose-write-off'; proposalId: string; because: string; by: string }
  | { kind: 'approve-write-off'; requestId: string; because: string; by: string }
  | { kind: 'refuse-write-off'; because: string; by: string }
  | {
      kind: 'collateral-taken';
      collateralId: string;
      collateral: Collateral['kind'];
      value: Minor;
      on: CalendarDate;
      by: string;
    }
  | {
      kind: 'collateral-realised';
      collateralId: string;
      collateral: Collateral['kind'];
      minor: Minor;
      on: CalendarDate;
      by: string;
    }
>;
