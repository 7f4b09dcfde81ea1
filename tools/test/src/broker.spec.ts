import { needsKafka, withoutFlag } from './broker.js';

it.each([
  { args: [], needs: true, why: 'the whole run' },
  { args: ['--silent'], needs: true, why: 'the whole run, with a flag of Jest' },
  { args: ['libs/kernel'], needs: false, why: 'a part that has nothing to do with it' },
  { args: ['libs/kernel', '--kafka'], needs: true, why: 'a part, and the flag' },
  { args: ['broker/kafkajs.int'], needs: true, why: 'a part that is named after it' },
])('a broker is started for $why: $needs', ({ args, needs }) => {
  expect(needsKafka(args)).toBe(needs);
});

it('keeps its own flag from Jest, which would not know it', () => {
  expect(withoutFlag(['libs/kernel', '--kafka', '--silent'])).toEqual(['libs/kernel', '--silent']);
});
