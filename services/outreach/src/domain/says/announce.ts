import type { LoanId, PersonId } from '@mora/kernel';
import type { Said, Write } from '../loan/part.js';
import type { Seen } from '../people/step.js';
import type { Touch } from '../words.js';
import type { CloseSay, Say } from './commands.js';
import type { OpenSay } from './open-say.js';

/** What binds the person in all loans, on its way to the person's lane. */
export const touching = (loanId: LoanId, personId: PersonId, change: Touch): Said => ({
  type: 'person-touched',
  data: { loanId, personId, change },
  to: personId,
});

/** What has been said, as it is published. That contact is to cease is said by the person's lane, of all loans. */
export function raised(open: OpenSay, { saying }: Say): readonly Said[] {
  const { sayId, personId, role, about, written, agencyId } = open;
  const who = { personId, role };
  switch (saying.says) {
    case 'dispute':
      return [{ type: 'dispute-raised', data: { disputeId: sayId, ...who, kind: about, written } }];
    case 'complaint': {
      const whom = agencyId === null ? 'bank' : 'agency';
      return [{ type: 'complaint-raised', data: { complaintId: sayId, ...who, about: whom, agencyId, kind: about } }];
    }
    case 'hardship':
      return [{ type: 'hardship-reported', data: { reportId: sayId, ...who, reason: about } }];
    case 'question':
      return [{ type: 'question-asked', data: { questionId: sayId, ...who, topic: about, ...asked(open) } }];
    default:
      return [];
  }
}

const asked = ({ openedAt, dueAt }: OpenSay) => ({ askedAt: instant(openedAt), dueAt: instant(dueAt ?? openedAt) });

/** That it is settled, as it is published. */
export function closed(open: OpenSay, { outcome, verificationSentOn }: CloseSay, now: number): readonly Said[] {
  const { sayId, personId, role, says, about, written, agencyId } = open;
  const who = { personId, role };
  switch (says) {
    case 'dispute': {
      const ended = outcome === 'upheld' || outcome === 'rejected' ? outcome : 'withdrawn';
      const data = { disputeId: sayId, ...who, kind: about, written, outcome: ended, verificationSentOn };
      return [{ type: 'dispute-closed', data }];
    }
    case 'complaint': {
      const whom = agencyId === null ? 'bank' : 'agency';
      return [{ type: 'complaint-closed', data: { complaintId: sayId, ...who, about: whom, agencyId, kind: about } }];
    }
    case 'question': {
      const data = { questionId: sayId, ...who, topic: about, ...asked(open), answeredAt: instant(now) };
      return [{ type: 'question-answered', data }];
    }
    default:
      return [];
  }
}

const instant = (ms: number): string => new Date(ms).toISOString();

type End = Readonly<{ at: number; by: string | null; outcome: string }>;

export type SayRow = Readonly<{ loanId: string; say: OpenSay; end: End | null }>;

/** The row by which people find it. */
export const rowOf = ({ loanId }: Seen, say: OpenSay, end: End | null): Write => ({
  table: 'say',
  row: { loanId, say, end } satisfies SayRow,
});
