import { stopAll, whileRuns } from './running.js';

it('stops what it ran when the work is done, and when the work breaks off', async () => {
  const stopped: string[] = [];
  const stop = (name: string) => () => Promise.resolve(stopped.push(name));
  await expect(whileRuns(stop('a'), () => Promise.resolve(7))).resolves.toBe(7);
  await expect(whileRuns(stop('b'), () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(stopped).toEqual(['a', 'b']);
});

it('is asked to end in the middle: everything is stopped once, the last first, and one that cannot be keeps no other', async () => {
  const stopped: string[] = [];
  let go = (): void => undefined;
  const going = new Promise<void>((done) => (go = done));
  const stop = (name: string, fails = false) => {
    return () => {
      stopped.push(name);
      return fails ? Promise.reject(new Error('cannot')) : Promise.resolve();
    };
  };
  const work = whileRuns(stop('world'), () => whileRuns(stop('line', true), () => going));
  await stopAll();
  go();
  await work;
  expect(stopped).toEqual(['line', 'world']);
});
