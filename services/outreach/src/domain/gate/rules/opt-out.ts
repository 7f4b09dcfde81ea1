import type { Channel } from '../../words.js';
import { type Asked, FOR_GOOD, type Judge } from '../judge.js';

/** Who wants no calls wants none by robots or by an agency either: the other names under which a channel is left. */
const ALSO: Readonly<Record<Channel, readonly Channel[]>> = {
  sms: [],
  email: [],
  call: [],
  'robot-call': ['call'],
  letter: [],
  visit: [],
  'agency-call': ['call'],
  'agency-visit': ['visit'],
  'agency-message': ['sms', 'email', 'letter'],
};

/** Whether the person has refused this channel by now, under any of its names. */
export const hasRefused = ({ facts, attempt, at }: Asked): boolean =>
  facts.optOuts.some(
    ({ channel, since }) =>
      since <= at && (channel === 'all' || channel === attempt.channel || ALSO[attempt.channel].includes(channel)),
  );

export const optOut: Judge = (ask) => {
  const refused = hasRefused(ask);
  ask.inputs['opted-out'] = refused;
  return refused ? FOR_GOOD : null;
};
