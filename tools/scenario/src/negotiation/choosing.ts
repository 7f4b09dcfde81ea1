import { addDays, amountText, minorUnits } from '@mora/kernel';
import { disposableOn } from '@mora/ledger-simulator';
import { APPROVERS, type Assessment, type AtLoan, CHEN, LI, type Offer, type Standing, WU } from './cast.js';
import type { Course } from './course.js';
import { kindsIn, ownTerms } from './own-terms.js';
import { type Disclosure, packIn } from './packs.js';

const OPEN = ['draft', 'approved', 'disclosed', 'acknowledged'];
const SHOWN = ['disclosed', 'acknowledged'];
const FUND = 'hardship-fund';
const CARD = 'credit-card';
/** So much of what is left a borrower thinks it can do without, of a hundred. */
const EASILY = 90n;

type Made = Readonly<{ offers: readonly Offer[] }>;
type Declared = Readonly<{ declarationId: string }>;

/** Offers are made, approved and shown, and the borrower answers. */
export class Choosing {
  /** Whether the policy has found nothing that the borrower can bear. */
  private isNothingFound = false;

  constructor(
    private readonly at: AtLoan,
    private readonly course: Course,
    private readonly assessment: Assessment,
  ) {}

  async go(standing: Standing): Promise<void> {
    const open = standing.offers.filter(({ state }) => OPEN.includes(state));
    const shown = open.find(({ state }) => SHOWN.includes(state));
    if (shown !== undefined) return this.course.answer === 'lets-lie' ? undefined : this.answer(shown);
    const { cast, loan, on } = this.at;
    if (open.length === 0 && (cast.looksAgain.get(loan) ?? on) > on) return;
    const offers = open.length > 0 ? open : await this.make(standing);
    const best = this.liked(offers);
    if (best === undefined) {
      cast.looksAgain.set(loan, addDays(on, LOOKS_AGAIN_DAYS));
      return this.isNothingFound ? this.declare() : undefined;
    }
    if (await this.isRefused(best)) return;
    if (await this.show(best)) await this.answer(best);
  }

  /** Once in a negotiation. */
  private async isRefused(offer: Offer): Promise<boolean> {
    const { cast } = this.at;
    const { refusedByBank, speaksOn } = this.course;
    const once = `${this.at.loan} ${speaksOn}`;
    if (!refusedByBank || offer.state !== 'draft' || cast.refusedOnce.has(once)) return false;
    cast.refusedOnce.add(once);
    const [who = WU] = APPROVERS[offer.tier] ?? [];
    return (await this.at.tell(this.of(offer, 'refuse'), { because: 'too-long' }, who)) !== null;
  }

  /** By hand where the bank tries that first, as it does for cards, which have plans of their own; or as the last way. */
  private async make(standing: Standing): Promise<readonly Offer[]> {
    const isFirst = this.course.byHand || standing.product === CARD;
    const byHand = isFirst ? await this.makeByHand(standing) : [];
    if (byHand.length > 0) return byHand;
    const made = await this.at.tell<Made>('offers/menu', {}, CHEN, ` for ${this.assessment.verdict}`);
    this.isNothingFound = this.at.because === 'nothing-affordable';
    if (made !== null || isFirst) return made?.offers ?? [];
    return this.makeByHand(standing);
  }

  /** Nobody has found anything: one of the bank declares that there is nothing, and another one approves it. */
  private async declare(): Promise<void> {
    const { at } = this;
    const made = await at.tell<Declared>('declare-unaffordable', { because: NOTHING_LEFT });
    if (made !== null) await at.tell(`declarations/${made.declarationId}/approve`, { because: 'nothing-left' }, WU);
  }

  private async makeByHand({ product, episode }: Standing): Promise<readonly Offer[]> {
    const { at, assessment } = this;
    const told = at.cast.told.get(at.loan);
    if (told === undefined || product === null) return [];
    const { currency } = told;
    const overdue = minorUnits(episode?.overdue ?? '0', currency);
    const groups = ownTerms({ product, overdue, ...at.home.leftOn(at.on) }, told, assessment.verdict);
    const luck = at.cast.behaviour.lasts('own-terms', at.loan, at.on, 0, 999);
    const first = product === CARD || luck < ITS_OWN_FIRST ? 0 : luck % groups.length;
    const sheets = [...groups.slice(first), ...groups.slice(0, first)].flat();
    for (const sheet of sheets.slice(0, MOST_TRIES)) {
      const made = await at.tell<Made>('offers', { sheet }, CHEN, ` ${kindsIn(sheet)}`);
      if (made !== null && made.offers.length > 0) return made.offers;
    }
    return [];
  }

