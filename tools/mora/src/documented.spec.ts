import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Command, CommanderError } from 'commander';
import { programOf } from './program.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PAGES = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], { cwd: ROOT });
const INVOKED = /^(?:npm run mora --|npx mora|mora)(?: (?<words>.*))?$/;

type Line = readonly [words: string, page: string];

/** Every `mora …` of a page: the lines of its shell blocks, and what it says between single marks. */
function linesOf(page: string): Line[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, code = '']) => code);
  const spans = text.replaceAll(/^```.*?^```$/gms, '').matchAll(/`([^`\n]+)`/g);
  const code = [
    ...blocks.flatMap((block) => block.replaceAll('\\\n', ' ').split('\n')),
    ...[...spans].map(([, c]) => c),
  ];
  return code.flatMap((line = ''): Line[] => {
    const words = INVOKED.exec(line.replace(/\s#.*$/, '').trim())?.groups?.['words'];
    return words === undefined ? [] : [[words.trim().replaceAll(/\s+/g, ' '), page]];
  });
}

/** What is wrong with a line; nothing is asked of any server. A group by itself, which lists what it can, is fine. */
async function wrongWith(words: string): Promise<string | null> {
  const program = programOf({
    ingestionUrl: undefined,
    classificationUrl: undefined,
    outreachUrl: undefined,
    negotiationUrl: undefined,
    legalUrl: undefined,
    token: undefined,
    folder: '.mora',
    colour: false,
  });
  quieten(program);
  try {
    await program.parseAsync(split(words), { from: 'user' });
    return null;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.code === 'commander.help' ? null : error.message;
  }
}

function quieten(command: Command): void {
  command.configureOutput({ writeOut: () => undefined, writeErr: () => undefined });
  if (command.commands.length === 0) command.action(() => undefined);
  command.commands.forEach(quieten);
}

const split = (words: string): string[] =>
  [...words.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

const LINES = PAGES.toString().trim().split('\n').flatMap(linesOf);

it.each(LINES)('`mora %s` of %s is taken as it stands', async (words) => {
  expect(await wrongWith(words)).toBeNull();
});

it('README and CONTRIBUTING have such lines', () => {
  expect(LINES.map(([, page]) => page)).toEqual(expect.arrayContaining(['README.md', 'CONTRIBUTING.md']));
});

it.each([
  ['token --rolls operator', 'unknown option'],
  ['day close --reason why', 'missing required argument'],
  ['gaps skip demo:L-1', "required option '--reason"],
  ['nonsense', 'unknown command'],
])('`mora %s` would be found', async (words, why) => {
  expect(await wrongWith(words)).toContain(why);
});
