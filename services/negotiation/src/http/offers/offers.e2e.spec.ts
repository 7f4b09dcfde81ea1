import { OPENS_ON, useWholeLine } from '../../../test/whole-line.js';

const line = useWholeLine();
const LOAN = 'demo:L-1';
const OTHER = 'demo:L-2';
const CHEN = { role: 'negotiator', subject: 'chen' } as const;
const WU = { role: 'supervisor', subject: 'wu' } as const;
const ZHAO = { role: 'supervisor', subject: 'zhao' } as const;
const BORROWER = { role: 'borrower', subject: 'P-1' } as const;
const STRANGER = { role: 'borrower', subject: 'P-2' } as const;
const COMPLIANCE = { role: 'compliance', subject: 'qian' } as const;
const at = (path: string, loan = LOAN): string => `/v1/loans/${loan}/${path}`;

const STATEMENT = {
  region: 'cn-shanghai',
  asOf: '2026-03-10',
  currency: 'CNY',
  dependants: [],
  incomes: [{ kind: 'salary', monthly: '12000.00', usual: '12000.00', regular: true }],
  expenses: [],
  debts: [],
  assets: [{ kind: 'cash', value: '900.00', liquid: true, exempt: false }],
  shock: { kind: 'income-drop', expectedMonths: 4 },
};

type OfferBody = Readonly<{ offerId: string; kinds: string[]; state: string; tier: string; affords: string }>;

beforeAll(async () => {
  await line.upstream.overdue(LOAN, 'P-1', OPENS_ON, 61);
  await line.upstream.overdue(OTHER, 'P-2', OPENS_ON, 61);
  await line.close(OPENS_ON);
  for (const [loan, person] of [
    [LOAN, 'demo:P-1'],
    [OTHER, 'demo:P-2'],
  ] as const) {
    await line.post(at('assign', loan), { credit: 'chen', service: 'li', responsible: 'li' }, WU);
    const stated = await line.put(at('statement', loan), { person, statement: STATEMENT, proofs: [] }, CHEN);
    expect([stated.status, stated.body.verdict]).toEqual([200, expect.any(String)]);
  }
});

const own = (...terms: object[]) => ({ sheet: { terms } });
const propose = async (body: object, loan = LOAN): Promise<OfferBody> => {
  const { status, body: answer } = await line.post(at('offers', loan), body, CHEN);
  expect([status, answer]).toEqual([200, expect.anything()]);
  return (answer.offers as OfferBody[])[0] as OfferBody;
};

it('the menu: priced, in order, and the same answer for the same key', async () => {
  const first = await line.post(at('offers/menu'), {}, { ...CHEN, key: 'menu-0001' });
  expect([first.status, first.body]).toEqual([200, { offers: expect.any(Array) }]);
  const offers = first.body.offers as OfferBody[];
  expect(offers.length).toBeGreaterThan(1);
  expect(offers[0]).toMatchObject({ rank: 1, currency: 'CNY', proposer: 'chen', affords: 'yes' });
  const again = await line.post(at('offers/menu'), {}, { ...CHEN, key: 'menu-0001' });
  expect(again.body).toEqual(first.body);
  const seen = await line.get(at('offers'), BORROWER);
  const told = seen.body.offers as (OfferBody & { proposer: string | null; approvers: string[] })[];
  expect(told.every(({ state, proposer, approvers }) => state === 'approved' && !proposer && !approvers.length)).toBe(
    true,
  );
  expect(told.length).toBe(offers.filter(({ state }) => state === 'approved').length);
  expect((await line.get(at('offers'), STRANGER)).status).toBe(404);
});

