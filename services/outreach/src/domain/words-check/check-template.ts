import type { Language } from '../notices/commands.js';
import { claimsMore, forbiddenIn, forbiddenInBody } from './forbidden.js';
import type { WordLists } from './lists.js';
import { requiredOf, tells } from './required.js';
import type { Sample } from './samples.js';
import { LANGUAGES, partsOf, type Template } from './template.js';

export type Finding = Readonly<{ language: Language | null; because: string; what: string | null }>;

/** Renders one body; null where it names what is not there, or does what a template may not. */
export type Render = (body: string, sample: Sample) => string | null;

/** Segments of an SMS, and the characters in each where one of them is not of the old alphabet. */
const SEGMENTS = 4;
const WIDE = 67;
const NARROW = 153;

/** Why a template may not be let out; nothing where it may. What counts is what somebody would read. */
export function checkTemplate(
  template: Template,
  lists: WordLists,
  samples: readonly Sample[],
  render: Render,
): readonly Finding[] {
  const found = LANGUAGES.flatMap((language): Finding[] => {
    const body = template.bodies[language];
    if (body === undefined) return [{ language, because: 'language-missing', what: null }];
    const hidden = forbiddenInBody(body, lists.forbidden).map((what) => ({ language, because: 'forbidden', what }));
    const ofSamples = samples
      .filter((sample) => sample.language === language)
      .flatMap((sample) => checkOne(template, { language, body }, sample, lists, render));
    return [...ofSamples, ...hidden];
  });
  const seen = new Set<string>();
  return found.filter((finding) => {
    const key = JSON.stringify(finding);
    return seen.has(key) ? false : seen.add(key) !== undefined;
  });
}

type Words = Readonly<{ language: Language; body: string }>;

function checkOne(
  template: Template,
  { language, body }: Words,
  sample: Sample,
  lists: WordLists,
  render: Render,
): Finding[] {
  const text = render(body, sample);
  if (text === null) return [{ language, because: 'does-not-render', what: null }];
  const missing = requiredOf(template, lists).filter((need) => !tells(text, need, sample, lists));
  const forbidden = forbiddenIn(text, lists.forbidden);
  return [
    ...missing.map((what) => ({ language, because: 'disclosure-missing', what })),
    ...forbidden.map((what) => ({ language, because: 'forbidden', what })),
    ...(claimsMore(text, sample.claim) ? [{ language, because: 'forbidden', what: 'above-claim' }] : []),
    ...(template.channels.includes('sms') && isTooLong(partsOf(text).body)
      ? [{ language, because: 'too-long', what: 'sms' }]
      : []),
    ...(template.channels.some((channel) => channel !== 'sms') && partsOf(text).subject === ''
      ? [{ language, because: 'subject-missing', what: null }]
      : []),
  ];
}

function isTooLong(text: string): boolean {
  const isNarrow = /^[\u0020-\u007e\n]*$/u.test(text);
  return text.length > SEGMENTS * (isNarrow ? NARROW : WIDE);
}
