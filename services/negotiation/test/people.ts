import type { useWholeLine } from './whole-line.js';

type Line = ReturnType<typeof useWholeLine>;
type Taken = Readonly<{ offerId: string; planId: string; requestId: string; rows: readonly PackRow[] }>;
type PackRow = Readonly<{ number: number; dueOn: string; total: string }>;
type Offer = Readonly<{ offerId: string; kinds: readonly string[]; state: string }>;

export const CHEN = { role: 'negotiator', subject: 'chen' } as const;
export const WU = { role: 'supervisor', subject: 'wu' } as const;
export const borrowerOf = (party: string) => ({ role: 'borrower', subject: party }) as const;

const STATEMENT = {
  region: 'cn-shanghai',
  currency: 'CNY',
  dependants: [],
  incomes: [{ kind: 'salary', monthly: '12000.00', usual: '12000.00', regular: true }],
  expenses: [],
  debts: [],
  assets: [{ kind: 'cash', value: '900.00', liquid: true, exempt: false }],
  shock: { kind: 'income-drop', expectedMonths: 4 },
};

const HALF_AN_HOUR_MS = 1_800_000;

/** The people at both sides of a negotiation, each through the service's own doors. */
export class People {
  constructor(private readonly line: Line) {}

  /** The borrower's household is written down; a team has the loan. */
  async assess(loan: string, party: string, asOf: string): Promise<void> {
    await this.ok('post', loan, 'assign', { credit: 'chen', service: 'li', responsible: 'li' }, WU);
    const statement = { ...STATEMENT, asOf };
    const person = `demo:${party}`;
    const { verdict } = await this.ok('put', loan, 'statement', { person, statement, proofs: [] }, CHEN);
    expect(verdict).toBe('short-term');
  }

  /** The menu; the offer of this kind. */
  async offered(loan: string, kind: string): Promise<Offer> {
    const { offers } = (await this.ok('post', loan, 'offers/menu', {}, CHEN)) as { offers: readonly Offer[] };
    const found = offers.find(({ kinds }) => kinds.join() === kind);
    if (found === undefined) throw new Error(`no ${kind} among ${offers.map(({ kinds }) => kinds.join()).join(' ')}`);
    return found;
  }

  /** A plan that somebody of the bank makes by hand. */
  async made(loan: string, sheet: object): Promise<Offer> {
    const { offers } = (await this.ok('post', loan, 'offers', { sheet }, CHEN)) as { offers: readonly Offer[] };
    return offers[0] as Offer;
  }

  /** Approved by somebody else, shown, acknowledged and accepted. */
  async agree(loan: string, party: string, { offerId, state }: Offer): Promise<Taken> {
    const borrower = borrowerOf(party);
    if (state === 'draft') await this.ok('post', loan, `offers/${offerId}/approve`, { because: 'fits' }, WU);
    const { disclosureId } = await this.ok('post', loan, `offers/${offerId}/disclose`, {}, CHEN);
    const pack = await this.line.get(`/v1/loans/${loan}/offers/${offerId}/disclosure`, borrower);
    await this.ok('post', loan, `offers/${offerId}/acknowledge`, { disclosureId }, borrower);
    const taken = await this.ok('post', loan, `offers/${offerId}/accept`, { disclosureId }, borrower);
    await this.line.quiet();
    return { offerId, ...(taken as { planId: string; requestId: string }), rows: pack.body.new as PackRow[] };
  }

  /** Asked to come in half an hour, the borrower does not; afterwards it is written down. */
  async noShow(loan: string): Promise<void> {
    const at = new Date(this.line.clock.now + HALF_AN_HOUR_MS).toISOString();
    const { appointmentId } = await this.ok('post', loan, 'appointments', { at }, CHEN);
    this.line.clock.now += 2 * HALF_AN_HOUR_MS;
    await this.ok('post', loan, `appointments/${String(appointmentId)}/outcome`, { outcome: 'no-show' }, CHEN);
  }

  /** A command that must be taken. */
  async ok(method: 'post' | 'put', loan: string, path: string, body: object, as: object) {
    const answer = await this.line[method](`/v1/loans/${loan}/${path}`, body, as);
    if (answer.status >= 300) throw new Error(`${path} answers ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body as Readonly<Record<string, unknown>>;
  }
}
