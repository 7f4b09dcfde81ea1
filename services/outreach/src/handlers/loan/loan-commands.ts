import { Inject, Injectable } from '@nestjs/common';
import type { LoanId } from '@mora/kernel';
import { type Actor, type DoorAnswer, type DoorItem, type Lanes, LANES, payloadHash, Problem } from '@mora/runtime';
import type { LoanCommand, LoanTold } from '../../domain/loan/event.js';
import { LoanReactor } from './loan.reactor.js';

/** Who asks: a person by the token, or a part of the service itself. */
export type CommandBy = Actor | Readonly<{ system: string }>;

export type LoanItem = Readonly<{
  loan: LoanId;
  command: LoanCommand;
  key: string;
  /** What was said from outside, where the command holds more (our clock, what we knew): by it a repeat is known. */
  said?: object;
}>;

/** What people and other parts of the service ask of loans, each batch as one transaction of the lanes it touches. */
@Injectable()
export class LoanCommands {
  constructor(
    @Inject(LANES) private readonly lanes: Lanes,
    private readonly reactor: LoanReactor,
  ) {}

  /** One command; the same key again is answered as taken, with another body as a conflict. */
  async take(loan: LoanId, command: LoanCommand, key: string, by: CommandBy, said?: object): Promise<DoorAnswer> {
    const [answer] = await this.takeAll([{ loan, command, key, ...(said !== undefined && { said }) }], by);
    return answer as DoorAnswer;
  }

  /** Many at once; answers stand in the same order, and one that is refused leaves the others as they are. */
  async takeAll(items: readonly LoanItem[], by: CommandBy): Promise<readonly DoorAnswer[]> {
    if (!this.lanes.serving) throw new Problem(503, 'starting', 'The service starts; ask again in a moment.');
    const named = 'system' in by ? by.system : by.subject;
    return this.lanes.take(
      this.reactor,
      items.map((item) => doorItemOf(item, named)),
      { refusals: 'answer' },
    );
  }
}

function doorItemOf({ loan, command, key, said }: LoanItem, by: string): DoorItem<LoanTold> {
  const bytes = Buffer.from(JSON.stringify({ loan, command, by }));
  const id = `command/${key}`;
  return {
    id,
    subject: loan,
    hash: payloadHash(said === undefined ? bytes : Buffer.from(JSON.stringify({ loan, said, by }))),
    event: { loanId: loan, id, event: command },
    type: command.kind,
    restricts: isTakenOfHeld(command),
    bytes,
  };
}

/** What restricts, and what has happened whoever holds the loan, is taken of a held loan too. */
function isTakenOfHeld(command: LoanCommand): boolean {
  switch (command.kind) {
    case 'say':
    case 'takeover':
    case 'recall':
    case 'notice-outcome':
    case 'settle-notice':
    case 'check-in-visit':
    case 'receipt':
    case 'log-call':
    case 'log-visit':
      return true;
    case 'cut-over':
      return command.past.what === 'opt-out' || command.past.what === 'flag';
    default:
      return false;
  }
}
