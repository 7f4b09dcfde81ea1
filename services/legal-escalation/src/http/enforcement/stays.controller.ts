import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Actor, ApiProblem, CurrentActor, IdempotencyKey, Roles } from '@mora/runtime';
import { dayOf, KEY } from '../loan/texts.js';
import { RoundAnswer } from './enforcement.answers.js';
import { StayDto, UnstayDto } from './enforcement.dto.js';
import { STAY, UNSTAY } from './examples.js';
import { Rounds, standingOf } from './rounds.js';
import { proofOf } from './said.js';

const NONE = 'No such enforcement';

@ApiTags('enforcement')
@Controller('v1/loans/:loanId/enforcement')
export class StaysController {
  constructor(private readonly rounds: Rounds) {}

  @Post(':enforcementId/stay')
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The court lets it rest' })
  @ApiBody({ type: StayDto, examples: STAY })
  @ApiOkResponse({ type: RoundAnswer })
  @ApiProblem(409, 'no-such-enforcement', NONE)
  @ApiProblem(409, 'stayed', 'It rests already')
  async stay(
    @Param('loanId') id: string,
    @Param('enforcementId') enforcementId: string,
    @Body() { because, on, proof }: StayDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<RoundAnswer> {
    const said = { enforcementId, because, on: dayOf(on), proof: proofOf(proof), by: actor.subject };
    return standingOf(await this.rounds.take(actor, id, key, { kind: 'stay', ...said }));
  }

  @Post(':enforcementId/unstay')
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'It goes on. What rests for a settlement goes on with the end of the settlement alone' })
  @ApiBody({ type: UnstayDto, examples: UNSTAY })
  @ApiOkResponse({ type: RoundAnswer })
  @ApiProblem(409, 'no-such-enforcement', NONE)
  @ApiProblem(409, 'not-stayed', 'It does not rest')
  @ApiProblem(409, 'still-performing', 'It rests for a settlement')
  async unstay(
    @Param('loanId') id: string,
    @Param('enforcementId') enforcementId: string,
    @Body() { on, proof }: UnstayDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<RoundAnswer> {
    const said = { enforcementId, on: dayOf(on), proof: proofOf(proof), by: actor.subject };
    return standingOf(await this.rounds.take(actor, id, key, { kind: 'unstay', ...said }));
  }
}
