import { Inject, Injectable } from '@nestjs/common';
import type { LoanId } from '@mora/kernel';
import { type Actor, type DoorAnswer, type Lanes, LANES, payloadHash } from '@mora/runtime';
import { Gaps } from '../persistence/gaps.js';
import { IntakeReactor } from './intake.reactor.js';

export type Skip = Readonly<{ loan: LoanId; reason: string; key: string; actor: Actor }>;

/** Lets a loan go on past records that will never come: a command on the loan's lane, like any record of it. */
@Injectable()
export class GapSkipper {
  constructor(
    @Inject(LANES) private readonly lanes: Lanes,
    private readonly reactor: IntakeReactor,
    private readonly gaps: Gaps,
  ) {}

  async skip({ loan, reason, key, actor }: Skip): Promise<DoorAnswer> {
    if ((await this.lanes.openDay('loan')) === null)
      return { kind: 'refused', because: 'no-gap', detail: 'no day is open' };
    const bytes = Buffer.from(JSON.stringify({ loan, reason }));
    const item = {
      id: key,
      subject: loan,
      hash: payloadHash(bytes),
      event: { kind: 'gap-skipped' as const },
      type: 'gap-skipped',
      restricts: true, // what waits behind the gap came before whatever holds the loan besides
      bytes,
    };
    const { tenant, subject } = actor;
    const [answer] = await this.lanes.take(this.reactor, [item], {
      refusals: 'answer',
      also: async ({ tx }, [said]) => {
        const outcome = outcomeOf(said as DoorAnswer);
        if (outcome !== null) await this.gaps.writeDown(tx, { tenant, actor: subject, loan, reason, outcome });
      },
    });
    return answer as DoorAnswer;
  }
}

/** Null where the same command came before, and has been written down then. */
function outcomeOf(answer: DoorAnswer): string | null {
  if (answer.kind === 'duplicate' || answer.kind === 'conflict') return null;
  return 'because' in answer ? answer.because : 'skipped';
}
