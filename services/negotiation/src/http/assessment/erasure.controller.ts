import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type PersonId, personId, tenantOf } from '@mora/kernel';
import { type Actor, actsFor, ApiProblem, CurrentActor, IdempotencyKey, Problem, Roles } from '@mora/runtime';
import { Erasures } from '../../vault/erasures.js';
import { KEY } from '../loan/texts.js';
import { ErasureAnswer, ErasureDto } from './vault.dto.js';

@ApiTags('vault')
@Controller('v1/persons/:personId')
export class ErasureController {
  constructor(private readonly erasures: Erasures) {}

  @Post('erasure')
  @Roles('compliance', 'operator', 'service')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({
    summary: 'Forget what a person has stated: the key is destroyed, and nothing brings it back',
    description: 'Nothing is kept of the person afterwards, whether anything was before or not.',
  })
  @ApiBody({ type: ErasureDto, examples: { asked: { value: { because: 'asked for by the person on 2026-03-02' } } } })
  @ApiOkResponse({ type: ErasureAnswer })
  @ApiProblem(404, 'person-unknown', 'One of another tenant')
  @ApiProblem(409, 'round-open', 'Not yet: round-open, plan-open or retention; `detail` says until when')
  async erase(
    @Param('personId') id: string,
    @Body() { because }: ErasureDto,
    @CurrentActor() actor: Actor,
    // The same person is forgotten once, whatever the key: it is asked for so that all commands are called alike.
    @IdempotencyKey() _key: string,
  ): Promise<ErasureAnswer> {
    const person = read(id);
    if (!actsFor(actor, tenantOf(person))) throw new Problem(404, 'person-unknown', 'There is no such person.');
    const answer = await this.erasures.erase(person, actor.subject, because);
    if (answer.kind === 'refused') {
      const { because: reason, until } = answer;
      throw new Problem(409, reason, until === null ? 'The figures are needed still.' : `Kept until ${until}.`);
    }
    return { personId: person, outcome: 'erased' };
  }
}

function read(text: string): PersonId {
  try {
    return personId(text);
  } catch {
    throw new Problem(400, 'request-invalid', 'personId is no id of a person (tenant:party)');
  }
}
