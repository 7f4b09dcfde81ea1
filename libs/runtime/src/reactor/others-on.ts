import * as contracts from '@mora/contracts';
import type { Accepts } from './reactor.js';

const known = Object.values<unknown>(contracts).filter(contracts.isEventContract);

/**
 * The types of these streams that a reactor does not take, to name in its `ignores`: an event that becomes known later
 * is passed over from that version on, and never holds a loan for want of a line in a list kept by hand.
 */
export function othersOn(streams: readonly string[], accepted: readonly Pick<Accepts<unknown>, 'type'>[]): string[] {
  const taken = new Set([contracts.dayClosed.type, ...accepted.map(({ type }) => type)]);
  return known
    .filter((one) => one.streams.some((stream) => streams.includes(stream)) && !taken.has(one.type))
    .map(({ type }) => type);
}
