import type { CalendarDate } from '@mora/kernel';
import type { Language } from '../notices/commands.js';
import type { Channel, Purpose } from '../words.js';

export const LANGUAGES: readonly Language[] = ['zh-CN', 'zh-TW', 'en'];

/** What the words of a notice may have to tell. */
export const DISCLOSURES = [
  'amount',
  'due-date',
  'effects',
  'interest-and-fees',
  'credit-record',
  'sender',
  'complaint-phone',
  'opt-out',
  'identity',
  'how-to-object',
  'rights',
  'legal-basis',
  'validation-info',
  'agency-name',
  'duties',
  'how-to-check',
  'how-to-prove',
  'seal',
  'recording',
  'agency-bans',
] as const;
export type Disclosure = (typeof DISCLOSURES)[number];

/**
 * All that a template may print. Everything comes as text that is ready to be read in its language; `mayOptOut` is empty
 * where there is nothing to opt out of: in a letter, and in what the law demands.
 */
export const VARIABLES = [
  'salutation',
  'senderName',
  'senderAddress',
  'complaintPhone',
  'payHow',
  'caseOfficer',
  'loanReference',
  'today',
  'amountOverdue',
  'overdueInterest',
  'fees',
  'oldestDueOn',
  'daysPastDue',
  'nextDueOn',
  'nextDueAmount',
  'optOutUrl',
  'mayOptOut',
] as const;
export type Variable = (typeof VARIABLES)[number];
export type Values = Readonly<Record<Variable, string>> & Readonly<{ facts: Readonly<Record<string, string>> }>;

/** One version of the words for one purpose, in all languages. */
export type Template = Readonly<{
  id: string;
  version: number;
  effectiveFrom: CalendarDate;
  source: string;
  mark: string;
  channels: readonly Channel[];
  purposes: readonly Purpose[];
  /** Where it may be used; `*` everywhere. */
  jurisdictions: readonly string[];
  /** What it promises to tell, beside what is asked of it. */
  discloses: readonly Disclosure[];
  /** Names of the facts of a request that it prints; none where it is of the strategy. */
  facts: readonly string[];
  /** By language. The first line is the subject of a mail and the title of a letter; an SMS has none. */
  bodies: Readonly<Partial<Record<Language, string>>>;
}>;

export type Rendered = Readonly<{ subject: string; body: string }>;

const SUBJECT_ENDS = '\n---\n';

/** The subject and the text of what was rendered. */
export function partsOf(text: string): Rendered {
  const at = text.indexOf(SUBJECT_ENDS);
  if (at < 0) return { subject: '', body: text.trim() };
  return { subject: text.slice(0, at).trim(), body: text.slice(at + SUBJECT_ENDS.length).trim() };
}
