import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calendarDate as day } from '@mora/kernel';
import { loadContactPacks } from '../../policies/contact.js';
import { decideContact, longestWindowDays } from './decide-contact.js';
import { declared, past, shipped, someAttempt, someFacts } from './fixtures/known.js';
import type { GateSettings, Pack, Rule } from './pack.js';
import { GatePacks } from './packs.js';
import { provePack } from './prove.js';

const packOf = (id: string): Pack => shipped.packs.find((pack) => pack.id === id) as Pack;
const gbt = packOf('cn-gbt-45251-2025');
const house = packOf('house');

it('every pack that is shipped proves itself on its golden cases', () => {
  expect(shipped.packs.map(({ id }) => id)).toEqual([
    ...['cn-card', 'cn-cba-2026', 'cn-consumer-protection', 'cn-gbt-45251-2025', 'house'],
    ...['tw-card', 'tw-house', 'tw-outsourced-2023', 'us-regf'],
  ]);
  expect(() => loadContactPacks()).not.toThrow();
});

describe('every rule and every golden case of every pack carries weight', () => {
  const rules = shipped.packs.flatMap((pack) =>
    pack.rules.filter(({ kind }) => kind !== 'record').map((rule) => [pack.id, rule.id, pack] as const),
  );

  it.each(rules)('%s without %s fails', (_pack, id, pack) => {
    const fewer = { ...pack, rules: pack.rules.filter((rule) => rule.id !== id) };
    expect(() => provePack(fewer)).toThrow('is wrong on');
  });

  it.each(rules)('%s without a case for %s does not start', (_pack, id, pack) => {
    const objects = ({ expect: said }: Pack['goldenCases'][number]): boolean =>
      said.kind === 'refused' && said.rules.includes(id);
    const fewer = { ...pack, goldenCases: pack.goldenCases.filter((golden) => !objects(golden)) };
    expect(() => provePack(fewer)).toThrow('has a golden case for');
  });

  it.each(shipped.packs.map((pack) => [pack.id, pack] as const))(
    '%s has a statutory notice that passes',
    (_id, pack) => {
      const passes = pack.goldenCases.some(
        ({ attempt, expect: said }) => attempt.purpose === 'statutory-notice' && said.kind === 'allowed',
      );
      expect(passes).toBe(true);
    },
  );
});

const rewritten = (pack: Pack, id: string, change: object): Pack => ({
  ...pack,
  rules: pack.rules.map((rule) => (rule.id === id ? ({ ...rule, ...change } as Rule) : rule)),
});

it.each([
  ['hours a minute longer', rewritten(gbt, 'P-CN-1', { allow: '08:00-22:01' }), 'until 22:00'],
  ['one call more', rewritten(gbt, 'P-CN-2', { max: 4 }), 'a fourth effective call'],
  ['one call fewer', rewritten(gbt, 'P-CN-2', { max: 2 }), 'a third effective call'],
  ['hours that nobody can agree to', rewritten(gbt, 'P-CN-1', { overriddenBy: undefined }), 'agreed hours'],
  ['a talk that is over a day early', rewritten(packOf('us-regf'), 'P-US-2b', { days: 6 }), 'a talk on Monday'],
  ['a notice that is late on the sixth day', rewritten(packOf('us-regf'), 'P-US-9', { withinDays: 6 }), 'on the sixth'],
])('%s does not start', (_what, pack, golden) => {
  expect(() => provePack(pack)).toThrow(golden);
});

describe('what does not fit together does not start', () => {
  const { settings } = shipped;
  const withRule = (rule: object): Pack => ({
    ...house,
    rules: [...house.rules, { id: 'X-1', purposes: '*', ...rule } as Rule],
  });
  const set = (name: string, value: number | boolean): GateSettings => ({
    ...settings,
    values: { [name]: { value, source: 'a board paper', decidedBy: 'the board', effectiveFrom: day('2026-04-01') } },
  });

  it.each<[string, readonly Pack[], GateSettings, string]>([
    ['a version twice', [gbt, gbt], settings, 'there is one pack cn-gbt-45251-2025@1'],
    ['two versions of one day', [gbt, { ...gbt, version: 2 }], settings, 'there is one pack cn-gbt-45251-2025 from'],
    ['an end before the beginning', [{ ...gbt, effectiveUntil: gbt.effectiveFrom }], settings, 'begins before it ends'],
    ['a rule twice', [{ ...gbt, rules: [...gbt.rules, ...gbt.rules] }], settings, 'have ids of their own'],
    ['a cap on notices', [withRule({ kind: 'cap', unit: 'attempt', per: ['person'], max: 9, window: { kind: 'calendar-day' } })], settings, 'leaves statutory notices alone'], // prettier-ignore
    ['an opt-out from notices', [withRule({ kind: 'opt-out' })], settings, 'leaves statutory notices alone'],
    ['a dispute that stops notices', [withRule({ kind: 'stop-on', flags: ['deceased', 'dispute'] })], settings, 'leaves statutory notices alone'], // prettier-ignore
    ['a holiday without notices', [withRule({ kind: 'holidays' })], settings, 'leaves statutory notices alone'],
    ['a setting that no pack declares', [{ ...gbt, settings: [] }], settings, 'a pack declares the setting'],
    ['a value for no setting', [gbt], set('cn.sms-per-dya', 2), "the bank's setting cn.sms-per-dya"],
    ['a number for a switch', [gbt], set('cn.gbt-for-all', 1), "the bank's setting cn.gbt-for-all"],
    ['two defaults for one setting', [packOf('tw-house'), { ...packOf('tw-outsourced-2023'), settings: packOf('tw-outsourced-2023').settings.map((one) => ({ ...one, default: 9 })) }], settings, 'one default'], // prettier-ignore
  ])('%s', (_what, packs, values, message) => {
    expect(() => new GatePacks(packs, values)).toThrow(message);
  });

  it('hours over midnight', () => {
    const packs = new GatePacks([{ ...house, rules: [{ id: 'X-1', kind: 'hours', purposes: '*', allow: '22:00-08:00' }] }], settings); // prettier-ignore
    const scope = { jurisdiction: 'CN', product: '', online: true };
    expect(() => packs.binding(scope, someAttempt(), day('2026-03-09'))).toThrow('hours of one day');
  });

  it('what a bank has set holds from its day on', () => {
    const packs = new GatePacks(shipped.packs, set('cn.sms-per-day', 2), declared);
    const second = (at: string) => {
      const date = day(at.slice(0, 10));
      const history = [past({ at: Date.parse(`${at.slice(0, 10)}T09:00:00+08:00`), purpose: 'reply' })];
      const facts = someFacts({ today: date, knownUpTo: date });
      return decideContact(packs, facts, history, someAttempt({ at: Date.parse(at) }));
    };
    expect(second('2026-03-31T15:00:00+08:00')).toMatchObject({ rules: ['P-CN-8'] });
    expect(second('2026-04-01T15:00:00+08:00').kind).toBe('allowed');
  });
});

