import { Type } from '@sinclair/typebox';
import { DateText, Name } from '../define-event.js';
import { oneOf, orNull } from '../outreach/blocks.js';

/** The legal case of a loan in which it happened. */
export const ofCase = { caseId: Name } as const;

/** For which debt a period runs; `enforcement-interest`: of a title, where the law gives its interest a shorter one. */
export const ClaimKind = oneOf('debt', 'accelerated', 'interest', 'guarantee', 'enforcement', 'enforcement-interest');

/** One period of one claim. */
export const ofClock = { clockId: Name, claim: ClaimKind } as const;

/** What starts, stops or restarts a period. */
export const ActKind = oneOf(
  'demand',
  'acknowledged',
  'asked-for-time',
  'plan-agreed',
  'part-payment',
  'deduction',
  'suit',
  'payment-order',
  'preservation',
  'enforcement-application',
  'bankruptcy-claim',
  'set-off',
  'mediation',
  'police-report',
  'assignment-notice',
  'public-notice',
);

const PROCEEDINGS = [
  'payment-order',
  'small-claims',
  'simplified',
  'ordinary',
  'notarised',
  'collateral',
  'preservation',
  'tw-preservation',
  'tw-payment-order',
  'tw-mediation',
  'tw-small-claims',
  'tw-simplified',
  'tw-ordinary',
] as const;
export const ProceedingKind = oneOf(...PROCEEDINGS);
export const Strategy = oneOf(...PROCEEDINGS, 'settlement', 'wait', 'sale', 'write-off');
export const Title = oneOf('judgment', 'payment-order', 'mediation', 'notarised', 'collateral-ruling');
export const AssetKind = oneOf('deposit', 'wage', 'real-estate', 'vehicle', 'movable', 'security', 'other-right');
export const MeasureKind = oneOf(
  'freeze',
  'seal',
  'withhold',
  'auction',
  'property-report',
  'consumption-limit',
  'defaulter-list',
);
export const Outcome = oneOf(
  'paid',
  'settled',
  'enforced',
  'unenforceable',
  'sold',
  'written-off',
  'withdrawn',
  'lost',
  'time-barred',
  'bankrupt',
);

/** Why the bank may act although the gate has not passed. */
export const ExceptionGround = oneOf('limitation', 'guarantee', 'asset-flight');
export const CollateralKind = oneOf('mortgage', 'pledge', 'vehicle');

/** What proves it, by its id; the paper lies with whoever has it. */
export const proofRef = Type.Object({ kind: Name, id: Name });
export const proofWithHash = Type.Object({ kind: Name, id: Name, sha256: orNull(Name) });

/** A day that was computed: provisional while the calendar of its year is not announced. */
export const dueDate = { dueOn: orNull(DateText), provisional: Type.Boolean() } as const;
