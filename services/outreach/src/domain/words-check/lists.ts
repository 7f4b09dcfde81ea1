import type { Language } from '../notices/commands.js';
import type { Channel, Purpose } from '../words.js';
import type { Disclosure } from './template.js';

type ByLanguage = Readonly<Record<Language, readonly string[]>>;

/** What a text may never say, as patterns; each with texts that must and must not be found. */
export type ForbiddenClass = Readonly<{
  id: string;
  source: string;
  mark: string;
  patterns: ByLanguage;
  hits: readonly string[];
  misses: readonly string[];
}>;

/** What must be told, by what for and by which way. What is not named does not matter. */
export type RequiredRow = Readonly<{
  id: string;
  source: string;
  mark: string;
  purposes?: readonly Purpose[];
  channels?: readonly Channel[];
  jurisdictions?: readonly string[];
  templates?: readonly string[];
  needs: readonly Disclosure[];
}>;

export type WordLists = Readonly<{
  forbidden: readonly ForbiddenClass[];
  required: readonly RequiredRow[];
  /** Phrases of which one must stand in the text for it to have told something. */
  evidence: Readonly<Partial<Record<Disclosure, ByLanguage>>>;
  reply: ReplyWords;
}>;

export type ReplyWords = Readonly<{
  /** Said alone, they are an opt-out; the long ones also within a text. */
  optOut: ByLanguage;
  optOutPhrases: ByLanguage;
  goldenCases: readonly Readonly<{ text: string; expect: 'opt-out' | 'other' }>[];
}>;
