import { calendarDate as day } from '@mora/kernel';
import { decideContact } from './decide-contact.js';
import { packs, someAttempt, someFacts } from './fixtures/known.js';
import { ownOn, type OwnWords } from './own-words.js';

const TODAY = day('2026-03-09');
const own = (over: Partial<OwnWords> = {}): OwnWords => ({
  id: 'our-own',
  version: 1,
  effectiveFrom: TODAY,
  channels: ['sms'],
  purposes: ['reminder'],
  discloses: ['sender', 'amount'],
  revealsDebt: true,
  ...over,
});

it.each([
  // versions and the days from which they hold                              on            version
  ['before its day', [['2026-03-10', 1]], '2026-03-09', undefined],
  ['on its day', [['2026-03-09', 1]], '2026-03-09', 1],
  [
    'the newer of two',
    [
      ['2026-03-09', 2],
      ['2026-03-01', 1],
    ],
    '2026-03-09',
    2,
  ],
  [
    'the one that holds, beside one to come',
    [
      ['2026-03-01', 1],
      ['2026-03-10', 2],
    ],
    '2026-03-09',
    1,
  ],
] as const)('words of a bank, %s', (_what, versions, on, version) => {
  const all = versions.map(([from, n]) => own({ effectiveFrom: day(from), version: n }));
  expect(ownOn([...all, own({ id: 'other', version: 9 })], 'our-own', day(on))?.version).toBe(version);
});

/** P-CN-12: a message must say who sends it. */
const judged = (words: readonly OwnWords[], templateId = 'our-own') => {
  const { kind, inputs, ...rest } = decideContact(
    packs,
    someFacts({ ownWords: words }),
    [],
    someAttempt({ templateId }),
  );
  return [kind, ...('rules' in rest ? rest.rules : []), inputs[`words:${templateId}`] ?? '-'].join(' ');
};

// prettier-ignore
it.each<[string, readonly OwnWords[], string]>([
  ['nobody has let out',                   [],                                            'refused P-CN-12 -'],
  ['are of another name',                  [own({ id: 'other' })],                        'refused P-CN-12 -'],
  ['hold from tomorrow',                   [own({ effectiveFrom: day('2026-03-10') })],   'refused P-CN-12 -'],
  ['say who sends them',                   [own()],                                       'allowed 1'],
  ['do not',                               [own({ discloses: ['amount'] })],              'refused P-CN-12 1'],
  ['were made for another purpose',        [own({ purposes: ['service'] })],              'refused template-differs -'],
  ['were made for letters',                [own({ channels: ['letter'] })],               'refused template-differs -'],
  ['say so in their newest version',       [own({ discloses: [] }), own({ version: 2 })], 'allowed 2'],
])('the gate is asked about words that %s', (_what, words, answer) => {
  expect(judged(words)).toBe(answer);
});

it('what a bank has put in the place of shipped words is what counts', () => {
  expect(judged([], 'whole')).toBe('allowed -');
  expect(judged([own({ id: 'whole', discloses: [] })], 'whole')).toBe('refused P-CN-12 1');
});
