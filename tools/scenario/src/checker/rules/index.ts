import type { Bound } from '../bound.js';
import type { Finding } from '../book.js';
import type { CapRule, ContentRule, HoursRule, NeedRule, PartyRule, QuietRule, StopRule } from '../policy.js';
import type { Scene } from '../scene.js';
import { cap, quietAfter } from './counts.js';
import { hours } from './hours.js';
import { content, precondition } from './needs.js';
import { consent, holidays, optOut, party, stopOn } from './stops.js';

/** Everything that a rule of any pack says against a contact that was made. */
export function broken(bound: Bound, scene: Scene): readonly Finding[] {
  switch (bound.rule.kind) {
    case 'hours':
      return hours(bound as Bound<HoursRule>);
    case 'cap':
      return cap(bound as Bound<CapRule>, scene);
    case 'quiet-after':
      return quietAfter(bound as Bound<QuietRule>, scene);
    case 'stop-on':
      return stopOn(bound as Bound<StopRule>, scene);
    case 'opt-out':
      return optOut(bound, scene);
    case 'consent':
      return consent(bound, scene);
    case 'party':
      return party(bound as Bound<PartyRule>, scene);
    case 'precondition':
      return precondition(bound as Bound<NeedRule>, scene);
    case 'content':
      return content(bound as Bound<ContentRule>, scene);
    case 'holidays':
      return holidays(bound, scene);
    case 'place':
    case 'record':
      return [];
  }
}
