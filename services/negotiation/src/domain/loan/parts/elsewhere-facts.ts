import { addDays, type CalendarDate, latest } from '@mora/kernel';
import type { HoldKind } from '../../words.js';
import type { ElsewhereFact, LoanEvent } from '../event.js';
import type { ElsewherePart, Hold } from './elsewhere.js';
import { noticeAnswered } from './notices.js';
import { promised } from './promises.js';

/** So many holds are kept: more decide nothing. */
const MOST_HOLDS = 100;

/** What a fact of another service, or a hold that people set, makes of the part; a text is why it is refused. */
export function changedBy(part: ElsewherePart, event: LoanEvent, openDay: CalendarDate): ElsewherePart | string {
  switch (event.kind) {
    case 'hardship': {
      const { reportId, on, reason } = event;
      return part.hardship !== null && part.hardship.on > on ? part : { ...part, hardship: { reportId, on, reason } };
    }
    case 'dispute-raised':
      return held(part, { holdId: `dispute:${event.disputeId}`, kind: 'dispute', from: event.on, until: null });
    case 'dispute-closed':
      return lifted(part, `dispute:${event.disputeId}`, event.on);
    case 'vulnerable':
      return vulnerable(part, event);
    case 'not-vulnerable':
      return owesIt(event.role) ? lifted(part, `vulnerable:${event.personId}`, event.on) : part;
    case 'promise-broken':
    case 'promise-kept': {
      const brokenPromises = promised(part.brokenPromises, event);
      return brokenPromises === part.brokenPromises ? part : { ...part, brokenPromises };
    }
    case 'conversation': {
      const last = part.lastConversationOn;
      const lastConversationOn = last === null ? event.on : latest(last, event.on);
      return { ...part, lastConversationOn, reason: event.reason ?? part.reason };
    }
    case 'notice-answered':
      return noticeAnswered(part, event);
    case 'legal-asked': {
      const { requestId, caseId, graceDays, on } = event;
      if (part.legal.some(({ ref }) => ref.requestId === requestId)) return part;
      return { ...part, legal: [...part.legal, { ref: { requestId, caseId }, graceDays, on, opened: false }] };
    }
    case 'hold': {
      const { holdId, hold: kind, from, until } = event;
      if (until !== null && until < from) return 'ends-before-it-begins';
      return held(part, { holdId, kind, from, until });
    }
    case 'lift': {
      if (!part.holds.some(({ holdId, until }) => holdId === event.holdId && (until === null || until >= openDay))) {
        return 'no-such-hold';
      }
      return lifted(part, event.holdId, openDay);
    }
    default:
      return part;
  }
}

const owesIt = (role: string): boolean => role === 'borrower' || role === 'co-borrower';

type Fact<K extends ElsewhereFact['kind']> = Extract<ElsewhereFact, { kind: K }>;

/** The death of a borrower, and what a court has ordered, are more than a reason for care. */
function vulnerable(part: ElsewherePart, { personId, role, legal, on }: Fact<'vulnerable'>): ElsewherePart {
  if (!owesIt(role)) return part;
  return held(part, { holdId: `vulnerable:${personId}`, kind: kindOf(legal), from: on, until: null });
}

const kindOf = (legal: readonly string[]): HoldKind => {
  if (legal.includes('deceased')) return 'deceased';
  return legal.includes('bankrupt') || legal.includes('moratorium') ? 'moratorium' : 'vulnerability';
};

/** The same hold again moves it: it began when it was said first. */
function held(part: ElsewherePart, hold: Hold): ElsewherePart {
  const known = part.holds.find(({ holdId, until }) => holdId === hold.holdId && until === null);
  const others = part.holds.filter((one) => one !== known);
  const holds = [...others, known === undefined ? hold : { ...hold, from: known.from }].toSorted(byStart);
  return { ...part, holds: holds.slice(-MOST_HOLDS) };
}

const byStart = (a: Hold, b: Hold): number =>
  a.from < b.from ? -1 : a.from > b.from ? 1 : a.holdId < b.holdId ? -1 : a.holdId > b.holdId ? 1 : 0;

/** What is lifted on a day holds up to the day before; a hold of one day only never was. */
function lifted(part: ElsewherePart, holdId: string, on: CalendarDate): ElsewherePart {
  const last = addDays(on, -1);
  const isOpen = (hold: Hold): boolean => hold.holdId === holdId && (hold.until === null || hold.until > last);
  if (!part.holds.some(isOpen)) return part;
  const holds = part.holds.flatMap((hold) => {
    if (!isOpen(hold)) return [hold];
    return hold.from > last ? [] : [{ ...hold, until: last }];
  });
  return { ...part, holds };
}
