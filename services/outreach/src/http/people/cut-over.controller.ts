import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Actor, ApiProblem, CurrentActor, Problem, Roles, type TracedRequest } from '@mora/runtime';
import { CutOverIntake } from '../../people/cut-over.js';
import { CUT_OVER_EXAMPLE, cutOverLine } from '../../people/cut-over-line.js';
import { ndjsonIn } from '../person/ndjson.js';
import { LineAnswersDto } from './agencies.dto.js';
import { bodyOfLines } from './lines.js';

/** The bodies of this path are read here and not by the parser, whose words about a broken one may quote it. */
export const CUT_OVER = '/v1/cut-over';

const MANY = 'application/x-ndjson';
const LIMITS = { lines: 1_000, bytes: 5_000_000, lineBytes: 20_000 };

@ApiTags('cut-over')
@Controller(CUT_OVER)
export class CutOverController {
  constructor(private readonly intake: CutOverIntake) {}

  @Post()
  @Roles('ledger-client', 'supervisor')
  @HttpCode(200)
  @ApiOperation({
    summary: 'What stood before Mora: contacts, opt-outs, flags, consents and promises; NDJSON, at most 1,000 lines',
    description: 'Idempotent by the id of each line. Once outreach makes contacts itself, a supervisor must do it.',
    requestBody: bodyOfLines(cutOverLine, CUT_OVER_EXAMPLE),
  })
  @ApiOkResponse({ type: LineAnswersDto })
  @ApiProblem(409, 'cut-over-done', 'Outreach makes contacts already')
  @ApiProblem(413, 'batch-too-large', 'Too large; nothing was taken')
  @ApiProblem(415, 'media-type-unknown', 'Not NDJSON, or compressed')
  async take(@Req() request: TracedRequest, @CurrentActor() actor: Actor): Promise<LineAnswersDto> {
    if ((request.header('content-encoding') ?? 'identity') !== 'identity' || request.is(MANY) !== MANY) {
      throw new Problem(415, 'media-type-unknown', `Send ${MANY}, not compressed.`);
    }
    if (!actor.roles.includes('supervisor') && (await this.intake.isOver(actor.tenant))) {
      throw new Problem(
        409,
        'cut-over-done',
        'Outreach makes contacts already; a supervisor may still bring what is missing.',
      );
    }
    return { answers: await this.intake.take(await ndjsonIn(request, LIMITS), actor) };
  }
}
