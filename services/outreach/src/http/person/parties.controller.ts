import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type Actor, ApiProblem, CurrentActor, Problem, Roles, type TracedRequest } from '@mora/runtime';
import { PartyIntake } from '../../handlers/person/party-intake.js';
import { ndjsonIn } from './ndjson.js';
import { PartyAnswersDto } from './parties.dto.js';

/** The bodies of this path are read here and not by the parser, whose words about a broken one may quote it. */
export const PARTIES = '/v1/parties';

const MANY = 'application/x-ndjson';
const LIMITS = { lines: 5_000, bytes: 20_000_000, lineBytes: 100_000 };
const EXAMPLE = {
  specversion: '1.0',
  id: 'heartbeat-2026-03-09',
  source: 'core-crm',
  type: 'ledger.parties-heartbeat.v1',
  businessdate: '2026-03-09',
  data: { source: 'core-crm', asOf: '2026-03-09', partitions: 1 },
};

@ApiTags('parties')
@Controller(PARTIES)
export class PartiesController {
  constructor(private readonly intake: PartyIntake) {}

  @Post()
  @Roles('ledger-client')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Hand over party records, consents, erasures and heartbeats: NDJSON, at most 5,000 lines',
    description:
      'What is personal in them goes sealed into the vault and nowhere else. What came before is a duplicate.',
    requestBody: {
      required: true,
      content: { [MANY]: { schema: { type: 'string' }, example: JSON.stringify(EXAMPLE) } },
    },
  })
  @ApiResponse({ status: 200, type: PartyAnswersDto, description: 'One answer a line, in their order' })
  @ApiProblem(413, 'batch-too-large', 'Too large; nothing was taken')
  @ApiProblem(415, 'media-type-unknown', 'Not NDJSON, or compressed')
  async take(@Req() request: TracedRequest, @CurrentActor() actor: Actor): Promise<PartyAnswersDto> {
    const encoding = request.header('content-encoding') ?? 'identity';
    if (encoding !== 'identity' || request.is(MANY) !== MANY) {
      throw new Problem(415, 'media-type-unknown', `Send ${MANY}, not compressed.`);
    }
    return { answers: await this.intake.take(await ndjsonIn(request, LIMITS), actor) };
  }
}
