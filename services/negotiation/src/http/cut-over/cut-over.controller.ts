import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Actor, ApiProblem, CurrentActor, Problem, Roles, type TracedRequest } from '@mora/runtime';
import { CutOverIntake } from './cut-over.js';
import { LineAnswersDto } from './cut-over.dto.js';
import { ndjsonIn } from './ndjson.js';

/** The bodies of this path are read here and not by the parser, whose words about a broken one may quote it. */
export const CUT_OVER = '/v1/cut-over';

const MANY = 'application/x-ndjson';
const LIMITS = { lines: 5_000, bytes: 20_000_000, lineBytes: 100_000 };

const EXAMPLE = [
  '{"id":"n-1","kind":"plan","loan":"demo:L-000001","planId":"P-17","kinds":["spread"],"activeFrom":"2026-01-05",' +
    '"rows":[{"dueOn":"2026-02-05","amount":"900.00"},{"dueOn":"2026-03-05","amount":"900.00"}],"paidBefore":"900.00"}',
  '{"id":"n-2","kind":"failed-round","loan":"demo:L-000002","roundId":"R-9","outcome":"rejected","closedOn":"2026-02-01"}',
  '{"id":"n-3","kind":"closed-round","loan":"demo:L-000002","roundId":"R-8","outcome":"bank-delay","closedOn":"2026-01-01"}',
].join('\n');

@ApiTags('cut-over')
@Controller(CUT_OVER)
export class CutOverController {
  constructor(private readonly intake: CutOverIntake) {}

  @Post()
  @Roles('ledger-client', 'supervisor')
  @HttpCode(200)
  @ApiOperation({
    summary: 'What stood before Mora: plans that run, and negotiations that have ended; NDJSON, at most 5,000 lines',
    description:
      'Idempotent by the id of each line. A loan’s past is closed, whoever asks, once a negotiation that was opened ' +
      'here has led to an offer or has failed (`cut-over-done`), and ends on the day on which the loan became known ' +
      'here (`after-cut-over`).',
    requestBody: { required: true, content: { [MANY]: { schema: { type: 'string' }, example: EXAMPLE } } },
  })
  @ApiOkResponse({ type: LineAnswersDto })
  @ApiProblem(413, 'batch-too-large', 'Too large; nothing was taken')
  @ApiProblem(415, 'media-type-unknown', 'Not NDJSON, or compressed')
  async take(@Req() request: TracedRequest, @CurrentActor() actor: Actor): Promise<LineAnswersDto> {
    if ((request.header('content-encoding') ?? 'identity') !== 'identity' || request.is(MANY) !== MANY) {
      throw new Problem(415, 'media-type-unknown', `Send ${MANY}, not compressed.`);
    }
    return { answers: await this.intake.take(await ndjsonIn(request, LIMITS), actor) };
  }
}
