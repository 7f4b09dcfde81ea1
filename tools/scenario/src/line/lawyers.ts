import { createHash } from 'node:crypto';
import { addDays, amountText, type CalendarDate, type Currency, minorUnits } from '@mora/kernel';
import type { Behaviour } from '@mora/ledger-simulator';
import type { Who } from '../requests.js';
import { assetsOf, type AtCourt, happensAt } from './courts.js';
import { AtLaw, type LegalDoors } from './doors.js';

/** Who has a case, and who agrees to what others have thought of. */
const LAWYER: Who = { subject: 'l-1', role: 'legal' };
const OTHER: Who = { subject: 'l-2', role: 'legal' };
const HEAD: Who = { subject: 'tang', role: 'supervisor' };

const TAIWAN = 'TWD';
const BY_ORDER = 350;
const FEES_OF_THOUSAND = 60n;
const PERFORM_DAYS = 10;
/** What a lawyer has to say of ways that are milder. */
const NO_MILDER = {
  settlement: 'settlement: refused twice',
  'payment-order': 'payment-order: objection expected',
  'tw-payment-order': 'tw-payment-order: objection expected',
} as const;
/** What a loan of this bank has not. */
const NOT_THERE = ['guarantee', 'collateral'];
const PAPERS = ['contract', 'disbursement', 'id'];

type Case = Readonly<{
  caseId: string;
  lawyer: string | null;
  checklist: readonly Readonly<{ item: string; state: string; automatic: boolean }>[];
  evaluation: Readonly<{ state: string; strategy: string }> | null;
  papers: readonly Readonly<{ kind: string }>[];
}>;
type Standing = AtCourt & Readonly<{ kind: string; state: string; amount: string | null }>;
type Title = Readonly<{ judgmentId: string; amount: string | null; finalOn: string | null }>;
type Court = Readonly<{ proceedings: readonly Standing[]; titles: readonly Title[] }>;
type Period = Readonly<{ clockId: string; claim: string; state: string }>;
type Round = Readonly<{ enforcementId: string; judgmentId: string; state: string; on: CalendarDate }>;
type Claim = Readonly<{ sheetId: string; total: string }>;

/** Money that a court has taken from a debtor on a day, for the bank to book. */
export type Taken = Readonly<{ loan: string; on: CalendarDate; requestId: string; minor: bigint; currency: Currency }>;

/** One loan on the desk of the lawyers, on one day. What Mora refuses is left for another day. */
export class Lawyers {
  readonly refused: string[] = [];
  /** What courts have taken, in the order in which they did. */
  readonly taken: Taken[] = [];
  private readonly called = new Set<string>();

  constructor(
    private readonly doors: LegalDoors,
    private readonly behaviour: Behaviour,
    private readonly currencyOf: (loan: string) => Currency,
  ) {}

  async workOn(loan: string, on: CalendarDate): Promise<void> {
    const at = new AtLaw(this.doors, loan, this.refused);
    const open = await at.look<Case>('case', LAWYER);
    if (open === null) return;
    if (open.lawyer === null) await at.tell('case/assign', { lawyer: LAWYER.subject }, HEAD);
    const { evaluation } = open;
    if (evaluation === null || evaluation.state === 'refused') return this.weigh(at, open, this.waysOf(loan, on), on);
    if (evaluation.state === 'given') {
      await at.tell('case/evaluation/approve', { because: 'seen' }, OTHER);
      return;
    }
    const court = await at.look<Court>('proceedings', LAWYER);
    if (court === null) return;
    const before = court.proceedings.find(({ state }) => state === 'open');
    const title = court.titles.find(({ finalOn }) => finalOn !== null);
    if (title !== undefined) await this.enforce(at, title, on);
    else if (before !== undefined) await this.attend(at, before, on);
    else if (court.titles.length > 0) return;
    else if (isOrder(evaluation.strategy) && court.proceedings.length > 0)
      await this.weigh(at, open, this.suitsOf(loan), on);
    else await this.file(at, evaluation.strategy);
  }

