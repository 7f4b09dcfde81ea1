import type { ReplyMeaning, ReplyWords } from './lists.js';
import { saidByThem } from './said-by-them.js';

/** Width of letters, case, and what stands between words do not change what somebody says. */
const spelt = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/['’`´]/gu, '')
    .replaceAll(/[\p{P}\p{S}\s]+/gu, ' ')
    // Whoever writes Chinese puts no space between words, and whoever adds a Latin word to it none either.
    .replaceAll(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
    .replaceAll(/(?<=[A-Z0-9])(?=\p{Script=Han})|(?<=\p{Script=Han})(?=[A-Z0-9])/gu, ' ')
    .trim();

const SENTENCE_ENDS = /[.。!！?？;；,，、:：…~～\n]+/u;

/** A longer sentence says more than a word, and is not worth the looking. */
const LONGEST = 200;

type By = Readonly<Record<string, readonly string[]>>;
const allOf = (by: By): readonly string[] => Object.values(by).flat().map(spelt);

/** Latin phrases end where words end; Chinese ones stand anywhere. */
const holds = (said: string, phrase: string): boolean =>
  /\p{Script=Han}/u.test(phrase)
    ? said.replaceAll(' ', '').includes(phrase.replaceAll(' ', ''))
    : ` ${said} `.includes(` ${phrase} `);

/**
 * What an answer to a message means. Words of all languages count, whatever the person's own is. In doubt it is an
 * opt-out, for nobody is harmed by one message less; and of two meanings the one that ends more.
 */
export function classifyReply(text: string, words: ReplyWords): ReplyMeaning {
  const lines = saidByThem(text);
  const whole = spelt(lines.join('\n'));
  const says = (by: By): boolean => allOf(by).some((phrase) => holds(whole, phrase));
  if (says(words.ceasePhrases)) return 'cease';
  if (says(words.optOutOfAllPhrases)) return 'opt-out-of-all';
  if (says(words.optOutPhrases)) return 'opt-out';
  const optOut = new Set(allOf(words.optOut));
  const fillers = allOf(words.fillers).toSorted((a, b) => b.length - a.length);
  const sentences = lines
    .flatMap((line) => line.split(SENTENCE_ENDS))
    .map(spelt)
    .filter(({ length }) => length <= LONGEST);
  return sentences.some((one) => optOut.has(bare(one, fillers)) || optOut.has(one)) ? 'opt-out' : 'other';
}

/** A sentence without what only makes it polite. */
function bare(sentence: string, fillers: readonly string[]): string {
  let rest = sentence;
  for (let before = ''; rest !== before;) {
    before = rest;
    for (const filler of fillers) rest = stripped(rest, filler);
  }
  return rest;
}

function stripped(text: string, filler: string): string {
  const isHan = /\p{Script=Han}/u.test(filler);
  const [first, last] = isHan ? [filler, filler] : [`${filler} `, ` ${filler}`];
  let rest = text;
  if (rest.startsWith(first)) rest = rest.slice(first.length).trim();
  if (rest.endsWith(last)) rest = rest.slice(0, -last.length).trim();
  return rest;
}
