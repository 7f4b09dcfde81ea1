import type { Channel } from '../words.js';
import type { Attempt, GateAttempt } from './attempt.js';
import type { Per, Unit } from './pack.js';

const VOICE: ReadonlySet<Channel> = new Set<Channel>(['call', 'robot-call', 'agency-call']);
const MESSAGES: ReadonlySet<Channel> = new Set<Channel>(['sms', 'email', 'letter', 'agency-message']);
const VISITS: ReadonlySet<Channel> = new Set<Channel>(['visit', 'agency-visit']);

export const isVoice = (channel: Channel): boolean => VOICE.has(channel);
export const isMessage = (channel: Channel): boolean => MESSAGES.has(channel);
export const isVisit = (channel: Channel): boolean => VISITS.has(channel);

/** What nobody has told us may have been a talk: only a reported outcome narrows what counts. */
export const mayHaveTalked = ({ conversation, answered }: Attempt): boolean => conversation ?? answered !== false;

/** Whether an earlier contact is one of the unit that a cap counts. A person's own call to us is no attempt of ours. */
export function isOf(unit: Unit, earlier: Attempt): boolean {
  if (earlier.direction === 'in') return false;
  if (unit === 'attempt') return true;
  if (unit === 'unanswered-attempt') return earlier.answered !== true;
  return earlier.answered !== false || earlier.conversation === true;
}

/** Whether both are counted together. A loan or a point that is not known may be the same one, and so it is. */
export function isSame(per: readonly Per[], earlier: Attempt, attempt: GateAttempt): boolean {
  const { loanId } = attempt;
  return per.every((one) => {
    if (one === 'debt') return earlier.loanId === null || earlier.loanId === loanId;
    return one === 'point' ? isSamePoint(earlier, attempt) : true;
  });
}

/** By its id or by its value: one number under two ids is one number. */
function isSamePoint(earlier: Attempt, { pointId, pointPrint }: GateAttempt): boolean {
  if (earlier.pointId === null || pointId === null || earlier.pointId === pointId) return true;
  return typeof pointPrint === 'string' && earlier.pointPrint === pointPrint;
}
