import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calendarDate, type Currency } from '@mora/kernel';
import { loadLoanPolicies, SHIPPED as LAWS } from '@mora/loan-maths/shipped';
import { proveProducts, type ProductsFile } from '../domain/menu/golden-products.js';
import { KINDS } from '../domain/menu/kinds/index.js';
import { menuRulesFor } from '../domain/menu/rules.js';
import type { Kind } from '../domain/words.js';
import { type ForbearanceFile as File, proveForbearance } from './forbearance.js';
import { loadMenu } from './menu.js';
import { SHIPPED } from './shipped.js';
import { unconfirmedIn } from './unconfirmed.js';

const MATHS = loadLoanPolicies();
const fileOf = <F>(path: string): F => JSON.parse(readFileSync(join(SHIPPED, path), 'utf8')) as F;
const FILES = ['cn', 'tw', 'us'].map((name) => fileOf<File>(`forbearance/${name}.v1.json`));
const DAY = calendarDate('2026-06-01');

const withKind = (file: File, kind: Kind, change: Partial<File['kinds'][Kind]>): File => ({
  ...file,
  goldenCases: file.goldenCases.filter(({ terms }) => terms.some((one) => one['kind'] === kind)),
  kinds: { ...file.kinds, [kind]: { ...file.kinds[kind], ...change } },
});

const limits = FILES.flatMap((file) =>
  KINDS.flatMap((kind) =>
    Object.entries(file.kinds[kind].limits).map(([name, value]) => ({
      title: `${file.jurisdiction} ${kind} ${name} ${value}`,
      file,
      kind,
      name,
      value,
    })),
  ),
);

it('the shipped policies load, which proves their golden cases', () => {
  const menu = loadMenu(SHIPPED);
  expect(menu.forbearance.map(({ jurisdiction }) => jurisdiction)).toEqual(['CN', 'TW', 'US']);
  expect(menu.products).toHaveLength(1);
});

it('the laws by which a price is cut are looked at for what nobody has read', () => {
  const unread = unconfirmedIn(loadMenu(SHIPPED).laws);
  expect(unread).toContainEqual({ policy: 'cn-caps', rule: 'rules.1', mark: 'M' });
});

it('a bank carries the table of prime rates on in a folder of its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'policies-'));
  const path = (...names: readonly string[]) => join(folder, 'loan-maths', ...names);
  const rewritten = (name: string, change: object) => {
    const document = JSON.parse(readFileSync(path(name), 'utf8')) as Readonly<{ goldenCases: readonly object[] }>;
    // What is known until July in the shipped one is known until August here.
    const goldenCases = document.goldenCases.filter((one) => !JSON.stringify(one).includes('2026-07-20'));
    writeFileSync(path(name), JSON.stringify({ ...document, goldenCases, ...change }));
  };
  try {
    cpSync(SHIPPED, folder, { recursive: true });
    cpSync(LAWS, path(), { recursive: true });
    rewritten('lpr/cn-lpr.v1.json', { knownUntil: '2026-08-19' });
    rewritten('caps/cn.v1.json', {});
    const until = ({ maths }: ReturnType<typeof loadMenu>) => maths.lpr.knownUntil;
    expect([until(loadMenu(SHIPPED)), until(loadMenu(folder))]).toEqual(['2026-07-19', '2026-08-19']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** On or off: what is on is not more on at two. */
const SWITCHES = ['interest', 'inWriting', 'willing'];

const changesOf = (name: string, value: number): readonly number[] => {
  if (value === 1 && SWITCHES.includes(name)) return [0];
  // A share of a few instalments moves in steps of tenths.
  const step = name.endsWith('Permille') ? 100 : 1;
  return [value - step, value + step].filter((one) => one >= 0);
};

it.each(limits)('$title: some case fails where it is more, and where it is less', ({ file, kind, name, value }) => {
  for (const other of changesOf(name, value)) {
    const changed = withKind(file, kind, { limits: { ...file.kinds[kind].limits, [name]: other } });
    expect(() => proveForbearance(changed, MATHS)).toThrow('golden case');
  }
});

it.each(['settlement', 'card-plan'] as const)('some case fails where %s is bound like an extension', (kind) => {
  const [china] = FILES;
  expect(() => proveForbearance(withKind(china!, kind, { ownTerm: false }), MATHS)).toThrow('golden case');
});

it.each(FILES)('$jurisdiction: every kind is built by some case, or refused as not offered', (file) => {
  for (const kind of KINDS) {
    const changed = withKind(file, kind, { allowed: !file.kinds[kind].allowed });
    expect(() => proveForbearance(changed, MATHS)).toThrow('golden case');
  }
});

it('a product that no row speaks of has no rules, nor has a day before the first version', () => {
  const menu = loadMenu(SHIPPED);
  const ruleOf = (product: string, currency: Currency, on = DAY) =>
    menuRulesFor(menu, product, currency, on)?.refs.product;
  expect(ruleOf('consumer-loan', 'CNY')).toEqual({ id: 'products', version: 1, rule: 'cn-consumer' });
  expect(ruleOf('consumer-loan', 'TWD')?.rule).toBe('tw-loan');
  expect(ruleOf('unheard-of', 'CNY')).toBeUndefined();
  expect(ruleOf('consumer-loan', 'EUR')).toBeUndefined();
  expect(ruleOf('consumer-loan', 'CNY', calendarDate('2025-12-31'))).toBeUndefined();
});

it('a case of a product or of a breach that comes out otherwise is said', () => {
  const file = fileOf<ProductsFile>('products/products.v1.json');
  const [breach] = file.breachCases;
  expect(() =>
    proveProducts({ ...file, goldenCases: [{ product: 'card', currency: 'CNY', rule: 'x' }] }, MATHS),
  ).toThrow('card in CNY is cn-card, not x');
  expect(() => proveProducts({ ...file, breachCases: [{ ...breach!, penalty: '112.51' }] }, MATHS)).toThrow(
    'breach of consumer-loan costs 112.50 5.63 false, not 112.51 5.63 false',
  );
});
