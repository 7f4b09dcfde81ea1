import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import { type Actor, ApiProblem, CurrentActor, DATABASE, IdempotencyKey, requireTaken, Roles } from '@mora/runtime';
import { LoanCommands } from '../../handlers/loan/loan-commands.js';
import { Placing } from '../../people/placing.js';
import { placementById } from '../../persistence/people/proposals.js';
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
    private readonly placing: Placing,
    private readonly rights: Rights,
    @Inject(DATABASE) private readonly pool: pg.Pool,
  ) {}

  @Post('placement')
  @Roles('supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({
    summary: 'Give the loan to an outside firm',
    description:
      'Where the borrower has not been told of the firm Mora tells the borrower first: the placement is `waiting`, and the firm has the loan from the day that the notice names, if the notice went out before it.',
  })
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
    const order = {
      agency: body.agency,
      until: body.until === undefined ? null : dateOf(body.until),
      announcedOn: body.announcedOn === undefined ? null : dateOf(body.announcedOn),
    };
    const how = { key, by: actor, said: { ...body }, today: this.rights.today() };
    const { placementId, answer } = await this.placing.place(loanOf(id), order, how);
    requireTaken(answer);
    return placementAnswer(this.pool, placementId);
  }

  @Post('recall')
  @Roles('supervisor', 'compliance')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Take the loan back from the firm that has it, or that is to get it' })
  @ApiOkResponse({ type: PlacementAnswer })
  @ApiProblem(409, 'not-placed', 'Nobody outside has it')
  async recall(
    @Param('loanId') id: string,
    @Body() { because }: RecallDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<PlacementAnswer> {
    requireTaken(await this.commands.take(loanOf(id), { kind: 'recall', because, by: actor.subject }, key, actor));
    return { placementId: null, state: null, from: null };
  }
}

/** How the placement stands now. */
export async function placementAnswer(pool: pg.Pool, placementId: string): Promise<PlacementAnswer> {
  const found = await placementById(reading(pool), placementId);
  return { placementId, state: found?.state ?? null, from: found?.from ?? null };
}
