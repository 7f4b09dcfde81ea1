import type { ReplyWords } from './lists.js';

/** Punctuation, spaces and the width of letters do not change what somebody says. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[\p{P}\p{S}\s]+/gu, ' ')
    .trim()
    .toUpperCase();

/**
 * What an answer to a message means. Words of all languages count, whatever the person's own is: in doubt it is an
 * opt-out, for nobody is harmed by one message less.
 */
export function classifyReply(text: string, words: ReplyWords): 'opt-out' | 'other' {
  const said = plain(text);
  const all = (by: ReplyWords['optOut']): readonly string[] => Object.values(by).flat().map(plain);
  if (all(words.optOut).includes(said)) return 'opt-out';
  return all(words.optOutPhrases).some((phrase) => said.includes(phrase)) ? 'opt-out' : 'other';
}
