import type { CalendarDate, LoanId } from '@mora/kernel';
import type { ClockPart } from '../clock/types.js';
import type { DisposalPart } from '../disposal/types.js';
import type { EnforcementPart } from '../enforcement/types.js';
import type { GatePart } from '../gate/types.js';
import type { MatterPart } from '../matter/types.js';
import type { ProceedingsPart } from '../proceedings/types.js';
import type { SettlementPart } from '../settlement/types.js';
import type { PartName, Write } from './part.js';
import type { ArrearsPart } from './parts/arrears.js';
import type { ElsewherePart } from './parts/elsewhere.js';
import type { LedgerPart } from './parts/ledger.js';
import type { PartiesPart } from './parts/parties.js';

/** A loan as legal escalation knows it: pieces, each with an owner, in the order in which they take an event. */
export type LoanState = Readonly<{
  loanId: LoanId;
  parts: Readonly<{
    ledger: LedgerPart;
    arrears: ArrearsPart;
    parties: PartiesPart;
    elsewhere: ElsewherePart;
    clock: ClockPart;
    gate: GatePart;
    matter: MatterPart;
    proceedings: ProceedingsPart;
    enforcement: EnforcementPart;
    settlement: SettlementPart;
    disposal: DisposalPart;
  }>;
  /** By part, the day at whose close it wants to look again. */
  reviews: Readonly<Partial<Record<PartName, CalendarDate>>>;
  reviewOn: CalendarDate | null;
  /** Informing streams that must be known further before anything is concluded or done. */
  waits: readonly string[];
  /** Rows to be written with this state; never saved in it. */
  writes: readonly Write[];
}>;
