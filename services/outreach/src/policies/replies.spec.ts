import fc from 'fast-check';
import { classifyReply } from '../domain/words-check/classify-reply.js';
import { loadPolicies } from './load.js';

const { reply } = loadPolicies().templates.lists;
const { goldenCases } = reply;

it('has real replies of every meaning', () => {
  const count = (meaning: string) => goldenCases.filter((one) => one.expect === meaning).length;
  expect([goldenCases.length > 60, count('other') > 15, count('cease') > 5, count('opt-out-of-all') > 5]).toEqual([
    true,
    true,
    true,
    true,
  ]);
});

it.each(goldenCases.map(({ text, expect: meaning }) => [text, meaning] as const))('%j is %s', (text, meaning) => {
  expect(classifyReply(text, reply)).toBe(meaning);
});

it('what a mail quotes changes nothing: our own words on how to opt out stand in every one of them', () => {
  const cases = goldenCases.filter(({ text }) => !/[>:：\n-]/u.test(text));
  const quotes = [
    '\n> Reply STOP to opt out.',
    '\n\nOn Tue, 3 Mar 2026 at 10:00, Bank <x@bank.example> wrote:\nReply STOP to opt out.',
    '\n在 2026年3月3日 10:00,银行 <x@bank.example> 写道:\n回复TD退订',
    '\n-----Original Message-----\nReply STOP to opt out.',
  ];
  fc.assert(
    fc.property(fc.constantFrom(...cases), fc.constantFrom(...quotes), ({ text, expect: meaning }, quote) => {
      expect(classifyReply(text + quote, reply)).toBe(meaning);
    }),
  );
});

it('a mail of sixty thousand polite words is read at once', () => {
  const started = performance.now();
  expect(classifyReply(`${'please '.repeat(10_000)}\nSTOP`, reply)).toBe('opt-out');
  expect(performance.now() - started).toBeLessThan(1_000);
});
