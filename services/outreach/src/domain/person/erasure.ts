import type { CalendarDate } from '@mora/kernel';
import type { Flag, TimerSet } from '../words.js';
import { keptUntil } from './retention.js';
import type { RetentionRule } from './rules.js';
import { flagsOf, isSettled } from './slices.js';
import type { PersonState } from './state.js';
import { type Context, type NotTaken, notTaken, type Step, stranger, unchanged, writing } from './step.js';
import { soonest } from './wanted.js';

export const ERASE = 'erase';
const DAY_MS = 86_400_000;

/** Something is open about a loan that the person's data are needed for. */
const CLAIMS: ReadonlySet<Flag> = new Set<Flag>(['dispute', 'written-dispute', 'complaint', 'legal-hold', 'held']);

export type MayErase = Readonly<{
  /** Why not; empty where it may be done. */
  refused: readonly string[];
  /** The first day on which time alone is no reason any more; null where more than time is needed. */
  erasableOn: CalendarDate | null;
}>;

/** Whether a person may be forgotten: not while a debt, a claim or a time of keeping runs. */
export function mayErase(state: PersonState, retention: readonly RetentionRule[], today: CalendarDate): MayErase {
  const known = Object.values(state.loans);
  const loans = known.map(flagsOf);
  const refused: string[] = [];
  if (!known.every(isSettled)) refused.push('debt-open');
  if (loans.some((flags) => flags.some((flag) => CLAIMS.has(flag)))) refused.push('claim-open');
  const { party, lastActivityOn } = state;
  const until = keptUntil(retention, { jurisdiction: party?.jurisdiction ?? null, lastActivityOn });
  if (until !== null && today < until) refused.push('retention');
  const onlyTime = refused.length === 1 && refused[0] === 'retention';
  return { refused, erasableOn: onlyTime ? until : null };
}

type Asked = Readonly<{ by: string; because: string; asked: 'by-ledger' | 'by-command' }>;

/** Forgets the person, or says why not. What the ledger asked for is kept and tried again when time allows it. */
export function erase(state: PersonState, { by, because, asked }: Asked, { at, policies }: Context): Step | NotTaken {
  if (state.status === 'erased') return unchanged(state);
  const isNobody = state.status === 'unknown' && Object.keys(state.loans).length === 0;
  if (asked === 'by-command' && isNobody) return notTaken('person-unknown', 'nothing is known of this person');
  const { refused, erasableOn } = mayErase(state, policies.retention, at.today);
  if (refused.length === 0) return forgotten(state, { by, because }, at.now);
  if (asked === 'by-command') {
    const detail = erasableOn === null ? refused.join(', ') : `${refused.join(', ')}; erasable on ${erasableOn}`;
    return notTaken(refused[0] as string, detail);
  }
  const request = { askedOn: at.today, by, because, refused, erasableOn };
  const next = writing(state, { erasureRequests: [...state.writes.erasureRequests, request] });
  return { next, said: [], timers: [tryAgain(at.now)] };
}

/** Every day anew: what stands against it may end on any day, and the ledger asks once only. */
export function eraseAgain(state: PersonState, { at, policies }: Context): Step {
  if (state.status === 'erased') return unchanged(state);
  const { refused } = mayErase(state, policies.retention, at.today);
  if (refused.length === 0) return forgotten(state, { by: 'ledger', because: 'asked before' }, at.now);
  return { next: state, said: [], timers: [tryAgain(at.now)] };
}

const tryAgain = (now: number): TimerSet => ({ key: ERASE, kind: ERASE, dueAt: now + DAY_MS });

/** What is left of a person: the id, that it is erased, and the loans that must be told or still wait for an answer. */
function forgotten(state: PersonState, erasure: Readonly<{ by: string; because: string }>, now: number): Step {
  const { personId, loans, told, vaultKnownUpTo, writes } = state;
  const wanted = state.wanted.map((one) => ({ ...one, dueAt: Math.min(one.dueAt, soonest(now)) })); // who waits is answered at once
  const blank = { ...stranger(personId), status: 'erased' as const, loans, told, vaultKnownUpTo, wanted };
  return {
    next: { ...blank, writes: { ...writes, party: null, erasure } },
    said: [],
    clear: [ERASE],
  };
}
