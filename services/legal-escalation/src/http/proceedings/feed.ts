import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { addDays } from '@mora/kernel';
import type { DueLine, HearingLine } from '../../persistence/proceedings/calendar.queries.js';

const HOUR_MS = 3_600_000;
const NAME = 'Mora: courts';

/**
 * A lawyer's calendar (RFC 5545): hearings by their hour, and the last day of whatever is due. It names courts and cases,
 * and nobody: it lies on telephones.
 */
export function feedOf(hearings: readonly HearingLine[], dues: readonly DueLine[], now: Date): string {
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
  for (const { proceedingId, caseId, kind, court, step, dueOn, provisional } of dues) {
    calendar.createEvent({
      id: `${proceedingId}.${step}`,
      stamp: now,
      start: new Date(dueOn),
      end: new Date(addDays(dueOn, 1)),
      allDay: true,
      summary: `Due: ${step} (${kind})`,
      location: court,
      description: caseId,
      status: provisional ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
    });
  }
  return calendar.toString();
}
