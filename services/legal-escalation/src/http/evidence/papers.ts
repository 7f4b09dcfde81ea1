import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { type Actor, CLOCK, type Clock, CONFIG, DATABASE, Problem } from '@mora/runtime';
import type { LegalConfig } from '../../config.js';
import type { PaperParts } from '../../domain/papers/paper.js';
import type { PaperKind } from '../../domain/papers/types.js';
import { sha256 } from '../../evidence/hash.js';
import { BankDays } from '../../handlers/loan/bank-days.js';
import { LegalCommands } from '../../handlers/loan/legal-commands.js';
import { keepPrintings } from '../../persistence/evidence/printed.js';
import { reading } from '../../persistence/loan/reading.js';
import type { CaseNow } from './case-now.js';
import { type PrintedPaper, Printer } from './printer.js';

export type PapersWanted = Readonly<{
  kinds: readonly PaperKind[];
  court: string;
  docket: string | null;
  bundle: PaperParts['bundle'];
  actor: Actor;
  authorization: string;
}>;

/** Court papers for whoever works on a case, each with a row that says who has had it printed. */
@Injectable()
export class Papers {
  private readonly days: BankDays;

  constructor(
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) { TIME_ZONE }: Pick<LegalConfig, 'TIME_ZONE'>,
    private readonly commands: LegalCommands,
    private readonly printer: Printer,
  ) {
    this.days = new BankDays(TIME_ZONE);
  }

  /** Throws a problem that says why there is none. */
  async print({ view, matter, sheet }: CaseNow, wanted: PapersWanted): Promise<readonly PrintedPaper[]> {
    if (await this.commands.catchingUp(view.loanId)) {
      throw new Problem(503, 'catching-up', 'What happened before yesterday is not known yet; ask again later.');
    }
    const { kinds, court, docket, bundle, actor, authorization } = wanted;
    const now = this.clock.now();
    const on = this.days.dateOf(now);
    const printed = await this.printer.print({ view, matter, sheet, kinds, court, docket, on, authorization, bundle });
    const shared = {
      caseId: matter.caseId,
      sheetId: sheet.sheetId,
      bundleId: bundle?.manifest.bundleId ?? null,
      by: actor.subject,
      at: new Date(now),
    };
    const rows = printed.map(({ kind, template, bytes }) => ({ ...shared, kind, template, sha256: sha256(bytes) }));
    await keepPrintings(reading(this.pool), view.loanId, rows);
    return printed;
  }
}
