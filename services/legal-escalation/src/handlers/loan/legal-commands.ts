import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { addDays, type LoanId } from '@mora/kernel';
import {
  type Actor,
  CLOCK,
  type Clock,
  CONFIG,
  DATABASE,
  type DoorAnswer,
  type DoorItem,
  type Lanes,
  LANES,
  type LockedLanes,
  payloadHash,
  Problem,
} from '@mora/runtime';
import type { LegalConfig } from '../../config.js';
import { restricts } from '../../domain/loan/command-kinds.js';
import type { LoanCommand, LoanTold } from '../../domain/loan/event.js';
import { openDayOf } from '../../persistence/loan/loan.queries.js';
import { reading } from '../../persistence/loan/reading.js';
import { BankDays } from './bank-days.js';
import { LegalReactor } from './legal.reactor.js';

/** Who asks: a person by the token, or a part of the service itself. */
export type CommandBy = Actor | Readonly<{ system: string }>;

export type LoanItem = Readonly<{
  loan: LoanId;
  command: LoanCommand;
  key: string;
  /**
   * What was said from outside, where the command holds more (our clock, the approver by the token): by it a repeat is
   * known. Whatever is hidden in a command must not be in it.
   */
  said?: object;
}>;

/** Runs in the same transaction, behind what the commands have written: for an answer that a repeat gets too. */
export type Also = (lanes: LockedLanes, answers: readonly DoorAnswer[]) => Promise<void>;

/** What people and other parts of the service ask of loans, each batch as one transaction of the lanes it touches. */
@Injectable()
export class LegalCommands {
  private readonly days: BankDays;

  constructor(
    @Inject(LANES) private readonly lanes: Lanes,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(CONFIG) { TIME_ZONE }: Pick<LegalConfig, 'TIME_ZONE'>,
    private readonly reactor: LegalReactor,
  ) {
    this.days = new BankDays(TIME_ZONE);
  }

  /** One command; the same key again is answered as taken, with another body as a conflict. */
  async take(
    loan: LoanId,
    command: LoanCommand,
    key: string,
    by: CommandBy,
    said?: object,
    also?: Also,
  ): Promise<DoorAnswer> {
    const [answer] = await this.takeAll([{ loan, command, key, ...(said !== undefined && { said }) }], by, also);
    return answer as DoorAnswer;
  }

  /** Many at once; answers stand in the same order, and one that is refused leaves the others as they are. */
  async takeAll(items: readonly LoanItem[], by: CommandBy, also?: Also): Promise<readonly DoorAnswer[]> {
    this.mustServe();
    const named = 'system' in by ? by.system : by.subject;
    return this.lanes.take(
      this.reactor,
      items.map((item) => doorItemOf(item, named)),
      { refusals: 'answer', ...(also !== undefined && { also }) },
    );
  }

  /**
   * Whether the loan's lane is two days behind or more: then nothing is done that cannot be taken back. The lane judges it
   * again; it is asked before something dear is done for a command, as printing a paper.
   */
  async catchingUp(loan: LoanId): Promise<boolean> {
    this.mustServe();
    const openDay = await openDayOf(reading(this.pool), loan);
    return openDay !== null && openDay < addDays(this.days.dateOf(this.clock.now()), -1);
  }

  private mustServe(): void {
    if (!this.lanes.serving) throw new Problem(503, 'starting', 'The service starts; ask again in a moment.');
  }
}

/** The cause by which what a command leads to has its ids. */
export const causeOf = (key: string): string => `command/${key}`;

function doorItemOf({ loan, command, key, said }: LoanItem, by: string): DoorItem<LoanTold> {
  const bytes = Buffer.from(JSON.stringify(said === undefined ? { loan, command, by } : { loan, said, by }));
  const id = causeOf(key);
  return {
    id,
    subject: loan,
    hash: payloadHash(bytes),
    event: { loanId: loan, id, event: command },
    type: command.kind,
    restricts: restricts(command),
    bytes,
  };
}
