import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import { type CalendarDate, type LoanId, tenantOf } from '@mora/kernel';
import { type Actor, ApiProblem, CurrentActor, DATABASE, IdempotencyKey, requireTaken, Roles } from '@mora/runtime';
import { id128 } from '../../domain/ids.js';
import { LoanCommands } from '../../handlers/loan/loan-commands.js';
import { AgencyRegister } from '../../people/agency-register.js';
import { announcedOn } from '../../persistence/people/agencies.js';
import { reading } from '../../persistence/person/reading.js';
import { PlaceDto, PlacementAnswer, RecallDto } from './agencies.dto.js';
import { KEY } from './key.js';
import { dateOf } from './promises.controller.js';
import { loanOf, Rights } from './rights.js';

@ApiTags('agencies')
@Controller('v1/loans/:loanId')
export class PlacementsController {
  constructor(
    private readonly commands: LoanCommands,
    private readonly register: AgencyRegister,
    private readonly rights: Rights,
    @Inject(DATABASE) private readonly pool: pg.Pool,
  ) {}

  @Post('placement')
  @Roles('supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Give the loan to an outside firm' })
  @ApiOkResponse({ type: PlacementAnswer })
  @ApiProblem(404, 'agency-unknown', 'The register has no such firm')
  @ApiProblem(
    409,
    'agency-not-good',
    'Not placed: agency-not-good, outsourcing-not-announced, restricted, …; `detail` says by what',
  )
  async place(
    @Param('loanId') id: string,
    @Body() body: PlaceDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<PlacementAnswer> {
    const loan = loanOf(id);
    const today = this.rights.today();
    const { row, objections, standing } = await this.register.of(tenantOf(loan), body.agency, today);
    const announced = await this.announced(loan, body.announcedOn);
    const placementId = id128('placement', loan, key);
    const command = {
      kind: 'place' as const,
      placementId,
      agencyId: body.agency,
      objections,
      standing: { standing, announcedOn: announced, listed: row.listed, certified: row.certified },
      announcedOn: announced,
      until: body.until === undefined ? null : dateOf(body.until),
      by: actor.subject,
    };
    // What the register says of the firm may have changed when it is asked again.
    requireTaken(await this.commands.take(loan, command, key, actor, { ...body }));
    return { placementId };
  }

  @Post('recall')
  @Roles('supervisor', 'compliance')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Take the loan back from the firm that has it' })
  @ApiOkResponse({ type: PlacementAnswer })
  @ApiProblem(409, 'not-placed', 'Nobody outside has it')
  async recall(
    @Param('loanId') id: string,
    @Body() { because }: RecallDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<PlacementAnswer> {
    requireTaken(await this.commands.take(loanOf(id), { kind: 'recall', because, by: actor.subject }, key, actor));
    return { placementId: null };
  }

  /** By the notice that Mora sent, else as the supervisor answers for it. */
  private async announced(loan: LoanId, said: string | undefined): Promise<CalendarDate | null> {
    return (
      (await announcedOn(reading(this.pool), loan, this.rights.zone)) ?? (said === undefined ? null : dateOf(said))
    );
  }
}
