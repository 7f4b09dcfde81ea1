import { addDays } from '@mora/kernel';
import type { LoanStory } from '../loan/fixtures.js';
import type { Strategy } from '../words.js';
import { fileOf, LAWYER, overdueStory, readyMatter, SUPERVISOR, withMatter } from './fixtures.js';

/** A loan whose gate has not passed, with an exception for both steps; its case was decided on as a spec wants it. */
function early(strategy: Strategy | null, more: Readonly<{ gatePasses?: true }> = {}): LoanStory {
  const story = overdueStory(undefined, more.gatePasses === true);
  const matter = readyMatter(story.openDay, strategy ?? 'wait');
  withMatter(story, strategy === null ? { ...matter, evaluation: null } : matter);
  if (more.gatePasses === true) return story;
  const exception = { exceptionId: 'x-1', ground: 'limitation' as const, by: LAWYER, approver: SUPERVISOR };
  const both = { ...exception, steps: ['preservation', 'suit'] as const, until: story.openDay };
  const { state } = story;
  if (state === null) throw new Error('nothing is known of the loan');
  const gate = { ...state.parts.gate, exceptions: [{ ...both, state: 'approved' as const }] };
  story.state = { ...state, parts: { ...state.parts, gate } };
  return story;
}

it('whoever has approved an exception has approved no suit: that takes an opinion and its approval', () => {
  const suit = (strategy: Strategy | null) => {
    const story = early(strategy);
    return story.take(fileOf(story, 'ordinary')).refused;
  };
  expect([suit(null), suit('simplified'), suit('ordinary')]).toEqual(['no-strategy', 'no-strategy', null]);
});

it('assets are kept for a way to court that was approved, by none that leads elsewhere', () => {
  const kept = (strategy: Strategy) => {
    const story = early(strategy, { gatePasses: true });
    return story.take(fileOf(story, 'preservation')).refused;
  };
  expect([kept('ordinary'), kept('settlement'), kept('wait')]).toEqual([null, 'no-strategy', 'no-strategy']);
});

describe('a case by hand', () => {
  const open = { kind: 'open-case', because: 'about-to-lapse', by: LAWYER } as const;
  const opened = (change: Readonly<{ state?: 'asked' | 'refused'; days?: number }>) => {
    const story = withMatter(early(null), null);
    const { parts } = story;
    const exceptions = parts.gate.exceptions.map((one) => ({
      ...one,
      state: change.state ?? one.state,
      until: addDays(story.openDay, change.days ?? 0),
    }));
    story.state = { ...story.state!, parts: { ...parts, gate: { ...parts.gate, exceptions } } };
    return story.take(open).refused;
  };

  it('opens on an exception that is approved, up to its last day', () => {
    expect(opened({})).toBeNull();
    expect([opened({ days: -1 }), opened({ state: 'asked' }), opened({ state: 'refused' })]).toEqual(
      Array<string>(3).fill('gate'),
    );
  });
});

it('a case that is open rests on the exception that is approved while it is', () => {
  const story = early('ordinary');
  const { gate } = story.parts;
  const exceptions = gate.exceptions.map((one) => ({ ...one, exceptionId: 'x-2', state: 'asked' as const }));
  story.state = { ...story.state!, parts: { ...story.parts, gate: { ...gate, exceptions } } };
  story.take({ kind: 'approve-exception', exceptionId: 'x-2', because: 'seen', by: SUPERVISOR });
  expect([story.refused, story.parts.matter.matter?.exceptionId]).toEqual([null, 'x-2']);
});
