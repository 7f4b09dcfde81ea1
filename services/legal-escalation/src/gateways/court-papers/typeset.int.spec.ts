import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PAPER_KINDS } from '../../domain/papers/types.js';
import { loadPapers, templatesIn } from '../../policies/papers.js';
import { SHIPPED } from '../../policies/shipped.js';
import { aPaper, aPaperOfTaiwan } from './fixtures.js';
import { shippedFonts } from './fonts.js';
import { Typesetter } from './typeset.js';

// The text of a PDF is read by a program that knows nothing of ours: apt-get install poppler-utils.
const hasReader = spawnSync('pdftotext', ['-v']).error === undefined;
const withReader = hasReader ? it : it.skip;

const folder = mkdtempSync(join(tmpdir(), 'mora-papers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const [CN, TW] = loadPapers(SHIPPED);
const PAPERS = { CN: aPaper(), TW: aPaperOfTaiwan() };
const BOTH = [CN, TW].flatMap((rules) =>
  PAPER_KINDS.map((kind) => [rules!.jurisdiction, kind, rules!.templates[kind]] as const),
);
let typesetter: Typesetter;
beforeAll(async () => {
  typesetter = await Typesetter.open({ templates: templatesIn(SHIPPED), fonts: shippedFonts() });
});

/** Without white space, which a reader of PDF puts where it likes. */
function textOf(pdf: Buffer | null): string {
  const path = join(folder, 'paper.pdf');
  writeFileSync(path, pdf ?? '');
  return execFileSync('pdftotext', ['-layout', path, '-']).toString('utf8').replaceAll(/\s/gu, '');
}

it.each(BOTH)('%s %s is a PDF/A, and the same bytes again', async (law, _kind, template) => {
  const pdf = await typesetter.print(template, PAPERS[law]);
  expect(pdf?.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  expect(pdf?.toString('latin1')).toContain('pdfaid:part');
  expect(await typesetter.print(template, PAPERS[law])).toEqual(pdf);
});

const SAID: Readonly<Record<string, readonly string[]>> = {
  'CN complaint': [
    '民事起诉状',
    '原告：示例银行股份有限公司',
    '被告二：样例先生（保证人）',
    '31,575.00',
    '逾期177日',
    '以人民币30,000.00元为基数、按年利率9%计算的逾期罚息',
    '承担保证责任',
    '上海市浦东新区人民法院',
    '副本2份',
  ],
  'CN payment-order': ['支付令申请书', '督促其向申请人支付截至2026年7月1日的款项共计人民币31,575.00元'],
  'CN enforcement': ['强制执行申请书', '（2026）沪0115民初1234号', '加倍债务利息', '生活必需费用'],
  'CN power': ['授权委托书', '特别授权代理', '法定代表人（签名）'],
  'CN evidence-list': [
    '证据清单',
    '催收通知及送达证明',
    'a3f1c2d4e5b60718293a4b5c6d7e8f90',
    '15d211408eb17c1ca43ed618ec6f2a60',
  ],
  'TW complaint': [
    '民事起訴狀',
    '訴之聲明',
    '民國115年7月1日',
    '按週年利率百分之6計算之利息',
    '臺灣臺北地方法院公鑒',
    '中華民國115年7月2日',
  ],
  'TW payment-order': ['民事聲請支付命令狀', '督促程序費用由債務人負擔'],
  'TW enforcement': ['民事強制執行聲請狀', '執行名義', '民事執行處公鑒'],
  'TW power': ['民事委任狀', '特別代理權'],
  'TW evidence-list': ['證據清單', '雜湊值'],
};

withReader.each(BOTH)('%s %s says what it must', async (law, kind, template) => {
  const text = textOf(await typesetter.print(template, PAPERS[law]));
  for (const said of SAID[`${law} ${kind}`] ?? ['nothing is asked for']) expect(text).toContain(said);
});

withReader.each([CN, TW])(
  'nobody signs a page of an application for enforcement on which nothing else stands',
  async (rules) => {
    const pdf = await typesetter.print(rules!.templates.enforcement, PAPERS[rules!.jurisdiction]);
    writeFileSync(join(folder, 'paper.pdf'), pdf ?? '');
    const pages = execFileSync('pdftotext', ['-layout', join(folder, 'paper.pdf'), '-'])
      .toString('utf8')
      .split('\f');
    const signed = pages.find((page) => /2026\s*年\s*7\s*月\s*2\s*日|115\s*年\s*7\s*月\s*2\s*日/u.test(page)) ?? '';
    expect(signed.replaceAll(/\s/gu, '')).toMatch(/生活必需费用|生活所必需/u);
  },
);

withReader('what somebody is called is never read as markup', async () => {
  const text = textOf(await typesetter.print(CN!.templates.complaint, aPaper()));
  expect(text).toContain('样例女士#settext(red)*不是标记*（借款人）');
});

withReader('a claim without growth, guarantors and history is whole all the same', async () => {
  const { claim, facts, debtors } = aPaper();
  const bare = aPaper({
    claim: { ...claim, runsOn: [] },
    facts: {
      ...facts,
      lentOn: null,
      principal: null,
      rate: null,
      unpaidSince: null,
      lastDueOn: null,
      instalments: 0,
      demands: 0,
      negotiations: 0,
      accelerated: false,
    },
    debtors: debtors.slice(0, 1),
    evidence: [],
    title: null,
    bundle: null,
  });
  for (const [law, , template] of BOTH.filter(([, one]) => one !== 'enforcement')) {
    expect(await typesetter.print(template, { ...bare, language: PAPERS[law].language })).not.toBeNull();
  }
  expect(textOf(await typesetter.print(CN!.templates.complaint, bare))).not.toContain('保证责任');
});

it('a template that cannot print it says so by nothing, and does not quote it', async () => {
  expect(await typesetter.print(CN!.templates.enforcement, aPaper({ title: null }))).toBeNull();
});

it('is not opened without its fonts', async () => {
  await expect(Typesetter.open({ templates: templatesIn(SHIPPED), fonts: [join(folder, 'none')] })).rejects.toThrow(
    'ENOENT',
  );
});
