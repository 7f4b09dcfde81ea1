import type { LoanId } from '@mora/kernel';
import { Problem } from '@mora/runtime';
import { aCase } from '../../domain/evidence/fixtures.js';
import { shippedFonts } from '../../gateways/court-papers/fonts.js';
import { Typesetter } from '../../gateways/court-papers/typeset.js';
import { OutreachUnderTest } from '../../gateways/persons/fixtures.js';
import { OutreachPersons } from '../../gateways/persons/outreach-persons.js';
import { loadPolicies } from '../../policies/load.js';
import { templatesIn } from '../../policies/papers.js';
import { SHIPPED } from '../../policies/shipped.js';
import { Printer, type PrintOrder } from './printer.js';

const outreach = new OutreachUnderTest();
let printer: Printer;

beforeAll(async () => {
  const persons = new OutreachPersons(await outreach.start());
  const typesetter = await Typesetter.open({ templates: templatesIn(SHIPPED), fonts: shippedFonts() });
  printer = new Printer(loadPolicies(), persons, typesetter);
});
afterAll(() => outreach.stop());
beforeEach(() => outreach.reset());

const { view, matter, sheet } = aCase();
const { ledger } = view.parts;
const orderOf = (over: Partial<PrintOrder> = {}): PrintOrder => ({
  view,
  matter,
  sheet,
  kinds: ['complaint'],
  court: '示例法院',
  docket: null,
  on: sheet.asOf,
  authorization: 'Bearer a-token',
  bundle: null,
  ...over,
});
const withParts = (over: Partial<typeof view.parts>) => ({ ...view, parts: { ...view.parts, ...over } });

it('prints each paper that was asked for, and asks for everybody once', async () => {
  const printed = await printer.print(orderOf({ kinds: ['complaint', 'payment-order', 'power'] }));
  expect(printed.map(({ name, template }) => `${name} ${template}`)).toEqual([
    '20-complaint.pdf cn/complaint.v1.typ',
    '21-payment-order.pdf cn/payment-order.v1.typ',
    '23-power.pdf cn/power.v1.typ',
  ]);
  const asked = outreach.asked.filter(({ method }) => method === 'POST').map(({ path }) => path);
  expect(asked).toEqual(['/v1/persons/demo:P-1/fields', '/v1/persons/demo:P-2/fields']);
});

it('a paper that only mentions people is printed without their numbers', async () => {
  await printer.print(orderOf({ kinds: ['power', 'evidence-list'] }));
  const fields = outreach.asked.map(({ body }) => (JSON.parse(body) as { fields: string[] }).fields);
  expect(fields).toEqual([['name'], ['name']]);
});

it('a loan of Taiwan goes by the papers of Taiwan', async () => {
  const lent = { ...ledger, currency: 'TWD' as const };
  const ordered = orderOf({ view: withParts({ ledger: lent }), sheet: { ...sheet, currency: 'TWD' } });
  expect((await printer.print(ordered))[0]?.template).toBe('tw/complaint.v1.typ');
});

it.each<[string, Partial<PrintOrder>, string]>([
  ['of a bank that is not entered', { view: { ...view, loanId: 'bank:L-1' as LoanId } }, 'creditor-unknown'],
  [
    'of a tenant called as an object’s own',
    { view: { ...view, loanId: 'constructor:L-1' as LoanId } },
    'creditor-unknown',
  ],
  ['of a product that is not entered', { view: withParts({ ledger: { ...ledger, product: 'x' } }) }, 'product-unknown'],
  ['of a claim that is not the ledger’s', { sheet: { ...sheet, differs: ['fee: 1 ≠ 2'] } }, 'ledger-differs'],
  ['of a debt that nobody owes', { view: withParts({ parties: { links: [] } }) }, 'nobody-owes'],
  ['that enforces nothing', { kinds: ['enforcement'] }, 'no-title'],
])('a paper %s is not printed, and nobody’s name is asked', async (_which, over, reason) => {
  const refused = await printer.print(orderOf(over)).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Problem);
  expect((refused as Problem).getResponse()).toMatchObject({ status: 409, reason });
  expect(outreach.asked).toEqual([]);
});

it('one person who is erased stops it for all', async () => {
  outreach.answers.set('POST /v1/persons/demo:P-2/fields', { status: 410, body: {} });
  await expect(printer.print(orderOf())).rejects.toThrow('409 person-erased');
});
