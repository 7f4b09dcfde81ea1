import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { addDays, type CalendarDate } from '@mora/kernel';
import type { DueLine, HearingLine, ObjectionLine } from '../../persistence/proceedings/calendar.queries.js';

const HOUR_MS = 3_600_000;
const NAME = 'Mora: courts';

/** Something that has a last day. */
type Due = Readonly<{
  id: string;
  caseId: string;
  what: string;
  court: string;
  dueOn: CalendarDate;
  provisional: boolean;
}>;

export const dueOfStep = ({ proceedingId, kind, step, caseId, court, dueOn, provisional }: DueLine): Due => ({
  id: `${proceedingId}.${step}`,
  what: `${step} (${kind})`,
  caseId,
  court,
  dueOn,
  provisional,
});

/** Its court decides, and then it is fought: by review of a higher court, or by a suit where an outsider has objected. */
export const dueOfObjection = ({
  objectionId,
  side,
  state,
  caseId,
  court,
  dueOn,
  provisional,
}: ObjectionLine): Due => ({
  id: `${objectionId}.${state}`,
  what: state === 'raised' ? `decision on an objection (${side})` : FOUGHT_BY[side],
  caseId,
  court,
  dueOn,
  provisional,
});

const FOUGHT_BY = { party: 'review of an objection', outsider: 'suit on an objection' } as const;

/**
 * A lawyer's calendar (RFC 5545): hearings by their hour, and the last day of whatever is due. It names courts and cases,
 * and nobody: it lies on telephones.
 */
export function feedOf(hearings: readonly HearingLine[], dues: readonly Due[], now: Date): string {
  const calendar = ical({ name: NAME, method: ICalCalendarMethod.PUBLISH, prodId: '//Mora//legal-escalation//EN' });
  for (const { hearingId, caseId, kind, court, at, state, sequence } of hearings) {
    calendar.createEvent({
      id: hearingId,
      sequence,
      stamp: now,
      start: at,
      end: new Date(at.getTime() + HOUR_MS),
      summary: `Hearing: ${kind}`,
      location: court,
      description: caseId,
      status: state === 'adjourned' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  }
  for (const { id, caseId, what, court, dueOn, provisional } of dues) {
    calendar.createEvent({
      id,
      stamp: now,
      start: new Date(dueOn),
      end: new Date(addDays(dueOn, 1)),
      allDay: true,
      summary: `Due: ${what}`,
      location: court,
      description: caseId,
      status: provisional ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
    });
  }
  return calendar.toString();
}
