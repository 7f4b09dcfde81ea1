import { purposeReveals } from '../gate/own-words.js';
import type { Render } from './check-template.js';
import type { WordLists } from './lists.js';
import { requiredOf } from './required.js';
import { type Sample, samplesFor } from './samples.js';
import { type Disclosure, LANGUAGES, type Template, type Variable } from './template.js';

/** What the gate is told of words that may be let out. Whoever asks has put them to the check before. */
export type ProvedContent = Readonly<{ discloses: readonly Disclosure[]; revealsDebt: boolean }>;

/** All that was asked of it and all that it promises has been found in its text by the check. */
export const contentOf = (template: Template, lists: WordLists, render: Render): ProvedContent => ({
  discloses: requiredOf(template, lists),
  revealsDebt: template.purposes.some(purposeReveals) || tellsOfDebt(template, lists, render),
});

/** Of the debt speaks what reads otherwise for another debt, and what names one. */
const tellsOfDebt = (template: Template, { debtWords }: WordLists, render: Render): boolean =>
  samplesFor(template).some((sample) => {
    const body = template.bodies[sample.language] ?? '';
    const text = render(body, sample);
    if (text === null || OTHERWISE.some((value) => text !== render(body, otherwise(sample, value)))) return true;
    const lower = text.toLowerCase();
    return LANGUAGES.some((language) => debtWords[language].some((word) => lower.includes(word)));
  });

const OF_DEBT: readonly Variable[] = [
  'amountOverdue',
  'overdueInterest',
  'fees',
  'oldestDueOn',
  'daysPastDue',
  'nextDueOn',
  'nextDueAmount',
];

/** A condition may look for any of them. */
const OTHERWISE = ['other', '0', ''];

const otherwise = (sample: Sample, value: string): Sample => ({
  ...sample,
  values: { ...sample.values, ...Object.fromEntries(OF_DEBT.map((name) => [name, value])) },
});
