import { addDays, type CalendarDate } from '@mora/kernel';
import { AtLoan, type Cast, CHEN, LAW, type Standing } from './cast.js';
import { workOn } from './desk.js';
import { look } from './doors.js';
import { each } from './each.js';

const PAGE = 1_000;
/** Of a thousand borrowers who are struck, so many ask for help by themselves, some days later. */
const ASKS_FOR_HELP = 350;
const ASKS_AFTER_DAYS = 14;
/** The law looks at a loan once in so many days, at the earliest so many days past due. */
const LAW_LOOKS_EVERY_DAYS = 40;
const LAW_AFTER_DAYS = 95;
const LAW_TRIES = 2;
const MANY = 1_000_000;

type Work = Readonly<{ items: readonly Readonly<{ loanId: string }>[]; next: string | null }>;

export type OfficeRules = Readonly<{
  /** So many loans a day are worked on at most. */
  mostLoans?: number;
  /** Legal escalation runs itself, so that nobody here stands for it. */
  lawIsElsewhere?: boolean;
}>;

/** All who negotiate, on one day after another. */
export class Office {
  /** Loans that nobody works on any more, and when legal escalation looks at them. */
  private readonly left = new Map<string, CalendarDate>();
  private readonly tried = new Map<string, number>();

  constructor(
    private readonly cast: Cast,
    private readonly rules: OfficeRules = {},
  ) {}

  async workOn(on: CalendarDate): Promise<void> {
    await this.askForHelp(on);
    if (this.rules.lawIsElsewhere !== true) await this.escalate(on);
    const loans = this.chosen([...(await this.open())], on).toSorted();
    await each(loans, async (loan) => this.noted(loan, on, await this.at(loan, on, workOn)));
  }

  /** Others on another day, so that one that gets nowhere keeps none from its turn. */
  private chosen(loans: readonly string[], on: CalendarDate): readonly string[] {
    const { mostLoans = loans.length } = this.rules;
    if (loans.length <= mostLoans) return loans;
    const luck = (loan: string): number => this.cast.behaviour.lasts('desk', loan, on, 0, MANY);
    return loans.toSorted((a, b) => luck(a) - luck(b) || (a < b ? -1 : 1)).slice(0, mostLoans);
  }

  private async at<T>(loan: string, on: CalendarDate, act: (at: AtLoan) => Promise<T>): Promise<T | null> {
    const home = this.cast.homes.get(loan);
    return home === undefined ? null : act(new AtLoan(this.cast, loan, home, on));
  }

  private async open(): Promise<ReadonlySet<string>> {
    const loans = new Set<string>();
    for (let after = ''; ;) {
      const { status, body } = await look<Work>(this.cast.doors, `/v1/work?limit=${PAGE}${after}`, CHEN);
      if (status !== 200) throw new Error(`what there is to do is not told: ${status}`);
      body.items.forEach(({ loanId }) => loans.add(loanId));
      if (body.next === null) return loans;
      after = `&after=${encodeURIComponent(body.next)}`;
    }
  }

  private noted(loan: string, on: CalendarDate, standing: Standing | null): void {
    if (standing !== null && !this.left.has(loan)) this.left.set(loan, addDays(on, LAW_LOOKS_EVERY_DAYS));
  }

  private async askForHelp(on: CalendarDate): Promise<void> {
    const { homes, behaviour } = this.cast;
    const struck = [...homes].filter(([loan, { economy }]) =>
      economy.shocks.some(
        ({ from }) => addDays(from, ASKS_AFTER_DAYS) === on && behaviour.happens('asks', loan, from, ASKS_FOR_HELP),
      ),
    );
    await each(struck, async ([loan, home]) => {
      const reasonForDelinquency = home.reasonOn(on);
      const asked = { because: 'asked-for-help', reasonForDelinquency };
      await this.at(loan, on, (at) => at.tell('rounds', asked, at.borrower));
    });
  }

  /** Where negotiations have led to nothing and the loan is long overdue, the law tries it once more before it sues. */
  private async escalate(on: CalendarDate): Promise<void> {
    const due = [...this.left].filter(([, looksOn]) => looksOn <= on).map(([loan]) => loan);
    await each(due, async (loan) => {
      this.left.set(loan, addDays(on, LAW_LOOKS_EVERY_DAYS));
      await this.at(loan, on, async (at) => {
        const standing = await at.standing();
        if (standing === null || standing.round !== null || standing.closed.length === 0) return;
        if ((standing.episode?.daysPastDue ?? 0) < LAW_AFTER_DAYS) return;
        const times = (this.tried.get(loan) ?? 0) + 1;
        if (times > LAW_TRIES) return;
        this.tried.set(loan, times);
        const { id } = at.home.terms;
        const reference = { requestId: `law-${id}-${on}`, caseId: `case-${id}` };
        await at.tell('rounds', { because: 'before-the-suit', reference }, LAW);
      });
    });
  }
}
