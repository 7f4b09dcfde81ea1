import { addDays, type CalendarDate } from '@mora/kernel';
import { cardAccount, cardHolder } from '../cards.js';
import { chance, pick, wholeBetween } from '../chance.js';
import { loanOf, type Portfolio } from '../portfolio.js';
import { nameOf } from './names.js';
import { type Point, pointsOf } from './points.js';

export type Language = 'zh-CN' | 'zh-TW' | 'en';

/** Where somebody lives, in the eyes of the law and of the clock. */
export type Home = Readonly<{ jurisdiction: string; timeZone: string; language: Language }>;

/** A borrower of the simulated bank; nothing of it is anybody's. */
export type Person = Readonly<{
  /** The ledger's id of the party, which the bank's system of customers uses too. */
  party: string;
  /** The ledger's ids of the loans. */
  loans: readonly string[];
  home: Home;
  /** False: the bank does not know the zone, so that nobody may be contacted. */
  zoneKnown: boolean;
  name: string;
  idNumber: string;
  birthDate: CalendarDate;
  segment: 'mass' | 'affluent';
  points: readonly Point[];
  preference: readonly ('sms' | 'email' | 'call' | 'letter')[];
  digital: boolean;
  /** Agrees to be called by a machine. */
  robotCalls: boolean;
  /** Agrees to be called at other hours than usual; null: has said nothing. */
  hours: string | null;
}>;

const home = (jurisdiction: string, timeZone: string, language: Language): Home => ({
  jurisdiction,
  timeZone,
  language,
});

const MAINLAND = home('CN', 'Asia/Shanghai', 'zh-CN');
const TAIWAN = home('TW', 'Asia/Taipei', 'zh-TW');

/** Sixty, twenty-five and fifteen in a hundred. */
const HOMES: readonly (readonly [Home, number])[] = [
  [MAINLAND, 600],
  [TAIWAN, 250],
  [home('US-NY', 'America/New_York', 'en'), 60],
  [home('US-TX', 'America/Chicago', 'en'), 45],
  [home('US-CA', 'America/Los_Angeles', 'en'), 45],
];
const ZONE_UNKNOWN = 0.02;
const OLDEST_DAYS = 25_000;

/** All borrowers, of instalment loans and of cards, each once. */
export function peopleOf(portfolio: Portfolio): readonly Person[] {
  const loansOf = new Map<string, string[]>();
  for (let n = 1; n <= portfolio.loans; n += 1) {
    const { party, id } = loanOf(portfolio, n);
    const known = loansOf.get(party);
    if (known === undefined) loansOf.set(party, [id]);
    else known.push(id);
  }
  for (let n = 1; n <= portfolio.cards; n += 1) loansOf.set(cardHolder(n), [cardAccount(n)]);
  return [...loansOf].map(([party, loans]) => personOf(portfolio, party, loans));
}

/** Depends on nothing but the seed and the party's own id. */
export function personOf(portfolio: Portfolio, party: string, loans: readonly string[]): Person {
  const { seed, opensOn } = portfolio;
  const luck = (purpose: string) => chance(seed, 'person', party, purpose);
  const where = homeOf(portfolio, loans) ?? pick(HOMES, luck('home'));
  return {
    party,
    loans,
    home: where,
    zoneKnown: luck('zone') >= ZONE_UNKNOWN,
    name: nameOf(where.language, luck('family'), luck('given')),
    idNumber: `ID${wholeBetween(10_000_000, 99_999_999, luck('id'))}`,
    birthDate: addDays(opensOn, -wholeBetween(7_500, OLDEST_DAYS, luck('birth'))),
    segment: luck('segment') < 0.8 ? 'mass' : 'affluent',
    points: pointsOf(party, where.jurisdiction, luck),
    preference: luck('prefers') < 0.25 ? ['email', 'sms'] : ['sms', 'email'],
    digital: luck('digital') < 0.7,
    robotCalls: luck('robot') < 0.4,
    hours: luck('hours') < 0.05 ? '07:00-23:00' : null,
  };
}

/** Where the currency of the loan is; null for a bank that lends in one currency, whose borrowers live anywhere. */
function homeOf(portfolio: Portfolio, [loan]: readonly string[]): Home | null {
  const { goesToLaw = false, economies = false } = portfolio;
  if (!goesToLaw || !economies || loan === undefined) return null;
  const { currency } = loanOf(portfolio, Number(loan.slice(loan.indexOf('-') + 1)));
  return currency === 'TWD' ? TAIWAN : MAINLAND;
}
