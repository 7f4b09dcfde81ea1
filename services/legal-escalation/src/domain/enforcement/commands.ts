import type { CalendarDate } from '@mora/kernel';
import type { AssetKind, Minor, Proof } from '../words.js';
import type { PersonalKind, TakingKind } from './rules.js';
import type { Objection } from './types.js';

/** What is said of a thing that the debtor may own. */
export type ClueSaid = Readonly<{
  clueId: string;
  asset: AssetKind;
  value: Minor;
  exempt: string | null;
  onlyHome: boolean;
  monthly: Minor | null;
  sha256: string | null;
}>;

type OfRound = Readonly<{ enforcementId: string; by: string }>;

/** What the bank asks a court to enforce, and what comes of it. */
export type EnforcementCommand = Readonly<
  | ({ kind: 'enforce'; judgmentId: string; court: string; region: string; householdSize: number } & OfRound)
  | ({ kind: 'clue'; clue: ClueSaid } & OfRound)
  | ({
      kind: 'measure';
      measureId: string;
      clueId: string;
      measure: TakingKind;
      value: Minor;
      /** Why a harder measure is asked for although a milder one would do; a supervisor's word. */
      overrides: string | null;
    } & OfRound)
  | ({
      kind: 'personal-measure';
      measureId: string;
      measure: PersonalKind;
      /** For what reason of the law, where it asks for one. */
      ground: string | null;
      /** The last day that the court's notice to perform has given. */
      noticeUntil: CalendarDate | null;
      proof: Proof;
    } & OfRound)
  | ({
      kind: 'measure-outcome';
      measureId: string;
      outcome: 'in-force' | 'refused' | 'lifted' | 'realised' | 'over-seizure';
      on: CalendarDate;
      rank: number;
      /** As the court has said; never later than the law lets it. */
      until: CalendarDate | null;
      proof: Proof;
    } & OfRound)
  | ({ kind: 'renew'; measureId: string; on: CalendarDate; proof: Proof } & OfRound)
  | ({
      kind: 'recovery';
      recoveryId: string;
      /** It was told before, and no payment was found for it: this is how it really was. */
      again: boolean;
      on: CalendarDate;
      minor: Minor;
      /** What enforcing has cost and is borne by the debtor. */
      costs: Minor;
      paymentId: string | null;
    } & OfRound)
  /** The court has told the debtor to perform. */
  | ({ kind: 'court-notice'; on: CalendarDate; proof: Proof } & OfRound)
  | ({ kind: 'objection'; objectionId: string; side: Objection['side']; on: CalendarDate; proof: Proof } & OfRound)
  | ({
      kind: 'objection-decided';
      objectionId: string;
      outcome: 'upheld' | 'dismissed';
      /** When the decision was served. */
      on: CalendarDate;
      proof: Proof;
    } & OfRound)
  | ({ kind: 'objection-fought'; objectionId: string; on: CalendarDate; proof: Proof } & OfRound)
  | ({ kind: 'end-round'; how: 'this-round' | 'final'; on: CalendarDate; proof: Proof } & OfRound)
  /** Behind a round that has only ended for now, as soon as something is found. */
  | ({ kind: 'reapply'; nextId: string; clue: ClueSaid } & OfRound)
  | ({ kind: 'stay'; because: 'court' | 'death'; on: CalendarDate; proof: Proof } & OfRound)
  | ({ kind: 'unstay'; on: CalendarDate; proof: Proof } & OfRound)
>;
