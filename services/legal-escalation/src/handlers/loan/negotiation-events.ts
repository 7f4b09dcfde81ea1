import {
  negotiationClosed,
  negotiationDisclosed,
  negotiationFailed,
  negotiationFailureTakenBack,
  negotiationGuarantorConsented,
  negotiationHoldLifted,
  negotiationHoldSet,
  negotiationLimitationInterrupted,
  negotiationOpened,
  negotiationPlanActivated,
  negotiationPlanBroken,
  negotiationPlanCompleted,
  negotiationPlanEnded,
  negotiationPlanReopened,
  negotiationTallyReset,
} from '@mora/contracts';
import { type Accepts, restriction, when } from '@mora/runtime';
import type { ElsewhereFact, LoanTold } from '../../domain/loan/event.js';
import type { ActKind, HoldKind } from '../../domain/words.js';
import { saidElsewhere } from './told.js';

/** A plan that was there before Mora has failed without a round. */
const roundOf = ({ roundId, planId }: Readonly<{ roundId: string | null; planId: string | null }>): string =>
  roundId ?? planId ?? 'before-mora';

/** What of negotiation's holds stops a court too: the others hold its own terms only. */
const HOLDS: Readonly<Record<string, HoldKind>> = {
  dispute: 'dispute',
  vulnerability: 'vulnerability',
  moratorium: 'moratorium',
  deceased: 'deceased',
};

const ACTS: Readonly<Record<string, ActKind>> = {
  acknowledged: 'acknowledged',
  'asked-for-time': 'asked-for-time',
  'instalment-plan-agreed': 'plan-agreed',
};

const NOTHING: ElsewhereFact = { kind: 'nothing' };

/** What negotiation says. A plan in force and a hold stop the bank at once. */
export const negotiationEvents: readonly Accepts<LoanTold>[] = [
  when(
    negotiationOpened,
    saidElsewhere(({ roundId }, { businessDate: on }) => ({ kind: 'round-opened', roundId, on })),
  ),
  when(
    negotiationClosed,
    saidElsewhere(({ roundId, outcome, consecutive, reference: legal }, { businessDate: on }) => {
      return { kind: 'round-closed', roundId, outcome, consecutive, legal, on };
    }),
  ),
  when(
    negotiationFailed,
    saidElsewhere(({ reason, consecutive, closedOn: on, reference: legal, ...ids }) => {
      return { kind: 'round-failed', roundId: roundOf(ids), reason, consecutive, legal, on };
    }),
  ),
  when(
    negotiationFailureTakenBack,
    saidElsewhere(({ consecutive, ...ids }, { businessDate: on }) => {
      return { kind: 'failure-taken-back', roundId: roundOf(ids), consecutive, on };
    }),
  ),
  when(
    negotiationTallyReset,
    saidElsewhere((_data, { businessDate: on }) => ({ kind: 'tally-reset', on })),
  ),
  when(
    negotiationGuarantorConsented,
    saidElsewhere(({ offerId, personId }) => ({ kind: 'guarantor-consented', offerId, personId })),
  ),
  restriction(
    negotiationPlanActivated,
    saidElsewhere(({ planId, activeFrom: on, until = null, reference, offerId, requestId }) => {
      const booked = { ...(offerId !== undefined && { offerId }), ...(requestId !== undefined && { requestId }) };
      return { kind: 'plan', planId, state: 'active', legal: reference ?? null, until, on, ...booked };
    }),
  ),
  when(
    negotiationPlanBroken,
    saidElsewhere(({ planId, on }) => ({ kind: 'plan', planId, state: 'broken', legal: null, on })),
  ),
  when(
    negotiationPlanCompleted,
    saidElsewhere(({ planId, on }) => ({ kind: 'plan', planId, state: 'completed', legal: null, on })),
  ),
  when(
    negotiationPlanEnded,
    saidElsewhere(({ planId, on, reference }) => ({
      kind: 'plan',
      planId,
      state: 'ended',
      legal: reference ?? null,
      on,
    })),
  ),
  restriction(
    negotiationPlanReopened,
    saidElsewhere(({ planId }, { businessDate: on }) => ({ kind: 'plan', planId, state: 'active', legal: null, on })),
  ),
  restriction(
    negotiationHoldSet,
    saidElsewhere(({ holdId, kind, until }, { businessDate: on }) => {
      const hold = HOLDS[kind];
      return hold === undefined ? NOTHING : { kind: 'negotiation-hold', holdId, hold, until, on };
    }),
  ),
  when(
    negotiationHoldLifted,
    saidElsewhere(({ holdId }, { businessDate: on }) => ({ kind: 'negotiation-hold-lifted', holdId, on })),
  ),
  when(
    negotiationLimitationInterrupted,
    saidElsewhere(({ on, act: said, evidence }) => {
      const act = ACTS[said];
      return act === undefined ? NOTHING : { kind: 'interrupted', act, on, proof: { ...evidence, sha256: null } };
    }),
  ),
  when(
    negotiationDisclosed,
    saidElsewhere(({ disclosureId: id, sha256 }, { businessDate: on }) => {
      return { kind: 'contact', record: { kind: 'offer-disclosed', id, on, sha256, outcome: 'disclosed' } };
    }),
  ),
];
