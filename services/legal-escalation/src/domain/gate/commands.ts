import type { CalendarDate } from '@mora/kernel';
import type { Proof } from '../words.js';
import type { ExceptionGround, ProtectiveStep } from './types.js';

/** Whether the bank may go to court. */
export type GateCommand = Readonly<
  | { kind: 'ask-gate'; by: string }
  | {
      kind: 'ask-exception';
      exceptionId: string;
      ground: ExceptionGround;
      steps: readonly ProtectiveStep[];
      because: string;
      evidence: Proof;
      until: CalendarDate;
      by: string;
    }
  | { kind: 'approve-exception' | 'refuse-exception'; exceptionId: string; because: string; by: string }
>;
