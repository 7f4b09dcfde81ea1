import type { LoanAt, LoanView, Step } from '../loan/part.js';
import type { SettleNotice } from './commands.js';
import type { NoticesPart } from './kept.js';
import { moved } from './outcome.js';
import { instant } from './said.js';
import { after } from './transitions.js';

/**
 * Somebody has found out what became of a notice of which nobody knew, or that a letter has arrived: of letters no
 * provider tells. That it went out needs proof, and so does its arrival; the rest may follow.
 */
export function settled(part: NoticesPart, command: SettleNotice, view: LoanView, at: LoanAt): Step<NoticesPart> {
  const { noticeId, outcome, proof, because, by } = command;
  const notice = part.notices[noticeId];
  const state = notice === undefined ? null : after(notice.state, `settle-${outcome}`);
  if (notice === undefined || state === null) return refused(part, 'not-unknown', 'what became of it is known');
  if (outcome === 'delivered' && notice.channel !== 'letter')
    return refused(part, 'not-a-letter', 'the provider tells whether it has arrived');
  if (outcome !== 'failed' && proof === null) return refused(part, 'no-proof', 'name what proves it');
  const when = command.at ?? at.now;
  if (when > at.now) return refused(part, 'in-the-future', 'it cannot have arrived yet');
  const told = { reason: `settled: ${because}`, definite: false, proofHash: proof, at: when };
  const step = moved(part, notice, state, told, view, at);
  const { contactId, personId, role, channel, purpose, requestId } = notice;
  const data = { noticeId, contactId, personId, role, channel, purpose, requestId, outcome, proof, because, by };
  const said = { type: 'notice-settled', data: { ...data, at: instant(at.now) } };
  return { ...step, said: [said, ...(step.said ?? [])] };
}

const refused = (part: NoticesPart, because: string, detail: string): Step<NoticesPart> => ({
  part,
  refuse: { because, detail },
});
