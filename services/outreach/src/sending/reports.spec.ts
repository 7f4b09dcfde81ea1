import { setImmediate as turn } from 'node:timers/promises';
import { Reports } from './reports.js';

/** What was written, batch by batch; each ends when it is let go, and fails where it is told to. */
function reports() {
  const batches: (readonly string[])[] = [];
  const ends: Readonly<{ go: () => void; fail: (error: Error) => void }>[] = [];
  const written = new Reports<string>((all) => {
    batches.push(all);
    return new Promise<void>((go, fail) => ends.push({ go, fail }));
  });
  return { batches, ends, write: (one: string) => written.write(one) };
}

it('what comes while a batch is written goes together in the next', async () => {
  const { batches, ends, write } = reports();
  const first = write('a');
  await turn();
  const rest = [write('b'), write('c')];
  await turn();
  expect(batches).toEqual([['a']]);
  ends[0]?.go();
  await first;
  await turn();
  expect(batches).toEqual([['a'], ['b', 'c']]);
  ends[1]?.go();
  await Promise.all(rest);
});

it('a batch that is not written is told to those who are in it, and the next is written', async () => {
  const { batches, ends, write } = reports();
  const first = write('a');
  await turn();
  const second = write('b');
  ends[0]?.fail(new Error('away'));
  await expect(first).rejects.toThrow('away');
  await turn();
  expect(batches).toEqual([['a'], ['b']]);
  ends[1]?.go();
  await expect(second).resolves.toBeUndefined();
});
