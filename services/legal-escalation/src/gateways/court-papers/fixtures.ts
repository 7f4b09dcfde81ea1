import type { CourtPaper } from '../../domain/papers/types.js';

const HASH = 'a3f1c2d4e5b60718293a4b5c6d7e8f90a3f1c2d4e5b60718293a4b5c6d7e8f90';

/** A paper with everything in it, and a borrower whose name looks like markup. */
export const aPaper = (over: Partial<CourtPaper> = {}): CourtPaper => ({
  language: 'zh-CN',
  on: '2026年7月2日',
  court: '上海市浦东新区人民法院',
  reference: '15d211408eb17c1ca43ed618ec6f2a60',
  creditor: {
    name: '示例银行股份有限公司',
    code: '91310000EXAMPLE00X',
    address: '上海市浦东新区示例路100号',
    representative: '（法定代表人）',
    post: '董事长',
    phone: '400-000-0000',
  },
  debtors: [
    {
      role: 'borrower',
      name: '样例女士 #set text(red) *不是标记*',
      idNumber: '110101190001010000',
      address: '北京市东城区示例路1号',
      phone: '13900000000',
    },
    { role: 'guarantor', name: '样例先生', idNumber: null, address: null, phone: null },
  ],
  claim: {
    currency: '人民币',
    total: '31,575.00',
    asOf: '2026年7月1日',
    lines: [
      { code: 'principal', amount: '30,000.00' },
      { code: 'interest', amount: '1,500.00' },
      { code: 'computed-penalty', amount: '112.50' },
      { code: 'cap-waived', amount: '-37.50' },
    ],
    runsOn: [
      { code: 'interest', rate: '6', base: '30,000.00', from: '2026年7月2日' },
      { code: 'penalty', rate: '9', base: '30,000.00', from: '2026年7月2日' },
    ],
  },
  facts: {
    lentOn: '2025年1月5日',
    principal: '30,000.00',
    rate: '6',
    instalments: 12,
    lastDueOn: '2026年12月5日',
    unpaidSince: '2026年1月5日',
    daysPastDue: 177,
    payments: 3,
    paid: '4,500.00',
    demands: 2,
    negotiations: 2,
    accelerated: true,
  },
  evidence: [
    { kind: 'contract', reference: 'C-2025-000417', sha256: HASH },
    { kind: 'disbursement', reference: 'D-2025-000417', sha256: HASH },
    { kind: 'schedule', reference: '02-schedule.csv', sha256: HASH },
    { kind: 'days-past-due', reference: '04-days-past-due.csv', sha256: HASH },
    { kind: 'claim', reference: '05-claim.json', sha256: HASH },
    { kind: 'notices', reference: '06-notices.json', sha256: HASH },
  ],
  title: {
    kind: 'judgment',
    docket: '（2026）沪0115民初1234号',
    on: '2026年9月1日',
    finalOn: '2026年9月17日',
    amount: '31,575.00',
    performBy: '2026年9月27日',
  },
  bundle: { bundleId: '15d211408eb17c1ca43ed618ec6f2a60', manifestSha256: HASH },
  ...over,
});

/** The same claim before a court of Taiwan. */
export const aPaperOfTaiwan = (over: Partial<CourtPaper> = {}): CourtPaper => {
  const paper = aPaper();
  return {
    ...paper,
    language: 'zh-TW',
    on: '民國115年7月2日',
    court: '臺灣臺北地方法院',
    creditor: {
      name: '示例商業銀行股份有限公司',
      code: '00000000',
      address: '臺北市中正區示例路100號',
      representative: '（法定代理人）',
      post: '董事長',
      phone: '0800-000-000',
    },
    debtors: [
      {
        role: 'borrower',
        name: '樣例女士',
        idNumber: 'A200000000',
        address: '臺北市大安區示例路1號',
        phone: '0900-000-000',
      },
    ],
    claim: {
      ...paper.claim,
      currency: '新臺幣',
      asOf: '民國115年7月1日',
      runsOn: paper.claim.runsOn.map((one) => ({ ...one, from: '民國115年7月2日' })),
    },
    facts: { ...paper.facts, lentOn: '民國114年1月5日', lastDueOn: '民國115年12月5日', unpaidSince: '民國115年1月5日' },
    title: {
      kind: 'payment-order',
      docket: null,
      on: '民國115年9月1日',
      finalOn: '民國115年9月22日',
      amount: '31,575.00',
      performBy: '民國115年9月22日',
    },
    ...over,
  };
};
