import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { id128 } from '@mora/kernel';
import { type Actor, ApiProblem, CurrentActor, IdempotencyKey, Roles } from '@mora/runtime';
import { objectionsOf } from '../../domain/enforcement/court-terms.js';
import type { Enforcement } from '../../domain/enforcement/types.js';
import { dayOf, KEY } from '../loan/texts.js';
import { ObjectionAnswer, RoundAnswer } from './enforcement.answers.js';
import { DecidedDto, ObjectionDto, OfCourtDto } from './enforcement.dto.js';
import { DECIDED, FOUGHT, NOTICE, OBJECTION } from './examples.js';
import { Rounds, standingOf } from './rounds.js';
import { proofOf } from './said.js';

const NONE = 'No such enforcement';
const UNKNOWN = 'No such objection';

@ApiTags('enforcement')
@Controller('v1/loans/:loanId/enforcement/:enforcementId')
export class ObjectionsController {
  constructor(private readonly rounds: Rounds) {}

  @Post('notice')
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The court has told the debtor to perform' })
  @ApiBody({ type: OfCourtDto, examples: NOTICE })
  @ApiOkResponse({ type: RoundAnswer })
  @ApiProblem(409, 'no-such-enforcement', NONE)
  async notice(
    @Param('loanId') id: string,
    @Param('enforcementId') enforcementId: string,
    @Body() { on, proof }: OfCourtDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<RoundAnswer> {
    const said = { enforcementId, on: dayOf(on), proof: proofOf(proof), by: actor.subject };
    return standingOf(await this.rounds.take(actor, id, key, { kind: 'court-notice', ...said }));
  }

  @Post('objections')
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({
    summary: 'A party, or an outsider who says that a thing is not the debtor’s, is against what is done',
  })
  @ApiBody({ type: ObjectionDto, examples: OBJECTION })
  @ApiOkResponse({ type: ObjectionAnswer })
  @ApiProblem(409, 'no-such-enforcement', NONE)
  @ApiProblem(409, 'other-law', 'The law that it is enforced by knows no such term')
  async objection(
    @Param('loanId') id: string,
    @Param('enforcementId') enforcementId: string,
    @Body() { side, on, proof }: ObjectionDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<ObjectionAnswer> {
    const objectionId = id128('objection', id, key);
    const said = { enforcementId, objectionId, side, on: dayOf(on), proof: proofOf(proof), by: actor.subject };
    return answerOf(await this.rounds.take(actor, id, key, { kind: 'objection', ...said }), objectionId);
  }

  @Post('objections/:objectionId/decision')
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The court has decided on it; from its service runs the time to fight that' })
  @ApiBody({ type: DecidedDto, examples: DECIDED })
  @ApiOkResponse({ type: ObjectionAnswer })
  @ApiProblem(409, 'no-such-objection', UNKNOWN)
  @ApiProblem(409, 'objection-decided', 'It is decided already')
  async decision(
    @Param('loanId') id: string,
    @Param('enforcementId') enforcementId: string,
    @Param('objectionId') objectionId: string,
    @Body() { outcome, on, proof }: DecidedDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<ObjectionAnswer> {
    const said = { enforcementId, objectionId, outcome, on: dayOf(on), proof: proofOf(proof), by: actor.subject };
    return answerOf(await this.rounds.take(actor, id, key, { kind: 'objection-decided', ...said }), objectionId);
  }

  @Post('objections/:objectionId/fought')
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The decision is under review, or somebody has sued' })
  @ApiBody({ type: OfCourtDto, examples: FOUGHT })
  @ApiOkResponse({ type: ObjectionAnswer })
  @ApiProblem(409, 'no-such-objection', UNKNOWN)
  @ApiProblem(409, 'not-decided', 'There is no decision yet')
  @ApiProblem(409, 'objection-fought', 'It is fought already')
  @ApiProblem(409, 'too-late', 'Its time is over')
  async fought(
    @Param('loanId') id: string,
    @Param('enforcementId') enforcementId: string,
    @Param('objectionId') objectionId: string,
    @Body() { on, proof }: OfCourtDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<ObjectionAnswer> {
    const said = { enforcementId, objectionId, on: dayOf(on), proof: proofOf(proof), by: actor.subject };
    return answerOf(await this.rounds.take(actor, id, key, { kind: 'objection-fought', ...said }), objectionId);
  }
}

function answerOf(round: Enforcement, objectionId: string): ObjectionAnswer {
  const found = objectionsOf(round).find((one) => one.objectionId === objectionId);
  return { objectionId, state: found?.state ?? 'over', dueOn: found?.due.on ?? null };
}
