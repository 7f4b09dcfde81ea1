import type { LoanEvent } from '../loan/event.js';
import type { LoanView } from '../loan/part.js';
import { roleOf } from '../loan/parts/parties.js';
import type { LostContact } from '../words.js';
import type { NoticesPart } from './kept.js';

type PersonFactsSaid = Extract<LoanEvent, { kind: 'person-facts' }>;

/** Keeps of each borrower whether the borrower can be found. */
export function heardOf(part: NoticesPart, { personId, facts }: PersonFactsSaid, { parts }: LoanView): NoticesPart {
  const role = roleOf(parts.parties, personId);
  if (role !== 'borrower' && role !== 'co-borrower') return part;
  const lost = facts.lostContact ?? 'no';
  return part.lost[personId] === lost ? part : { ...part, lost: { ...part.lost, [personId]: lost } };
}

/** As others of the loan may be asked by it: as long as one of the borrowers can be found nobody else is to be asked. */
export function lostBorrowers(lost: NoticesPart['lost']): LostContact {
  const all = Object.values(lost);
  if (all.length === 0 || all.includes('no')) return 'no';
  return all.includes('three-failed') ? 'three-failed' : 'number-invalid';
}
