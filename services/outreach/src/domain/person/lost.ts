import type { LostContact } from '../words.js';
import { isVoice } from './points.js';
import type { Counted, PersonState } from './state.js';

const FAILED_IN_A_ROW = 3;

/** Whether a person cannot be found by phone: no number is any good, or the last three calls were not answered (P-CN-13). */
export function lostOf({ party, history }: Pick<PersonState, 'party' | 'history'>): LostContact {
  const voices = (party?.points ?? []).filter(({ kind }) => kind === 'mobile' || kind === 'phone');
  if (voices.length > 0 && voices.every(({ dead }) => dead)) return 'number-invalid';
  const calls = history.filter(wasMade).toSorted((a, b) => b.at - a.at);
  const last = calls.slice(0, FAILED_IN_A_ROW);
  return last.length === FAILED_IN_A_ROW && last.every(({ answered }) => answered === false) ? 'three-failed' : 'no';
}

const wasMade = ({ state, direction, channel }: Counted): boolean =>
  state === 'used' && direction === 'out' && isVoice(channel);
