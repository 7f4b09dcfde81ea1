import type { Resolve, Ruling } from '../judge.js';
import type { Rule } from '../pack.js';
import { cap } from './cap.js';
import { consent } from './consent.js';
import { content } from './content.js';
import { holidays } from './holidays.js';
import { hours } from './hours.js';
import { optOut } from './opt-out.js';
import { party } from './party.js';
import { place } from './place.js';
import { precondition } from './precondition.js';
import { quietAfter } from './quiet-after.js';
import { record } from './record.js';
import { stopOn } from './stop-on.js';

/** A rule ready to be asked: its numbers are looked up and its hours are read. */
export type Judging = Readonly<{ id: string }> & Ruling;

export const judging = (rule: Rule, resolve: Resolve): Judging => ({ id: rule.id, ...rulingOf(rule, resolve) });

function rulingOf(rule: Rule, resolve: Resolve): Ruling {
  switch (rule.kind) {
    case 'hours':
      return hours(rule);
    case 'cap':
      return cap(rule, resolve);
    case 'quiet-after':
      return quietAfter(rule, resolve);
    case 'stop-on':
      return { judge: stopOn(rule) };
    case 'opt-out':
      return { judge: optOut };
    case 'consent':
      return { judge: consent(rule) };
    case 'party':
      return { judge: party(rule, resolve) };
    case 'precondition':
      return { judge: precondition(rule, resolve) };
    case 'place':
      return { judge: place(rule) };
    case 'content':
      return { judge: content(rule) };
    case 'holidays':
      return { judge: holidays };
    case 'record':
      return { judge: record(rule) };
  }
}
