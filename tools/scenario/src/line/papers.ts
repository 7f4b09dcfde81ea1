import { createHash } from 'node:crypto';

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A paper that proves something, by an id that is the same in every run. */
export const paperOf = (kind: string, about: string) => ({ kind, id: hashOf(`${kind}/${about}`).slice(0, 32) });
