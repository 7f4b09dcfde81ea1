import type { Trace } from '../negotiation-checker/trace.js';
import type { Finding } from './book.js';

export type Say = (about: string, detail: string) => Finding;

/** How one check tells of one loan what it has found. */
export const sayer =
  (check: string, { loan }: Trace): Say =>
  (about, detail) => ({ check, loan, about, detail });

/** The finding, or none where all is as it must be. */
export const unless = (isRight: boolean, found: () => Finding): readonly Finding[] => (isRight ? [] : [found()]);