  /** Most like the first one best, some another one. */
  private liked(offers: readonly Offer[]): Offer | undefined {
    const ranked = offers.toSorted((a, b) => a.rank - b.rank);
    const { taste } = this.course;
    return taste < 500 ? ranked[0] : ranked[taste % ranked.length];
  }

  /** A fund is looked at once more, by somebody who has neither proposed nor approved it. */
  private async show(offer: Offer): Promise<boolean> {
    const { at } = this;
    if (offer.state === 'draft') {
      for (const who of APPROVERS[offer.tier] ?? []) await at.tell(this.of(offer, 'approve'), { because: 'fits' }, who);
    }
    if (offer.kinds.includes(FUND)) {
      await at.tell(this.of(offer, 'fund-review'), { accepted: true, because: 'bill-seen' }, LI);
    }
    return (await at.tell(this.of(offer, 'disclose'), {}, CHEN)) !== null;
  }

  private async answer(offer: Offer): Promise<void> {
    const { at, course } = this;
    const { status, body } = await at.look<Disclosure>(this.of(offer, 'disclosure'), CHEN);
    if (status !== 200) return;
    at.cast.packs.set(body.disclosureId, packIn(body, this.assessment.assessmentId));
    if (course.answer === 'lets-lie') return;
    if (course.answer === 'declines') {
      await at.tell('offers/all/reject', { because: 'too-much' }, at.borrower);
    } else if (course.answer === 'counters' && offer.state === 'draft' && (await this.counter(offer, body))) {
      return;
    } else if (this.canBear(body)) {
      await this.take(offer, body.disclosureId);
    } else {
      await at.tell(this.of(offer, 'reject'), { because: 'too-much' }, at.borrower);
    }
  }

  /** Asks for an instalment that is a tenth smaller, or a quarter; takes the answer if there is one. */
  private async counter(offer: Offer, pack: Disclosure): Promise<boolean> {
    const { at } = this;
    const most = largestIn(pack);
    const largest = amountText((most * BigInt(this.course.taste % 2 === 0 ? 90 : 75)) / 100n, pack.currency);
    const answer = await at.tell<Readonly<{ offerId: string | null }>>(
      this.of(offer, 'counter'),
      { largest },
      at.borrower,
    );
    if (answer === null || answer.offerId === null) return false;
    const fresh = (await at.standing())?.offers.find(({ offerId }) => offerId === answer.offerId);
    if (fresh === undefined || !(await this.show(fresh))) return false;
    const { status, body } = await at.look<Disclosure>(this.of(fresh, 'disclosure'), CHEN);
    if (status !== 200) return false;
    at.cast.packs.set(body.disclosureId, packIn(body, this.assessment.assessmentId));
    await this.take(fresh, body.disclosureId);
    return true;
  }

  private async take(offer: Offer, disclosureId: string): Promise<void> {
    const { at } = this;
    await at.tell(this.of(offer, 'acknowledge'), { disclosureId }, at.borrower);
    const pack = at.cast.packs.get(disclosureId);
    if (pack !== undefined) at.cast.packs.set(disclosureId, { ...pack, assessmentId: this.assessment.assessmentId });
    await at.tell(this.of(offer, 'accept'), { disclosureId }, at.borrower);
  }

  /** By what it really has, in the month of the first instalment. */
  private canBear(pack: Disclosure): boolean {
    const { home, on } = this.at;
    if (pack.totals.settlesFor !== null) return home.economy.helpMinor > 0n;
    const first = pack.new.find((row) => amountIn(row, pack) > 0n);
    const left = disposableOn(home.economy, addDays(on, DAYS_AHEAD));
    return first === undefined || (left * EASILY) / 100n >= amountIn(first, pack);
  }

  private of({ offerId }: Offer, what: string): string {
    return `offers/${offerId}/${what}`;
  }
}

const NOTHING_LEFT = 'What is left of the income is less than any plan of the bank asks for.';
const MOST_TRIES = 6;
/** Of a thousand times. */
const ITS_OWN_FIRST = 600;
const DAYS_AHEAD = 30;
const LOOKS_AGAIN_DAYS = 7;

type Row = Disclosure['new'][number];

const amountIn = ({ principal, interest, fee, penalty }: Row, { currency }: Disclosure): bigint =>
  [principal, interest, fee, penalty].reduce((sum, text) => sum + minorUnits(text, currency), 0n);

const largestIn = (pack: Disclosure): bigint =>
  pack.new.map((row) => amountIn(row, pack)).reduce((most, one) => (one > most ? one : most), 0n);
