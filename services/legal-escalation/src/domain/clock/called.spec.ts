import type { Step } from '../loan/part.js';
import type { LoanState } from '../loan/state.js';
import type { Proceeding } from '../proceedings/types.js';
import type { ClockCommand } from './commands.js';
import { day, laneAt, partsWith, viewOf } from './fixtures.js';
import { clockPart } from './part.js';
import type { ClockPart } from './types.js';

type Parts = LoanState['parts'];

const TODAY = '2026-02-03';
const PROOF = { kind: 'letter', id: 'l-1', sha256: null };
const command = (parts: Parts, one: ClockCommand): Step<ClockPart> =>
  clockPart.on(parts.clock, one, viewOf(parts, `command-${one.kind}`), laneAt(TODAY));
const after = (parts: Parts, { part }: Step<ClockPart>): Parts => ({ ...parts, clock: part });
const rows = (step: Step<ClockPart>, table: string): readonly object[] =>
  (step.writes ?? []).flatMap((write) => (write.table === table ? [write.row] : []));

/** A debt of which nothing is due by itself, watched since a day. */
function watched(proceedings: readonly Proceeding[] = []): Parts {
  const parts = partsWith('2027-09-11');
  const closed = { kind: 'day-closed', day: day('2026-02-01') } as const;
  const clock = clockPart.on(parts.clock, closed, viewOf(parts), laneAt('2026-02-01')).part;
  return { ...parts, clock, proceedings: { ...parts.proceedings, proceedings } };
}
const call = (parts: Parts, on: string): Parts =>
  after(parts, command(parts, { kind: 'accelerate', on: day(on), proof: PROOF, by: 'l-1' }));
const back = (parts: Parts) => command(parts, { kind: 'void-acceleration', because: 'mistyped', by: 's-1' });
const filed = (proceedingId: string, filedOn: string, state: Proceeding['state'] = 'open') =>
  ({ proceedingId, state, filedOn: day(filedOn) }) as Proceeding;

describe('a day of calling that was mistyped and is taken back', () => {
  it('is a supervisor’s for each proceeding that is open and was filed since then', () => {
    const parts = watched([
      filed('before', '2022-02-01'),
      filed('on-it', '2022-02-02'),
      filed('behind', '2023-01-01'),
      filed('over', '2023-01-01', 'title'),
    ]);
    const taken = back(call(parts, '2022-02-02'));
    const item = { kind: 'filed-on-voided-act', team: 'supervisor', dueOn: TODAY, because: 'mistyped', state: 'open' };
    expect(rows(taken, 'work_item')).toMatchObject([
      { about: 'on-it', ...item },
      { about: 'behind', ...item },
      // That the period of that day had run out is nobody's work any more.
      { state: 'done', because: 'moved' },
    ]);
  });

  it('stays in the course of the loan, with who has taken it back and why', () => {
    expect(rows(back(call(watched(), '2022-02-02')), 'timeline')).toMatchObject([
      { what: 'acceleration-voided', inputs: { on: '2022-02-02', because: 'mistyped', by: 's-1' } },
    ]);
  });

  it('leaves nothing said of its period: what moves the new one is said again', () => {
    const demand = {
      actId: 'a-1',
      kind: 'demand' as const,
      on: day('2025-06-01'),
      until: null,
      claims: 'all' as const,
      against: 'debtor' as const,
      proof: PROOF,
      from: 'staff' as const,
    };
    const moves = ({ said = [] }: Step<ClockPart>) =>
      said.flatMap(({ type, data }) =>
        type === 'limitation-interrupted' ? [(data as { claim: string; actId: string }).claim] : [],
      );
    const called = call(watched(), '2024-02-02');
    const recorded = command(called, { kind: 'record-act', act: demand, by: 'l-1' });
    expect(moves(recorded)).toContain('accelerated');
    const taken = after(called, back(after(called, recorded)));
    const again = command(taken, { kind: 'accelerate', on: day('2024-03-02'), proof: PROOF, by: 'l-1' });
    expect(moves(again)).toEqual(['accelerated']);
  });
});
