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
  /** Words by which anybody who reads a text learns of a debt. */
  debtWords: ByLanguage;
  reply: ReplyWords;
}>;

/** `opt-out`: from the channel by which it came; `cease`: no contact about the debt at all. */
export type ReplyMeaning = 'opt-out' | 'opt-out-of-all' | 'cease' | 'other';

export type ReplyWords = Readonly<{
  /** An opt-out where they are a sentence by themselves, with nothing but `fillers` around them. */
  optOut: ByLanguage;
  fillers: ByLanguage;
  /** These mean it wherever they stand. */
  optOutPhrases: ByLanguage;
  optOutOfAllPhrases: ByLanguage;
  ceasePhrases: ByLanguage;
  goldenCases: readonly Readonly<{ text: string; expect: ReplyMeaning }>[];
}>;
