import type { LoanAt, LoanView, Step } from '../loan/part.js';
import type { CheckInVisit, LogVisit } from './commands.js';
import type { Arrival, NoticesPart } from './kept.js';
import { instant } from './said.js';

/** Of visits that nobody reported a few are kept, so that a report that comes late is still taken. */
const KEPT = 10;

/** Those who visit have come to the place: who allowed it and what came of it meet in this record. */
export function checkedIn(part: NoticesPart, command: CheckInVisit, _view: LoanView, _at: LoanAt): Step<NoticesPart> {
  const { decisionId, contactId, personId, role, pointId, agencyId, visitors, checkedInAt } = command;
  if (new Set(visitors).size < PAIR) return refused(part, 'alone', 'nobody visits alone');
  if (part.arrivals[decisionId] !== undefined) return refused(part, 'checked-in-already', 'they have come already');
  const arrival: Arrival = { visitors: visitors.length, checkedInAt };
  const kept = Object.entries(part.arrivals).slice(1 - KEPT);
  const data = { decisionId, contactId, personId, role, pointId, agencyId, visitors: visitors.length };
  return {
    part: { ...part, arrivals: Object.fromEntries([...kept, [decisionId, arrival]]) },
    said: [{ type: 'visit-checked-in', data: { ...data, checkedInAt: instant(checkedInAt) } }],
  };
}

/** As the contract has it: a visit of one is none. How many the law wants is a rule of the gate. */
const PAIR = 2;

/** With whom and since when the visit was; why it cannot be reported where nobody has checked in before its outcome. */
export function arrivalOf({ arrivals }: NoticesPart, visit: LogVisit): Arrival | 'not-checked-in' | 'before-check-in' {
  const { arrival, decisionId, at } = visit;
  // A firm that works offline reports the whole visit in one line of its file.
  const known = arrival ?? (decisionId === null ? undefined : arrivals[decisionId]);
  if (known === undefined) return 'not-checked-in';
  return at < known.checkedInAt ? 'before-check-in' : known;
}

const refused = (part: NoticesPart, because: string, detail: string): Step<NoticesPart> => ({
  part,
  refuse: { because, detail },
});
