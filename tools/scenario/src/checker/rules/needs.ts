import { FirmBook } from '../firms.js';
import type { Bound } from '../bound.js';
import type { Finding } from '../book.js';
import { finding, type Known } from '../known.js';
import { daysApart, localAt } from '../local.js';
import type { ContentRule, NeedRule } from '../policy.js';
import type { Scene } from '../scene.js';

type Numbers = Readonly<{ withinDays: number; min: number }>;
type Need = (one: Known, scene: Scene, numbers: Numbers) => boolean;

const WRITTEN = ['sms', 'email', 'letter', 'agency-message'];

const NEEDS: Readonly<Record<string, Need>> = {
  'validation-sent': isValidated,
  'outsourcing-announced': (one, scene) => new FirmBook(scene).isAnnounced(one),
  'agency-listed': (one, scene) => new FirmBook(scene).firmOf(one)?.listed === true,
  'agency-certified': (one, scene) => new FirmBook(scene).firmOf(one)?.certified === true,
  'agency-standing': (one, scene) => new FirmBook(scene).objectionsTo(one).length === 0,
  // A visit of which nobody has told how many went was asked for by so many; the log of visits says how many came.
  'two-visitors': ({ attempt }, _scene, { min }) => attempt.visitors === null || attempt.visitors >= min,
  recording: ({ attempt }) => attempt.recorded !== false,
  // People say who they are; what is written says it by its template.
  'identity-stated': (one, scene) => !WRITTEN.includes(one.attempt.channel) || contains(one, scene, 'sender'),
  overdue: (one, scene) => scene.isOverdue(one.attempt),
};

/** What must have been done before such a contact. Throws for a need that this checker was never told of. */
export function precondition({ rule, attempts, number }: Bound<NeedRule>, scene: Scene): readonly Finding[] {
  const need = NEEDS[rule.needs];
  if (need === undefined) throw new Error(`${rule.id} needs something that nobody checks: ${rule.needs}`);
  const numbers = { withinDays: number(rule.withinDays ?? 0), min: number(rule.min ?? 0) };
  return attempts
    .filter((one) => !need(one, scene, numbers))
    .map(({ attempt }) => finding('needs', rule.id, attempt, `without ${rule.needs}`));
}

export const content = ({ rule, attempts }: Bound<ContentRule>, scene: Scene): readonly Finding[] =>
  attempts.flatMap((one) => {
    const missing = rule.mustContain.filter((what) => !contains(one, scene, what));
    return missing.length === 0 ? [] : [finding('content', rule.id, one.attempt, `without ${missing.join(', ')}`)];
  });

/** Where no version is named, every one of that name must contain it. */
function contains({ attempt: { template } }: Known, { policy }: Scene, what: string): boolean {
  if (template === null) return false;
  const named = [...policy.contains].filter(([name]) => name === template || name.startsWith(`${template}/`));
  return named.length > 0 && named.every(([, said]) => said.includes(what));
}

/** The notice has gone out, at that instant at the latest, or somebody has first spoken of the debt so few days ago that it may still follow. */
function isValidated({ attempt, person }: Known, { log, policy }: Scene, { withinDays }: Numbers): boolean {
  const dateOf = (at: number): string => localAt(person.timeZone, at).date;
  const before = <T extends { loan: string; data: { at: string } }>(all: readonly T[]): readonly T[] =>
    all.filter(({ loan, data }) => loan === attempt.loan && Date.parse(data.at) <= attempt.at);
  const notices = before(log.handed);
  const sent = notices.some(({ data: { template, outcome } }) => {
    const said = policy.contains.get(`${template.id}/${template.version}`) ?? [];
    return said.includes('validation-info') && outcome !== 'failed';
  });
  const talks = before(log.calls).filter(({ data }) => data.conversation);
  const first = [...notices, ...talks].map(({ data }) => Date.parse(data.at)).toSorted((a, b) => a - b)[0];
  return sent || (first !== undefined && daysApart(dateOf(first), dateOf(attempt.at)) <= withinDays);
}
