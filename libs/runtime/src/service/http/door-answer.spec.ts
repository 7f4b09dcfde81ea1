import type { DoorAnswer } from '../../reactor/lanes.js';
import { requireTaken } from './door-answer.js';
import { Problem } from './problem.js';

const told = (answer: DoorAnswer): unknown[] => {
  try {
    requireTaken(answer);
    return ['fine'];
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { status, reason, detail } = error.getResponse() as { status: number; reason: string; detail?: string };
    return [status, reason, detail];
  }
};

it.each<[string, DoorAnswer, unknown[]]>([
  ['taken is fine', { kind: 'taken' }, ['fine']],
  ['asked twice is fine', { kind: 'duplicate' }, ['fine']],
  [
    'a refusal is a conflict with its reason',
    { kind: 'refused', because: 'plan-broken' },
    [409, 'plan-broken', undefined],
  ],
  ['a hold says why', { kind: 'held', because: 'held', detail: 'since Monday' }, [409, 'held', 'since Monday']],
  ['who is behind asks for patience', { kind: 'refused', because: 'catching-up' }, [503, 'catching-up', undefined]],
])('%s', (_rule, answer, expected) => {
  expect(told(answer)).toEqual(expected);
});

it('the same key with another body is a conflict, never a duplicate', () => {
  expect(told({ kind: 'conflict' })).toEqual([409, 'idempotency-key-reused', expect.any(String)]);
});
