import type { Minor, Outcome, Proof, Strategy } from '../words.js';
import type { Matter } from './types.js';

export type CheckState = Matter['checklist'][number]['state'];
export type PaperKind = Matter['papers'][number]['kind'];

/** What the bank's lawyers do with the case of a loan. */
export type MatterCommand = Readonly<
  | { kind: 'open-case'; because: string; by: string }
  | { kind: 'assign'; lawyer: string; by: string }
  | { kind: 'check'; item: string; state: CheckState; proof: Proof | null; by: string }
  | { kind: 'paper'; paper: PaperKind; paperId: string; sha256: string; by: string }
  | {
      kind: 'evaluate';
      evaluationId: string;
      strategy: Strategy;
      expectedRecovery: Minor;
      expectedCost: Minor;
      lessHarmful: readonly string[];
      because: string;
      by: string;
    }
  | { kind: 'approve-strategy' | 'refuse-strategy'; because: string; by: string }
  | { kind: 'close-case'; outcome: Outcome; because: string; by: string }
  /** The door has computed the claim, as the domain makes no such hashes; the lane computes it again, and compares. */
  | { kind: 'claim'; accelerated: boolean; sheetId: string; sha256: string; by: string }
  /** The door has made the files of the claim and signed their list; what it was is kept with the case. */
  | {
      kind: 'bundle';
      bundleId: string;
      sheetId: string;
      manifestSha256: string;
      signature: string;
      keyId: string;
      files: number;
      by: string;
    }
>;
