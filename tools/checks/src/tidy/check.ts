import type { SourceFile } from '../tree.js';

/** One rule of the house: what breaks it, as `path:line: what to do instead`. */
export type Check = (files: readonly SourceFile[]) => readonly string[];

export const isSource = (path: string): boolean => /\.(ts|mjs)$/.test(path);
export const isSpec = (path: string): boolean => /\.spec\.ts$/.test(path) || /^services\/[^/]+\/test\//.test(path);
export const isDomain = (path: string): boolean => /^services\/[^/]+\/src\/domain\//.test(path);

/** The checks speak of what they forbid, and their specs show it. */
export const speaksOfRules = (path: string): boolean => /^(tools\/checks\/|eslint\.config\.mjs$)/.test(path);

type Line = Readonly<{ applies: (path: string) => boolean; forbidden: RegExp; instead: string; in?: 'code' | 'text' }>;

/** A rule that can be read off one line; comments are not code. */
export function lineCheck({ applies, forbidden, instead, in: where = 'code' }: Line): Check {
  return (files) =>
    files
      .filter(({ path }) => applies(path))
      .flatMap(({ path, text }) =>
        (where === 'code' ? withoutComments(text) : text)
          .split('\n')
          .flatMap((line, at) => (forbidden.test(line) ? [`${path}:${at + 1}: ${instead}`] : [])),
      );
}

/** The text with its comments blanked out, each line where it was. A `//` behind a colon is an address. */
export function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ''))
    .replace(/(^|[^:'"`])\/\/.*$/gm, '$1');
}
