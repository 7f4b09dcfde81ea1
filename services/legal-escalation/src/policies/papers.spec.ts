import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calendarDate } from '@mora/kernel';
import { loadPolicies } from './load.js';
import { loadPapers, templatesIn } from './papers.js';
import { SHIPPED } from './shipped.js';
import { unconfirmedIn } from './unconfirmed.js';

const folder = mkdtempSync(join(tmpdir(), 'papers-'));
const FILE = join(folder, 'papers', 'cn.v1.json');
beforeEach(() => {
  for (const part of ['papers', 'templates']) cpSync(join(SHIPPED, part), join(folder, part), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

type File = Readonly<{ templates: object }>;
const change = (become: (known: File) => object): void => {
  writeFileSync(FILE, JSON.stringify(become(JSON.parse(readFileSync(FILE, 'utf8')) as File)));
};
const withComplaint = (complaint: string) => (known: File) => ({
  ...known,
  templates: { ...known.templates, complaint },
});

it('each law has its language and its own templates', () => {
  const { CN, TW } = loadPolicies().papersOn(calendarDate('2026-07-02'));
  expect([CN.language, TW.language]).toEqual(['zh-CN', 'zh-TW']);
  expect(Object.values(CN.templates).filter((name) => Object.values(TW.templates).includes(name))).toEqual([]);
});

it('that the forms of Taiwan were not read is said at every start', () => {
  expect(unconfirmedIn(loadPapers(SHIPPED))).toEqual([{ policy: 'tw-papers', rule: 'all', mark: 'M' }]);
});

it('a template that is not there stops the start', () => {
  rmSync(join(templatesIn(folder), 'cn', 'power.v1.typ'));
  expect(() => loadPapers(folder)).toThrow('cn-papers: there is no cn/power.v1.typ');
});

it.each<[string, (known: File) => object]>([
  ['a template outside of its folder', withComplaint('../../etc/passwd')],
  ['a template without a version', withComplaint('cn/complaint.typ')],
  ['something that nobody knows', (known: File) => ({ ...known, stamps: [] })],
])('%s stops the start', (_what, become) => {
  change(become);
  expect(() => loadPapers(folder)).toThrow('papers policy');
});
