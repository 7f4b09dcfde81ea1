/** Somebody who does not exist, of whom each value is a canary: nothing but a message of the provider may show it. */
export type Canary = Readonly<{
  party: string;
  person: string;
  name: string;
  mobile: string;
  email: string;
  address: string;
}>;

const NAMES = ['金丝雀张三丰', 'Canary Q. Birdsong'] as const;
const ADDRESSES = ['金丝雀省黄鹂市画眉路七号', '17 Nightingale Mews, Canaryville'] as const;

/** Every other one is written in Latin letters. */
export function somebody(n: number): Canary {
  const place = n % 2;
  const [name, address] = [`${NAMES[place]} ${n}`, `${ADDRESSES[place]} ${n}`];
  const [mobile, email] = [`+86139123450${String(n).padStart(2, '0')}`, `canary.bird${n}@nest-of-birds.example`];
  return { party: `P-${n}`, person: `demo:P-${n}`, name, mobile, email, address };
}

const KINDS = { mobile: 'mobile', email: 'email', address: 'address' } as const;

/** The record by which the bank tells who it is. */
export const partyRecord = (who: Canary, points: readonly (keyof typeof KINDS)[], over: object = {}) => ({
  specversion: '1.0',
  id: `${who.party}-1`,
  source: 'crm',
  type: 'ledger.party-registered.v1',
  subject: who.party,
  businessdate: '2026-03-08',
  data: {
    version: 1,
    kind: 'person',
    name: who.name,
    language: /^[ -~]+$/u.test(who.name) ? 'en' : 'zh-CN',
    timeZone: 'Asia/Shanghai',
    jurisdiction: 'CN',
    points: points.map((kind) => ({ id: kind, kind: KINDS[kind], value: who[kind], reserved: true, preferred: false })),
    ...over,
  },
});

export const heartbeatOf = (asOf: string) => ({
  specversion: '1.0',
  id: `beat-${asOf}`,
  source: 'crm',
  type: 'ledger.parties-heartbeat.v1',
  businessdate: asOf,
  data: { source: 'crm', asOf, partitions: 1 },
});
