import { Type } from '@sinclair/typebox';
import { DateText, Name, PositiveAmountText } from '../define-event.js';
import { listOf, oneOf, orNull } from '../outreach/blocks.js';

/** The negotiation in which it happened, and the episode of overdue debt that it is about. */
export const ofRound = { roundId: Name, episodeId: orNull(Name) } as const;

/** Which request of legal escalation is meant. */
export const legalReference = Type.Object({ requestId: Name, caseId: Name });

export const KindName = oneOf(
  'extension',
  'reduced-instalment',
  'arrears-plan',
  'spread',
  'split',
  'grace',
  'interest-only',
  'partial-principal',
  'rate-cut',
  'capitalise',
  're-age',
  'settlement',
  'card-plan',
  'hardship-fund',
  'tw-agreed',
  'tw-debt-clearance',
);

/** How high the authority must be that approves it. */
export const PlanTier = oneOf('T1', 'T2', 'T3', 'T4');

export const HoldKind = oneOf('bank-delay', 'dispute', 'vulnerability', 'moratorium', 'deceased', 'ledger-differs');

export const FailReason = oneOf(
  'rejected',
  'expired',
  'no-show',
  'documents-missing',
  'unaffordable',
  'first-instalment-missed',
  'plan-broken',
);

export const NotBooked = oneOf('rejected', 'timed-out', 'booked-otherwise', 'withdrawn');

/** By which way the borrower answered. */
export const Via = oneOf('staff', 'portal', 'letter');

export const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });

/** What proves that the borrower said it, where somebody of the bank says so: a recorded call, a signed paper. */
export const Evidence = Type.Object({ kind: Name, id: Name, sha256: Type.Optional(Sha256) });

/** An amount by what it is owed for, all four said. */
export const amountsOf = Type.Object({
  principal: PositiveAmountText,
  interest: PositiveAmountText,
  fee: PositiveAmountText,
  penalty: PositiveAmountText,
});

const number = Type.Integer({ minimum: 1 });

/** The rows of a schedule that the ledger is asked to book. */
export const askedRows = listOf(Type.Object({ number, dueOn: DateText, ...amountsOf.properties }), 1200);

/** The rows of a plan as the borrower pays them. */
export const partRows = listOf(Type.Object({ number, dueOn: DateText, amount: PositiveAmountText }), 1200);
