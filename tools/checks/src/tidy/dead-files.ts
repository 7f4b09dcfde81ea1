import { posix } from 'node:path';
import type { SourceFile } from '../tree.js';
import { type Check, isSource, isSpec } from './check.js';

const RELATIVE = /(?:\bfrom|\bimport|\bimport\()\s*['"](\.{1,2}\/[^'"]+)['"]/g;
const ENTRANCE = /(^|\/)(index|main|config)\.(ts|mjs)$|\.config\.mjs$/;

/** Sources that nothing leads to: no entrance, no spec, and no file that names them by their path. */
export const noDeadFiles: Check = (files) => {
  const sources = new Map(files.filter(({ path }) => isSource(path)).map((file) => [file.path, file]));
  const alive = new Set<string>();
  const visit = (path: string): void => {
    const file = sources.get(path);
    if (file === undefined || alive.has(path)) return;
    alive.add(path);
    importsOf(file).forEach(visit);
  };
  const entrances = [...sources.keys()].filter((path) => ENTRANCE.test(path) || isSpec(path) || namedIn(files, path));
  entrances.forEach(visit);
  return [...sources.keys()]
    .filter((path) => !alive.has(path))
    .map((path) => `${path}: nothing leads here: import it from an index, a main or a spec, or delete it`);
};

function importsOf({ path, text }: SourceFile): readonly string[] {
  return [...text.matchAll(RELATIVE)].flatMap(([, specifier = '']) => {
    const target = posix.join(posix.dirname(path), specifier);
    return [target, target.replace(/\.js$/, '.ts')];
  });
}

/** Programs are started by their path, from package.json or from another program. */
function namedIn(files: readonly SourceFile[], path: string): boolean {
  const inPackage = path.replace(/^[^/]+\/[^/]+\//, '');
  return files.some(
    ({ path: other, text }) =>
      other !== path &&
      !other.endsWith('.md') &&
      (text.includes(path) || (inPackage !== path && namesItself(other, path, inPackage, text))),
  );
}

/** Within one package a program may be named from the package's top, as `./src/worker.ts`. */
function namesItself(other: string, path: string, inPackage: string, text: string): boolean {
  const top = path.slice(0, -inPackage.length);
  const near = `./${posix.relative(posix.dirname(other), path)}`;
  return (
    other.startsWith(top) &&
    (text.includes(`'${near}'`) || text.includes(`"${near}"`) || text.includes(`'./${inPackage}'`))
  );
}
