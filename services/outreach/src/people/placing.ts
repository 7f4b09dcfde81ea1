import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { type CalendarDate, type LoanId, tenantOf } from '@mora/kernel';
import { CONFIG, type CommonConfig, DATABASE, type DoorAnswer } from '@mora/runtime';
import { id128 } from '../domain/ids.js';
import { type CommandBy, LoanCommands } from '../handlers/loan/loan-commands.js';
import { announcedOn } from '../persistence/people/agencies.js';
import { reading } from '../persistence/person/reading.js';
import { AgencyRegister, type Standing } from './agency-register.js';

export type Order = Readonly<{
  agency: string;
  until: CalendarDate | null;
  /** When the borrower was told, where that was not by Mora. */
  announcedOn: CalendarDate | null;
}>;

/** Gives loans to outside firms, as the register knows them on the day. */
@Injectable()
export class Placing {
  constructor(
    private readonly commands: LoanCommands,
    private readonly register: AgencyRegister,
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(CONFIG) private readonly config: Pick<CommonConfig, 'TIME_ZONE'>,
  ) {}

  /**
   * At once where the borrower knows of the firm, by the notice that Mora sent or as the order says; else the firm waits
   * until the borrower has been told. Throws the problem 404 for a firm that is not in the register.
   */
  async place(
    loan: LoanId,
    order: Order,
    how: Readonly<{ key: string; by: CommandBy; said: object; today: CalendarDate }>,
  ): Promise<Readonly<{ placementId: string; answer: DoorAnswer }>> {
    const { key, by, said, today } = how;
    const { row, objections, limits, standing } = await this.register.of(tenantOf(loan), order.agency, today);
    const { agencyId, name, phone, listed, certified } = row;
    const about = { agencyId, name, zone: this.config.TIME_ZONE };
    const announced = (await announcedOn(reading(this.pool), loan, about)) ?? order.announcedOn;
    const placementId = id128('placement', loan, key);
    const command = {
      kind: 'place' as const,
      placementId,
      agencyId,
      objections: [...objections, ...limits],
      standing: { standing, announcedOn: announced, listed, certified },
      announcedOn: announced,
      firm: phone === null ? null : { name, phone },
      until: order.until,
      by: 'system' in by ? by.system : by.subject,
    };
    // What the register says of the firm may have changed when it is asked again.
    return { placementId, answer: await this.commands.take(loan, command, key, by, said) };
  }

  /** The firm that has the fewest loans of those that may be given another one; null where there is none. */
  async choose(tenant: string, today: CalendarDate): Promise<string | null> {
    const fit = (await this.register.all(tenant, today)).filter(isFit);
    const [least] = fit.toSorted((a, b) => a.row.placed - b.row.placed || (a.row.agencyId < b.row.agencyId ? -1 : 1));
    return least?.row.agencyId ?? null;
  }
}

const isFit = ({ standing, limits, row }: Standing): boolean =>
  standing === 'good' && limits.length === 0 && row.listed && row.phone !== null;