it('a new version rules from its own day on, and a nextAllowedAt knows it', () => {
  const next = { ...rewritten(gbt, 'P-CN-1', { allow: '06:00-22:00' }), version: 2, effectiveFrom: day('2026-03-10') };
  const packs = new GatePacks([gbt, next], shipped.settings);
  expect([day('2026-03-09'), day('2026-03-10')].map((on) => packs.on(on).map(({ version }) => version))).toEqual([
    [1],
    [2],
  ]);
  const facts = someFacts();
  const answer = decideContact(packs, facts, [], someAttempt({ at: Date.parse('2026-03-09T22:00:00+08:00') }));
  expect(answer).toMatchObject({ rules: ['P-CN-1'], nextAllowedAt: Date.parse('2026-03-10T06:00:00+08:00') });
});

it('a pack that has ended binds nobody', () => {
  const ended = new GatePacks([{ ...gbt, effectiveUntil: day('2026-03-09') }, house], shipped.settings);
  expect(decideContact(ended, someFacts(), [], someAttempt())).toMatchObject({ rules: ['no-pack'] });
});

it('warns of every rule from memory and of every number that nobody has read', () => {
  const packs = new GatePacks(shipped.packs, shipped.settings);
  expect(packs.warnings().map(({ rule, mark, value, configured }) => [rule, mark, value, configured])).toEqual([
    ['P-CN-16', 'U', 2, false],
    ['P-CN-26', 'M', 'party', false],
    ['P-CN-8', 'U', 1, false],
    ['P-CN-8l', 'U', 1, false],
    ['P-CN-8v', 'U', 1, false],
    ['P-TW-14h', 'U', 3, false],
    ['P-TW-14hs', 'U', 1, false],
    ['P-TW-14', 'U', 3, false],
    ['P-TW-14s', 'U', 1, false],
    ['P-US-6', 'M', 'stop-on', false],
    ['P-US-7o', 'M', 'opt-out', false],
    ['P-US-16', 'M', 1, false],
    ['P-US-16c', 'M', 'party', false],
    ['P-US-17', 'M', 'record', false],
  ]);
});

it('tells for how long an attempt may count, and what it runs by', () => {
  const packs = new GatePacks(shipped.packs, shipped.settings);
  expect(longestWindowDays(packs)).toBe(14);
  expect(packs.hash).toMatch(/^[0-9a-f]{32}$/);
  const longer = new GatePacks([rewritten(house, 'H-5', { window: { kind: 'rolling', days: 30 } })], shipped.settings);
  expect([longestWindowDays(longer), longer.hash === packs.hash]).toEqual([30, false]);
});

describe('a folder of the bank', () => {
  const made: string[] = [];
  afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true })));
  const folderOf = (files: Readonly<Record<string, object>>): string => {
    const folder = mkdtempSync(join(tmpdir(), 'mora-packs-'));
    made.push(folder);
    for (const [name, data] of Object.entries(files)) writeFileSync(join(folder, name), JSON.stringify(data));
    return folder;
  };
  const v1 = { id: 'contact-settings', version: 1, source: 'a board paper', ...shipped.settings };

  it.each([
    ['a pack with a word that nobody knows', { ...gbt, colour: 'red' }],
    ['a rule of no kind', { ...gbt, rules: [{ id: 'X-1', kind: 'curfew', purposes: '*' }] }],
    ['a channel that does not exist', rewritten(gbt, 'P-CN-2', { channels: ['pigeon'] })],
    ['a day that does not exist', { ...gbt, effectiveFrom: '2026-02-30' }],
    ['hardly any golden cases', { ...gbt, goldenCases: gbt.goldenCases.slice(0, 5) }],
  ])('%s does not start', (_what, pack) => {
    const folder = folderOf({ 'pack.v1.json': pack, 'settings.v1.json': v1 });
    expect(() => loadContactPacks(folder)).toThrow('contact pack');
  });

  it('goes by the newest settings', () => {
    const values = {
      'cn.sms-per-day': { value: 3, source: 'a board paper', decidedBy: 'the board', effectiveFrom: '2026-01-01' },
    };
    const folder = folderOf({ 'gbt.v1.json': gbt, 'settings.v1.json': v1, 'settings.v10.json': { ...v1, version: 10, values } }); // prettier-ignore
    const [warning] = loadContactPacks(folder).warnings();
    expect(warning).toEqual({ pack: 'cn-gbt-45251-2025@1', rule: 'P-CN-8', mark: 'U', value: 3, configured: true });
  });
});
