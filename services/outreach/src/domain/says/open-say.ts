import {
  addDays,
  addWorkingDays,
  type CalendarDate,
  CalendarNotCovered,
  calendarOf,
  daysBetween,
  type PersonId,
} from '@mora/kernel';
import type { Seen } from '../people/step.js';
import type { DecisionAt, Role, Touch } from '../words.js';
import type { Say, Saying } from './commands.js';

const DAY_MS = 86_400_000;

/** The topic of what somebody has written: the text itself lies in the vault, under the id of the saying. */
export const FREE_TEXT = 'free-text';

/** Something that was said and is not settled yet. */
export type OpenSay = Readonly<{
  sayId: string;
  personId: PersonId;
  role: Role;
  says: 'dispute' | 'complaint' | 'hardship' | 'question' | 'cease';
  /** What about: the kind of a dispute, the topic of a question, the reason of a hardship. */
  about: string;
  via: string;
  written: boolean;
  agencyId: string | null;
  openedOn: CalendarDate;
  openedAt: number;
  /** By when it must be answered. */
  dueAt: number | null;
  /** The last day on which it holds by itself. */
  until: CalendarDate | null;
  /** Of a dispute: under which id its proof was requested, and the day on which it went out. */
  verifying?: string | null;
  verifiedOn?: CalendarDate | null;
}>;

/** What binds the person in all loans is the person's lane to keep. */
export function touchesOf({ saying, via }: Say): readonly Touch[] {
  switch (saying.says) {
    case 'opt-out':
    case 'opt-in':
      return [{ kind: saying.says, channel: saying.channel, via }];
    case 'wrong-person':
      return [{ kind: 'wrong-point', pointId: saying.pointId }];
    case 'vulnerability':
      return [{ kind: 'flag', flags: saying.flags }];
    case 'vulnerability-over':
      return [{ kind: 'unflag', flags: saying.flags }];
    default:
      return [];
  }
}

/** What binds the person where there is no loan through which it was said; null where nothing does. */
export function touchOf(saying: Saying): Touch | null {
  switch (saying.says) {
    case 'opt-out':
    case 'opt-in':
      return { kind: saying.says, channel: saying.channel, via: 'word' };
    case 'cease':
      return { kind: 'flag', flags: ['cease'] };
    default:
      return null;
  }
}

/** What stays open until it is settled; null where nothing does. */
export function openedBy(say: Say, seen: Seen, at: DecisionAt): OpenSay | null {
  const { saying } = say;
  const work = seen.rules.work.inForceOn(at.openDay);
  switch (saying.says) {
    case 'dispute':
      return { ...heard(say, at), says: 'dispute', about: saying.about, written: saying.written };
    case 'complaint':
      return { ...heard(say, at), says: 'complaint', about: saying.topic, agencyId: saying.agencyId };
    case 'hardship':
      return {
        ...heard(say, at),
        says: 'hardship',
        about: saying.reason,
        until: addDays(at.openDay, work.hardshipDays),
      };
    case 'question':
      return { ...heard(say, at), says: 'question', about: saying.topic, dueAt: answerBy(say.personId, seen, at) };
    case 'cease':
      return { ...heard(say, at), says: 'cease', about: 'all' };
    default:
      return null;
  }
}

/** What any saying has to be found by. */
export const heard = ({ sayId, personId, role, via, saying }: Say, at: DecisionAt) => ({
  sayId,
  personId,
  role,
  via,
  says: saying.says as OpenSay['says'],
  about: 'channel' in saying ? saying.channel : saying.says,
  written: false,
  agencyId: null,
  openedOn: at.openDay,
  openedAt: at.now,
  dueAt: null,
  until: null,
});

/** So many working days later, at the same hour (S30). Where the holidays are unknown it is the sooner, plain day. */
function answerBy(person: PersonId, { rules, holidays, jurisdictionOf }: Seen, { now, openDay }: DecisionAt): number {
  const { questionWorkingDays: days, calendar } = rules.work.inForceOn(openDay);
  const jurisdiction = jurisdictionOf(person);
  try {
    const on = addWorkingDays(holidays, jurisdiction === null ? calendar : calendarOf(jurisdiction), openDay, days);
    return now + daysBetween(openDay, on) * DAY_MS;
  } catch (error) {
    if (!(error instanceof CalendarNotCovered)) throw error;
    return now + days * DAY_MS;
  }
}
