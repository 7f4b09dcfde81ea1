import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LockFile, missingForSomePlatform, namingTheirRegistry } from './lock-file.js';
import { ROOT } from './tree.js';

const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as LockFile;

it('the lock file names every package that some platform needs', () => {
  expect(missingForSomePlatform(lock)).toEqual([]);
});

it('the lock file names no registry: each npm asks its own', () => {
  expect(namingTheirRegistry(lock)).toEqual([]);
});

it('a platform package that was left out is seen, and one that lies deeper is found', () => {
  const packages = {
    '': {},
    'node_modules/fast': { optionalDependencies: { 'fast-linux': '1', 'fast-mac': '1' } },
    'node_modules/fast-linux': {},
    'node_modules/host/node_modules/fast': { optionalDependencies: { 'fast-linux': '1', 'fast-win': '1' } },
    'node_modules/host/node_modules/fast-win': {},
  };
  expect(missingForSomePlatform({ packages })).toEqual(['fast -> fast-mac']);
});

it('an address in a registry is seen; a package of the workspace is none', () => {
  const packages = {
    'node_modules/theirs': { resolved: 'http://npm.example.test/theirs.tgz' },
    'node_modules/@mora/kernel': { resolved: 'libs/kernel' },
    'node_modules/nameless': {},
  };
  expect(namingTheirRegistry({ packages })).toEqual(['node_modules/theirs']);
});
