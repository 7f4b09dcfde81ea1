import type { CalendarDate } from '@mora/kernel';
import type { Obstacle, Proof } from '../words.js';
import type { Act, GuaranteeTerm } from './types.js';

/** What people say of the periods of a loan. */
export type ClockCommand = Readonly<
  | { kind: 'record-act'; act: Act; by: string }
  /** What went on has ended: from then on the period runs. */
  | { kind: 'act-ended'; actId: string; on: CalendarDate; by: string }
  /** A correction: it was never so. What has been filed stays filed. */
  | { kind: 'void-act'; actId: string; because: string; by: string }
  | { kind: 'obstacle'; obstacleId: string; obstacle: Obstacle; from: CalendarDate; proof: Proof; by: string }
  | { kind: 'obstacle-ended'; obstacleId: string; on: CalendarDate; by: string }
  | { kind: 'accelerate'; on: CalendarDate; proof: Proof; by: string }
  /** A correction by another than who has said so: the debt was not called on that day. */
  | { kind: 'void-acceleration'; because: string; by: string }
  | { kind: 'guarantee-term'; term: GuaranteeTerm; by: string }
  | { kind: 'demand'; clockId: string; role: 'borrower' | 'co-borrower'; by: string }
  | { kind: 'recompute'; by: string }
>;
