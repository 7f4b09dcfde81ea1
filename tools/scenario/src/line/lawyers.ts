import { addDays, type CalendarDate, type Currency } from '@mora/kernel';
import type { Behaviour, LedgerAsk } from '@mora/ledger-simulator';
import { each } from '../negotiation/each.js';
import type { Doors } from '../requests.js';
import { attend, file, withdraw } from './at-court.js';
import { type CaseFile, filedAway, untold } from './case-file.js';
import { type AtLaw, LawDoors, type LegalDoors } from './doors.js';
import {
  answerMeasure,
  askMeasure,
  type AtRound,
  endRound,
  enforce,
  giveClue,
  reapply,
  takenBy,
  tellRecovery,
} from './enforcing.js';
import { Market, type Offered } from './market.js';
import { type At, type MoveKind, nextMove, waysOf } from './moves.js';
import { HEAD, LAWYER, OTHER } from './people.js';
import { Post } from './post.js';
import { receivedOf, type Taken, takenBefore } from './taken.js';
import { weigh } from './weighing.js';

/** What Mora refuses, or has no answer to yet, is tried again some days later. */
const AGAIN_DAYS = 5;
const GRACE_DAYS = 14;
/** What was agreed to so long ago is weighed once more. */
const STALE_DAYS = 25;

type Said = Readonly<{ type: string; loan: string; businessDate: string; data: unknown }>;

/** Those who go to court for a bank, and the courts: they look only at loans of which what was said calls for it. */
export class Lawyers {
  /** What courts have taken, in the order in which they did. */
  readonly taken: Taken[] = [];
  /** On which day the debt of each loan was called, and who has gone to court or recorded what it said, by proceeding. */
  private readonly called = new Map<string, string>();
  private readonly recorders = new Map<string, string>();
  private readonly market: Market;
  private readonly post: Post;
  private readonly files = new Map<string, CaseFile>();
  private readonly rests = new Map<string, CalendarDate>();
  private readonly doors: LawDoors;

  constructor(
    doors: LegalDoors & Doors,
    private readonly behaviour: Behaviour,
    private readonly currencyOf: (loan: string) => Currency,
  ) {
    this.doors = new LawDoors(doors);
    this.market = new Market(this.doors, behaviour);
    this.post = new Post(doors, behaviour);
  }

  /** What was not taken, and why. */
  get refused(): readonly string[] {
    return this.doors.refused;
  }

  /** What they have done that no stream tells. */
  get book() {
    return { called: this.called, recorders: this.recorders, packages: this.market.awarded };
  }

  /** The same, as the bank hears of it. */
  readonly received = (): readonly LedgerAsk[] =>
    this.taken
      .toSorted((a, b) => (a.on < b.on || (a.on === b.on && a.requestId < b.requestId) ? -1 : 1))
      .map(receivedOf);

  hear(said: Said): void {
    this.post.hear(said);
    const taken = takenBefore(said);
    if (taken !== null && !this.hasTaken(taken.requestId)) this.taken.push(taken);
    const before = this.files.get(said.loan) ?? null;
    const after = filedAway(before, said);
    if (after === before || after === null) return;
    this.rests.delete(said.loan);
    this.files.set(said.loan, after);
  }

  /** Writes down which letters have arrived. Answers whether any has: what the law makes of it has to be waited for. */
  openMail(on: CalendarDate): Promise<boolean> {
    return this.post.workOn(on);
  }