  /** Looks at everything that has to be looked at, and says what to do. */
  private async weigh(
    at: AtLaw,
    { checklist, papers }: Case,
    ways: readonly string[],
    on: CalendarDate,
  ): Promise<void> {
    for (const kind of PAPERS.filter((one) => papers.every((paper) => paper.kind !== one))) {
      await at.tell('case/papers-kept', { kind, id: `${kind}-1`, sha256: hashOf(`${at.loan}/${kind}`) }, LAWYER);
    }
    for (const { item, state, automatic } of checklist) {
      if (automatic || state !== 'unknown') continue;
      const found = NOT_THERE.includes(item)
        ? { item, state: 'na' }
        : { item, state: 'yes', proof: paperOf(item, '1') };
      await at.tell('case/checks', found, LAWYER);
    }
    if (checklist.some(({ item, state }) => item === 'demand-proof' && state !== 'yes')) await this.demand(at);
    await this.call(at, on);
    const claim = await at.tell<Claim>('case/claims', { accelerated: true }, LAWYER);
    if (claim === null) return;
    const currency = this.currencyOf(at.loan);
    const total = minorUnits(claim.total, currency);
    const opinion = {
      expectedRecovery: amountText(total / 2n, currency),
      expectedCost: amountText((total * FEES_OF_THOUSAND) / 1_000n, currency),
      because: 'assets-known',
    };
    for (const strategy of ways) {
      const lessHarmful = isOrder(strategy)
        ? [NO_MILDER.settlement]
        : [NO_MILDER.settlement, NO_MILDER[currency === TAIWAN ? 'tw-payment-order' : 'payment-order']];
      const given = await at.tell('case/evaluation', { ...opinion, strategy, lessHarmful }, LAWYER);
      if (given !== null) return;
    }
  }

  /** The whole debt is called once, by a letter of the day before: only then all of it is claimed. */
  private async call(at: AtLaw, on: CalendarDate): Promise<void> {
    if (this.called.has(at.loan)) return;
    const said = { on: addDays(on, -1), proof: paperOf('acceleration', at.loan) };
    if ((await at.tell('limitation/acceleration', said, LAWYER)) !== null) this.called.add(at.loan);
  }

  /** Nobody has proved that the debtor was asked for the money: outreach is asked to send a letter. */
  private async demand(at: AtLaw): Promise<void> {
    const period = await this.periodOf(at);
    if (period !== undefined) await at.tell('limitation/demands', { clockId: period.clockId }, LAWYER);
  }

  private async periodOf(at: AtLaw): Promise<Period | undefined> {
    const limits = await at.look<Readonly<{ periods: readonly Period[] }>>('limitation', LAWYER);
    return limits?.periods.find(({ claim, state }) => claim === 'debt' && state === 'running');
  }

  private waysOf(loan: string, on: CalendarDate): readonly string[] {
    if (!this.behaviour.happens('by-order', loan, on, BY_ORDER)) return this.suitsOf(loan);
    return [this.currencyOf(loan) === TAIWAN ? 'tw-payment-order' : 'payment-order', ...this.suitsOf(loan)];
  }

  /** What is left where the debtor has objected to an order. */
  private suitsOf(loan: string): readonly string[] {
    return this.currencyOf(loan) === TAIWAN ? ['tw-simplified', 'tw-ordinary'] : ['simplified', 'ordinary'];
  }

