import { Body, Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { personId, type PersonId } from '@mora/kernel';
import {
  type Actor,
  ApiProblem,
  CurrentActor,
  type DoorAnswer,
  IdempotencyKey,
  Problem,
  requireTaken,
  Roles,
} from '@mora/runtime';
import { PersonCommands } from '../../handlers/person/person-commands.js';
import { Persons } from '../../persistence/person/persons.js';
import { Vault } from '../../vault/vault.js';
import { CaseWork } from '../people/case-work.js';
import { refusedBy, requirePurpose } from './access-rights.js';
import { Reservations } from './reservations.js';
import { ErasureAnswer, ErasureDto, FieldsAnswer, FieldsDto, PersonAnswer } from './persons.dto.js';

const NO_STORE = ['Cache-Control', 'no-store'] as const;

@ApiTags('persons')
@Controller('v1/persons')
export class PersonsController {
  constructor(
    private readonly vault: Vault,
    private readonly commands: PersonCommands,
    private readonly persons: Persons,
    private readonly reservations: Reservations,
    private readonly caseWork: CaseWork,
  ) {}

  @Get(':personId')
  @Roles('collector', 'negotiator', 'legal', 'supervisor', 'auditor', 'operator')
  @Header(...NO_STORE)
  @ApiOperation({ summary: 'What is known of a person without the vault: no name, no number, no address' })
  @ApiOkResponse({ type: PersonAnswer })
  @ApiProblem(404, 'person-unknown', 'Nothing is known of such a person')
  async person(@Param('personId') id: string): Promise<PersonAnswer> {
    const found = await this.persons.find(personOf(id));
    if (found === null) throw new Problem(404, 'person-unknown', 'Nothing is known of such a person.');
    return found;
  }

  @Post(':personId/fields')
  @Roles('collector', 'agency', 'negotiator', 'legal', 'supervisor', 'service')
  @HttpCode(200)
  @Header(...NO_STORE)
  @ApiOperation({ summary: 'Named fields of a person, for a purpose; who asked for what, and why, is kept' })
  @ApiOkResponse({ type: FieldsAnswer })
  @ApiProblem(
    403,
    'purpose-not-yours',
    'Your roles do not allow this purpose, no contact of yours is reserved (no-reservation), or no case is yours to work on (case-not-yours)',
  )
  @ApiProblem(404, 'person-unknown', 'Nothing is kept of such a person')
  @ApiProblem(410, 'erased', 'The person has been erased')
  async fields(
    @Param('personId') id: string,
    @Body() body: FieldsDto,
    @CurrentActor() actor: Actor,
  ): Promise<FieldsAnswer> {
    const person = personOf(id);
    const { fields, purpose } = body;
    const reference = body.reference ?? null;
    requirePurpose(actor, purpose);
    if (purpose === 'contact') await this.reservations.require({ person, fields, reference, actor });
    if (purpose === 'case-work') await this.caseWork.require(actor, reference, person);
    const values = await this.vault.read({ person, fields, purpose, actor, reference }).catch(refusedBy);
    return { fields: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.reveal()])) };
  }

  @Post(':personId/erasure')
  @Roles('compliance', 'operator')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true, description: 'The same key again changes nothing' })
  @ApiOperation({ summary: 'Forget a person: the key is destroyed, and nothing brings the person back' })
  @ApiOkResponse({ type: ErasureAnswer })
  @ApiProblem(404, 'person-unknown', 'Nothing is known of such a person')
  @ApiProblem(409, 'debt-open', 'Not yet: debt-open, claim-open or retention; `detail` says until when')
  async erase(
    @Param('personId') id: string,
    @Body() { because }: ErasureDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<ErasureAnswer> {
    const person = personOf(id);
    const answer = await this.commands.erase(person, because, key, actor);
    if (isUnknown(answer)) throw new Problem(404, answer.because, answer.detail);
    requireTaken(answer);
    return { personId: person, outcome: 'erased' };
  }
}

const isUnknown = (answer: DoorAnswer): answer is Extract<DoorAnswer, { because: string }> =>
  'because' in answer && answer.because === 'person-unknown';

function personOf(text: string): PersonId {
  try {
    return personId(text);
  } catch {
    throw new Problem(400, 'request-invalid', 'personId is no id of a person (tenant:party)');
  }
}