it('four eyes, and the authority of a register', async () => {
  const offer = await propose(own({ kind: 'extension', months: 4 }));
  expect([offer.tier, offer.state]).toEqual(['T3', 'draft']);
  const shownTo = async (as: object): Promise<string[]> =>
    ((await line.get(`/v1/loans/${LOAN}`, as)).body.offers as OfferBody[]).map(({ offerId }) => offerId);
  expect(await shownTo(CHEN)).toContain(offer.offerId);
  expect(await shownTo(BORROWER)).not.toContain(offer.offerId);
  const approve = (as: object) => line.post(at(`offers/${offer.offerId}/approve`), { because: 'fits' }, as);
  const mine = await approve(CHEN);
  expect([mine.status, mine.body]).toMatchObject([422, { reason: 'own-proposal' }]);
  expect((await approve(WU)).body).toMatchObject({ reason: 'tier-too-low' });
  const authority = { tier: 'T3', from: '2026-03-10' };
  expect((await line.put('/v1/authorities/wu', authority, WU)).status).toBe(403);
  expect((await line.put('/v1/authorities/qian', authority, COMPLIANCE)).body).toMatchObject({
    reason: 'own-authority',
  });
  const later = await line.put('/v1/authorities/wu', { ...authority, from: '2026-03-11' }, COMPLIANCE);
  expect(later.status).toBe(200);
  expect((await approve(WU)).body).toMatchObject({ reason: 'tier-too-low' });
  await line.put('/v1/authorities/wu', authority, COMPLIANCE);
  expect((await approve(WU)).body).toEqual({ offerId: offer.offerId, state: 'approved' });
  expect(await shownTo(BORROWER)).toContain(offer.offerId);
  const { body } = await line.get('/v1/authorities', { role: 'auditor' });
  const said = { actor: 'wu', tier: 'T3', from: '2026-03-10', until: null, setBy: 'qian' };
  expect(body.authorities).toContainEqual({ ...said, setAt: expect.stringMatching(/^2026-03-10T.*Z$/) });
});

it('an authority is set for no day that is over, said twice it stands once, and may be taken away', async () => {
  const set = (tier: string, from: string) => line.put('/v1/authorities/sun', { tier, from }, COMPLIANCE);
  expect((await set('T3', '2026-03-09')).body).toMatchObject({ status: 422, reason: 'in-the-past' });
  for (const tier of ['T3', 'T3', 'none']) expect((await set(tier, '2026-03-10')).status).toBe(200);
  const { body } = await line.get('/v1/authorities', { role: 'auditor' });
  const lines = (body.authorities as { actor: string; tier: string }[]).filter(({ actor }) => actor === 'sun');
  expect(lines.map(({ tier }) => tier)).toEqual(['none', 'T3']);
  const offer = await propose(own({ kind: 'extension', months: 1 }));
  const SUN = { role: 'supervisor', subject: 'sun' } as const;
  const vote = await line.post(at(`offers/${offer.offerId}/approve`), { because: 'fits' }, SUN);
  expect([vote.status, vote.body.reason]).toEqual([422, 'tier-too-low']);
});

it('the highest tier: the same person twice at once is one vote, two people are two', async () => {
  for (const actor of ['wu', 'zhao']) {
    await line.put(`/v1/authorities/${actor}`, { tier: 'T4', from: '2026-03-10' }, COMPLIANCE);
  }
  const fund = { kind: 'hardship-fund', fund: '500.00', purpose: 'serious-illness', instalments: 10, proofDays: 30 };
  const offer = await propose(own(fund), OTHER);
  expect(offer.tier).toBe('T4');
  const vote = (as: object) => line.post(at(`offers/${offer.offerId}/approve`, OTHER), { because: 'fits' }, as);
  const votes = await Promise.all([vote(WU), vote(WU), vote(WU)]);
  expect(votes.map(({ status }) => status).toSorted()).toEqual([200, 422, 422]);
  expect(votes.filter(({ body }) => body.state === 'draft')).toHaveLength(1);
  const [one, other] = await Promise.all([vote(ZHAO), vote(WU)]);
  expect([one.body.state, other.body.reason]).toEqual([
    'approved',
    expect.stringMatching(/voted-already|offer-approved/),
  ]);
  expect(
    await line.db.lines(`select array_to_string(approvers, '+') from offer where offer_id = '${offer.offerId}'`),
  ).toEqual(['wu+zhao']);
});

