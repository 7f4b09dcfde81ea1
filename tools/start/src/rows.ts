import type { Term } from './term.js';

/** A piece of a row that stays on one line. */
export type Part = Readonly<{ text: string; paint?: (text: string) => string }>;

const INDENT = '    ';
const NAME = 13;
const COLUMNS = 80;
const BETWEEN = ' · ';

/** A named row of what is told of a day: as many lines as it takes, none wider than a terminal. */
export function row(name: string, parts: readonly Part[], term: Term): string {
  const room = COLUMNS - INDENT.length - NAME;
  const lines: Part[][] = [];
  let used = room;
  for (const part of parts) {
    const needs = BETWEEN.length + part.text.length;
    if (used + needs > room) {
      lines.push([part]);
      used = part.text.length;
    } else {
      lines.at(-1)?.push(part);
      used += needs;
    }
  }
  const painted = lines.map((line) => line.map(({ text, paint }) => (paint ?? asIs)(text)).join(term.dim(BETWEEN)));
  const under = `\n${' '.repeat(INDENT.length + NAME)}`;
  return `${INDENT}${term.dim(name.padEnd(NAME))}${painted.join(under)}`;
}

const asIs = (text: string): string => text;
