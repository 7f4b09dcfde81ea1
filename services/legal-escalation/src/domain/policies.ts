import type { HolidayBook } from '@mora/kernel';
import type { ClaimTables } from './claim/maths.js';
import type { LimitationRules } from './clock/rules.js';
import type { DisposalRules } from './disposal/rules.js';
import type { EnforcementRules } from './enforcement/rules.js';
import type { FeeRules } from './fees/rules.js';
import type { GateRules } from './gate/rules.js';
import type { EvaluationRules } from './matter/rules.js';
import type { CourtRows } from './proceedings/courts.js';
import type { Machine } from './proceedings/machine.js';
import type { ProductRows } from './products.js';
import type { SettlementRules } from './settlement/rules.js';
import type { Jurisdiction, ProceedingKind } from './words.js';

/** Everything that legal escalation decides by and that is data, as it is in force on one day. */
export type LegalPolicies = Readonly<{
  products: ProductRows;
  limitation: Readonly<Record<Jurisdiction, LimitationRules>>;
  gate: GateRules;
  evaluation: EvaluationRules;
  /** What a claim is computed by; each table has days of its own, so it is the same every day. */
  claim: ClaimTables;
  machines: Readonly<Partial<Record<ProceedingKind, Machine>>>;
  fees: Readonly<Partial<Record<Jurisdiction, FeeRules>>>;
  courts: CourtRows;
  enforcement: Readonly<Record<Jurisdiction, EnforcementRules>>;
  disposal: DisposalRules;
  settlement: SettlementRules;
  book: HolidayBook;
}>;
