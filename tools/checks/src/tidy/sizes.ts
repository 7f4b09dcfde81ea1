import { type Check, isSource } from './check.js';

/** Where a file is read at one sitting no more. Files above it are named here with their lines, which may only fall. */
export const LINES_MAX = 350;
export const LARGER: Readonly<Record<string, number>> = {};

export const noLargeFiles: Check = (files) =>
  files
    .filter(({ path }) => isSource(path))
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1, allowed: LARGER[path] ?? LINES_MAX }))
    .filter(({ lines, allowed }) => lines > allowed)
    .map(
      ({ path, lines, allowed }) =>
        `${path}: ${lines} lines where ${allowed} are allowed: split it by what changes apart`,
    );