  /** Those cases in which something is to be done, from the one that waits for longest; so many at most. */
  async workOn(on: CalendarDate, most: number): Promise<void> {
    const due = [...this.files].flatMap(([loan, known]) => {
      const rests = this.rests.get(loan);
      const move = rests !== undefined && rests > on ? null : nextMove(known, this.at(loan));
      return move === null || move.from > on ? [] : [{ loan, known, ...move }];
    });
    due.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.loan < b.loan ? -1 : 1));
    await each(due.slice(0, most), async ({ loan, known, kind }) => {
      const isDone = await this.does(kind, this.doors.at(loan), known, on);
      if (!isDone) this.rests.set(loan, addDays(on, AGAIN_DAYS));
    });
    await this.market.workOn(on, this.offered());
  }

  private hasTaken(requestId: string): boolean {
    return this.taken.some((one) => one.requestId === requestId);
  }

  /** Open cases, with what is to become of each. */
  private offered(): readonly Offered[] {
    return [...this.files]
      .filter(([, { isClosed }]) => !isClosed)
      .map(([loan, { opinion, listed: packageId }]) => {
        return { loan, packageId, isForSale: opinion?.strategy === 'sale' && opinion.state === 'approved' };
      });
  }

  private at(loan: string): At {
    return { behaviour: this.behaviour, loan, isTaiwan: this.currencyOf(loan) === 'TWD' };
  }

  /** Answers whether it was done. */
  private async does(kind: MoveKind, at: AtLaw, known: CaseFile, on: CalendarDate): Promise<boolean> {
    const { loan } = at;
    const isTaiwan = this.currencyOf(loan) === 'TWD';
    const round = untold(known) ?? known.rounds.at(-1);
    if (round !== undefined && isOfRound(kind)) {
      return this.inRound(kind, { at, round, on, currency: this.currencyOf(loan), behaviour: this.behaviour });
    }
    switch (kind) {
      case 'weigh': {
        const ways = waysOf(known, this.at(loan));
        return weigh({ at, on, currency: this.currencyOf(loan), ways, called: this.called });
      }
      case 'approve':
        return isTaken(at.tell('case/evaluation/approve', { because: 'seen' }, OTHER));
      case 'file':
        if (known.opinion !== null && addDays(known.opinion.on, STALE_DAYS) < on)
          return this.does('weigh', at, known, on);
        return this.recorded(await file(at, known.opinion?.strategy ?? '', isTaiwan));
      case 'attend': {
        const proceedingId = known.proceeding?.proceedingId ?? '';
        this.recorded(proceedingId);
        return attend(at, proceedingId, on, this.behaviour, isTaiwan);
      }
      case 'withdraw':
        return withdraw(at, known.proceeding?.proceedingId ?? '', on);
      case 'settle':
        return isTaken(at.tell('settlement', { graceDays: GRACE_DAYS, because: 'less-harmful' }, LAWYER));
      case 'give-up':
        return isTaken(at.tell('settlement/give-up', { because: 'no-answer' }, LAWYER));
      case 'resume':
        return isTaken(at.tell('settlement/resume', { because: 'settlement-broken' }, OTHER));
      case 'enforce':
        return enforce(at, known.title?.judgmentId ?? '', isTaiwan);
      case 'propose-write-off':
        return isTaken(at.tell('write-off', { because: 'nothing-found' }, LAWYER));
      case 'approve-write-off':
        return isTaken(at.tell('write-off/approve', { because: 'seen' }, HEAD));
      default:
        return false;
    }
  }

  /** One and the same lawyer goes to court and writes down what it says. */
  private recorded(proceedingId: string | null): boolean {
    if (proceedingId !== null) this.recorders.set(proceedingId, LAWYER.subject);
    return proceedingId !== null;
  }

  private async inRound(kind: OfRound, scene: AtRound): Promise<boolean> {
    switch (kind) {
      case 'clue':
        return giveClue(scene);
      case 'measure':
        return (await askMeasure(scene)) || this.take(scene);
      case 'answer-measure':
        return answerMeasure(scene);
      case 'take':
        return this.take(scene);
      case 'tell':
        return tellRecovery(scene);
      case 'end':
        return endRound(scene);
      case 'reapply':
        return reapply(scene);
    }
  }

  /** The bank hears of it, and books it the day after; where nothing has come of it the round ends. */
  private async take(scene: AtRound): Promise<boolean> {
    const { at, on, round, currency } = scene;
    const { enforcementId: requestId } = round;
    const minor = this.hasTaken(requestId) ? 0n : await takenBy(scene);
    if (minor === 0n) return endRound(scene);
    this.taken.push({ loan: at.loan, on, requestId, minor, currency });
    return false; // until the ledger has booked it there is nothing to do
  }
}

const isTaken = async (told: Promise<object | null>): Promise<boolean> => (await told) !== null;

const OF_ROUND = ['clue', 'measure', 'answer-measure', 'take', 'tell', 'end', 'reapply'] as const;
type OfRound = (typeof OF_ROUND)[number];
const isOfRound = (kind: MoveKind): kind is OfRound => (OF_ROUND as readonly string[]).includes(kind);
