import type { Bound } from '../bound.js';
import type { Finding } from '../book.js';
import { finding, type Known } from '../known.js';
import { localAt } from '../local.js';
import type { PartyRule, Rule, StopRule } from '../policy.js';
import type { Scene } from '../scene.js';

const flagsOf = ({ attempt }: Known, { log }: Scene, whose?: 'person'): readonly string[] => [
  ...log.flags.at(attempt.personId, attempt.at),
  ...(whose === 'person' ? [] : log.flags.at(attempt.loan, attempt.at)),
];

/** While something is in dispute, held, agreed or the like, until it is lifted. */
export const stopOn = ({ rule, attempts }: Bound<StopRule>, scene: Scene): readonly Finding[] =>
  attempts.flatMap((one) => {
    const up = flagsOf(one, scene, rule.whose).filter((flag) => rule.flags.includes(flag));
    return up.length === 0 ? [] : [finding('stops', rule.id, one.attempt, up.join(', '))];
  });

/** Who leaves a way leaves it for everybody: an agency's calls are calls, its messages are written. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  'robot-call': ['call'],
  'agency-call': ['call'],
  'agency-visit': ['visit'],
  'agency-message': ['sms', 'email', 'letter'],
};

const optedOutOf = ({ attempt: { personId, channel, at } }: Known, { log }: Scene): readonly string[] => {
  const last = (way: string) =>
    log.optOuts.findLast(({ data }) => {
      return data.personId === personId && data.channel === way && Date.parse(data.at) < at;
    });
  return [channel, 'all', ...(ALSO[channel] ?? [])].filter((way) => last(way)?.data.lifted === false);
};

export const optOut = ({ rule, attempts }: Bound, scene: Scene): readonly Finding[] =>
  attempts.flatMap((one) => {
    const left = optedOutOf(one, scene);
    return left.length === 0 ? [] : [finding('opt-outs', rule.id, one.attempt, `opted out of ${left.join(', ')}`)];
  });

/** A machine calls only who has agreed to it; the simulated people agree to nothing else by channel. */
export const consent = ({ rule, attempts }: Bound, _scene: Scene): readonly Finding[] =>
  attempts
    .filter(({ attempt, person }) => attempt.channel !== 'robot-call' || !person.robotCalls)
    .map(({ attempt }) => finding('consents', rule.id, attempt, `no consent to ${attempt.channel}`));

/** Who may not be spoken to: only in these plights, never after a refusal, not more than so often. */
export const party = ({ rule, attempts, number }: Bound<PartyRule>, scene: Scene): readonly Finding[] =>
  attempts.flatMap((one) => {
    const plights = rule.when?.some((plight) => flagsOf(one, scene).includes(plight)) ?? true;
    const refused = rule.stopOnRefusal === true && optedOutOf(one, scene).length > 0;
    const before = scene.before(one).filter(({ attempt }) => attempt.role === one.attempt.role).length;
    const tooOften = rule.maxEver !== undefined && before >= number(rule.maxEver);
    if (plights && !refused && !tooOften) return [];
    return [finding('party', rule.id, one.attempt, `${one.attempt.role}, ${one.attempt.purpose}`)];
  });

/** No call and no visit on a holiday where the person lives, nor in a year of which nobody has told the holidays. */
export const holidays = ({ rule, attempts }: Bound<Rule>, { policy }: Scene): readonly Finding[] =>
  attempts.flatMap(({ attempt, person }) => {
    const { date } = localAt(person.timeZone, attempt.at);
    const known = policy.holidays.get(`${person.jurisdiction.slice(0, 2).toLowerCase()}/${date.slice(0, 4)}`);
    return known?.has(date) === false ? [] : [finding('holidays', rule.id, attempt, date)];
  });
