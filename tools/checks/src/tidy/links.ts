import { posix } from 'node:path';
import type { SourceFile } from '../tree.js';
import type { Check } from './check.js';

const LINK = /\[[^\]]*\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g;

/** Links in the prose that lead nowhere: to a file that is not there, or to a heading that a file does not have. */
export const linksResolve: Check = (files) => {
  const paths = new Map(files.map((file) => [file.path, file]));
  const folders = new Set(files.flatMap(({ path }) => foldersAbove(path)));
  return files
    .filter(({ path }) => path.endsWith('.md'))
    .flatMap(({ path, text }) =>
      [...withoutCode(text).matchAll(LINK)]
        .map(([, target = '']) => target)
        .filter((target) => !/^[a-z]+:/.test(target))
        .filter((target) => !resolves(path, target, paths, folders))
        .map((target) => `${path}: the link to ${target} leads nowhere: mend it or take it away`),
    );
};

function resolves(
  from: string,
  target: string,
  paths: ReadonlyMap<string, SourceFile>,
  folders: ReadonlySet<string>,
): boolean {
  const [file = '', heading] = target.split('#');
  const path = file === '' ? from : posix.join(posix.dirname(from), file).replace(/\/$/, '');
  if (heading === undefined || heading === '') return paths.has(path) || folders.has(path);
  return headingsOf(paths.get(path)?.text ?? '').has(heading);
}

function headingsOf(text: string): ReadonlySet<string> {
  return new Set([...withoutCode(text).matchAll(/^#+\s+(.*)$/gm)].map(([, title = '']) => anchorOf(title)));
}

/** As GitHub names a heading. */
const anchorOf = (title: string): string =>
  title
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');

const withoutCode = (text: string): string =>
  text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]]/g, ' '));

function foldersAbove(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return ['.', ...parts.map((_, depth) => parts.slice(0, depth + 1).join('/'))];
}