  private async file(at: AtLaw, kind: string): Promise<void> {
    const period = await this.periodOf(at);
    if (period === undefined) return;
    const claim = await at.tell<Claim>('case/claims', { accelerated: true }, LAWYER);
    if (claim === null) return;
    const bundle = await at.tell<Readonly<{ bundleId: string }>>('case/bundles', { sheetId: claim.sheetId }, LAWYER);
    if (bundle === null) return;
    await at.tell(
      'proceedings',
      {
        kind,
        court: this.currencyOf(at.loan) === TAIWAN ? 'demo-tw' : 'demo-basic',
        sheetId: claim.sheetId,
        bundleId: bundle.bundleId,
        clockId: period.clockId,
        domestic: true,
        reachable: true,
        agreed: false,
      },
      LAWYER,
    );
  }

  /** Whatever has happened before the court by now is written down, with the paper that proves it. */
  private async attend(at: AtLaw, before: Standing, today: CalendarDate): Promise<void> {
    const happens = happensAt(this.behaviour, before);
    if (happens === null || happens.on > today || before.proof === null) return;
    const { proceedingId, step } = before;
    const path = `proceedings/${proceedingId}`;
    const said = { ...happens, proof: paperOf(before.proof, `${proceedingId}/${step}`) };
    if (!before.terms.includes(happens.outcome)) {
      await at.tell(`${path}/steps`, said, LAWYER);
      return;
    }
    const amount = before.amount ?? '0.00';
    const parts = [{ amount, performBy: addDays(happens.on, PERFORM_DAYS) }];
    await at.tell(`${path}/judgment`, { ...said, amount, general: '0.00', costs: '0.00', parts }, LAWYER);
  }

  /** Asks for enforcement; the court takes what it finds, and where it finds no more the round ends. */
  private async enforce(at: AtLaw, { judgmentId, amount }: Title, today: CalendarDate): Promise<void> {
    const seen = await at.look<Readonly<{ rounds: readonly Round[] }>>('enforcement', LAWYER);
    const round = seen?.rounds.find((one) => one.judgmentId === judgmentId);
    if (round === undefined) {
      const isTaiwan = this.currencyOf(at.loan) === TAIWAN;
      const place = isTaiwan ? { court: 'demo-tw', region: 'demo-tw' } : { court: 'demo-basic', region: 'demo' };
      await at.tell('enforcement', { judgmentId, ...place, householdSize: 2 }, OTHER);
      return;
    }
    if (round.state !== 'open' || amount === null) return;
    const { enforcementId } = round;
    const known = this.taken.find(({ requestId }) => requestId === enforcementId);
    const share = BigInt(assetsOf(this.behaviour, enforcementId));
    const path = `enforcement/${enforcementId}`;
    if (share === 0n) {
      const end = { how: 'this-round', on: today, proof: paperOf('court-ruling', enforcementId) };
      if (addDays(round.on, SEARCHED_DAYS) <= today) await at.tell(`${path}/end`, end, LAWYER);
    } else if (known === undefined) {
      if (addDays(round.on, SEARCHED_DAYS) > today) return;
      const currency = this.currencyOf(at.loan);
      const owed = minorUnits(amount, currency);
      const minor = share >= 1_000n ? owed : (owed * share) / 1_000n;
      this.taken.push({ loan: at.loan, on: today, requestId: enforcementId, minor, currency });
    } else if (addDays(known.on, BOOKED_DAYS) === today) {
      const received = { on: addDays(known.on, 1), amount: amountText(known.minor, known.currency) };
      await at.tell(`${path}/recoveries`, { ...received, paymentId: `court-${enforcementId}` }, LAWYER);
    } else if (addDays(known.on, SEARCHED_DAYS) <= today) {
      const end = { how: 'this-round', on: today, proof: paperOf('court-ruling', enforcementId) };
      await at.tell(`${path}/end`, end, LAWYER);
    }
  }
}

const SEARCHED_DAYS = 20;
/** The ledger books it the day after, and it is known the day after that. */
const BOOKED_DAYS = 2;

const isOrder = (strategy: string): boolean => strategy.endsWith('payment-order');
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const paperOf = (kind: string, about: string) => ({ kind, id: hashOf(`${kind}/${about}`).slice(0, 32) });