it('shown, acknowledged, accepted: what the ledger is asked is what was shown, and once', async () => {
  const { body } = await line.get(at('offers'), CHEN);
  const offer = (body.offers as OfferBody[]).find(
    ({ kinds, state }) => kinds.join() === 'spread' && state === 'draft',
  ) as OfferBody;
  await line.post(at(`offers/${offer.offerId}/approve`), { because: 'fits' }, WU);
  const of = (path: string) => at(`offers/${offer.offerId}/${path}`);
  const preview = await line.get(of('disclosure?language=en'), BORROWER);
  expect(preview.body).toMatchObject({ isShown: false, kinds: ['spread'], breach: { graceDays: 5 } });
  expect(preview.body.texts.every(({ text }: { text: string }) => text.length > 0)).toBe(true);
  expect((await line.post(of('accept'), { disclosureId: 'none' }, BORROWER)).body).toMatchObject({
    reason: 'not-disclosed',
  });

  const shown = await line.post(of('disclose'), {}, { ...CHEN, key: 'show-0001' });
  expect(shown.body).toEqual({
    disclosureId: preview.body.disclosureId,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  const { disclosureId } = shown.body as { disclosureId: string };
  const unproven = await line.post(of('acknowledge'), { disclosureId }, CHEN);
  expect([unproven.status, unproven.body.reason]).toEqual([422, 'evidence-missing']);
  const told = await line.post(of('acknowledge'), { disclosureId, evidence: { kind: 'hearsay', id: 'x' } }, CHEN);
  expect([told.status, told.body.reason]).toEqual([400, 'request-invalid']);
  const early = await line.post(of('accept'), { disclosureId }, BORROWER);
  expect([early.status, early.body.reason]).toEqual([409, 'not-acknowledged']);
  const wrong = await line.post(of('acknowledge'), { disclosureId: 'another' }, BORROWER);
  expect([wrong.status, wrong.body.reason]).toEqual([409, 'disclosure-changed']);
  const call = { kind: 'recording', id: 'call-17', sha256: 'a'.repeat(64) };
  const heard = await line.post(of('acknowledge'), { disclosureId, evidence: call }, CHEN);
  expect(heard.body.state).toBe('acknowledged');

  const accepted = await line.post(of('accept'), { disclosureId }, { ...BORROWER, key: 'take-0001' });
  expect([accepted.status, accepted.body]).toEqual([
    200,
    { planId: expect.any(String), requestId: expect.any(String) },
  ]);
  const again = await line.post(of('accept'), { disclosureId }, { ...BORROWER, key: 'take-0001' });
  expect(again.body).toEqual(accepted.body);
  const twice = await line.post(of('accept'), { disclosureId }, BORROWER);
  expect([twice.status, twice.body.reason]).toEqual([409, 'already-accepted']);

  await line.quiet();
  const asks = await line.asks(LOAN);
  expect(asks).toHaveLength(1);
  const pack = (await line.get(of('disclosure'), BORROWER)).body;
  expect(pack.isShown).toBe(true);
  const rows = (pack.new as Record<string, unknown>[]).map(({ total: _total, ...row }) => row);
  expect(asks[0]?.data['instalments']).toEqual(rows);
  const published = await line.published(LOAN);
  const types = published.map(({ type }) => type);
  expect(published.find(({ type }) => type === 'disclosure-acknowledged')?.data).toMatchObject({
    via: 'staff',
    evidence: call,
  });
  for (const type of ['offer-made', 'disclosed', 'disclosure-acknowledged', 'offer-accepted', 'plan-asked']) {
    expect(types).toContain(type);
  }
});

it('a wish is answered, and a repeat alike', async () => {
  const { body } = await line.post(at('offers/menu', OTHER), {}, STRANGER);
  const [offer] = body.offers as [OfferBody];
  await line.post(at(`offers/${offer.offerId}/approve`, OTHER), { because: 'fits' }, WU);
  const lines = await line.get(at('offers', OTHER), CHEN);
  expect(lines.body.offers).toContainEqual(expect.objectContaining({ offerId: offer.offerId, proposer: 'borrower' }));
  const path = at(`offers/${offer.offerId}/counter`, OTHER);
  const both = await line.post(path, { months: 2, largest: '900.00' }, STRANGER);
  expect([both.status, both.body.reason]).toEqual([400, 'request-invalid']);
  const asked = await line.post(path, { months: 3 }, { ...STRANGER, key: 'wish-0001' });
  expect(asked.body).toMatchObject({ answer: 'accepted', offerId: expect.any(String) });
  const again = await line.post(path, { months: 3 }, { ...STRANGER, key: 'wish-0001' });
  expect(again.body).toEqual(asked.body);
  const small = await line.post(path, { largest: '0.01' }, STRANGER);
  expect(small.body).toMatchObject({ answer: 'refused', offerId: null });
});

it('terms that are not whole are told so, without what was sent', async () => {
  for (const [terms, detail] of [
    [{ kind: 'grace', months: 3 }, 'grace says interest'],
    [{ kind: 'extension', months: 3, rate: '0.05' }, 'extension does not say rate'],
  ] as const) {
    const { status, body } = await line.post(at('offers', OTHER), own(terms), CHEN);
    expect([status, body.reason, body.detail]).toEqual([400, 'request-invalid', expect.stringContaining(detail)]);
  }
  const { status, body } = await line.post(at('offers', OTHER), own({ kind: 'extension', months: 999 }), CHEN);
  expect([status, body.reason]).toEqual([422, 'limit-extension-months']);
});
