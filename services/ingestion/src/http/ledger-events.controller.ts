import { Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiExtraModels, ApiHeader, ApiOperation, ApiResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { Response } from 'express';
import {
  type Actor,
  ApiProblem,
  CONFIG,
  CurrentActor,
  OptionalIdempotencyKey,
  payloadHash,
  Problem,
  Roles,
  Traceparent,
  type TracedRequest,
} from '@mora/runtime';
import type { IngestionConfig } from '../config.js';
import type { Delivered } from '../intake/delivered-line.js';
import { type Answer, type Delivery, Intake } from '../intake/intake.js';
import type { Answered, Keyed } from '../persistence/idempotent-requests.js';
import { AnswersDto } from './answer.dto.js';
import { type Limits, linesIn, singleIn } from './delivered.js';
import { LedgerRecordDto, REGISTERED } from './ledger-record.dto.js';
import { Once } from './once.js';

/** The bodies of this path are read here and not by the parser, which would answer for a broken one without a trace. */
export const LEDGER_EVENTS = '/v1/ledger-events';

const STATUS: Readonly<Record<Answer['outcome'], number>> = {
  accepted: 200,
  duplicate: 200,
  held: 200,
  conflict: 409,
  rejected: 422,
};
const MANY = 'application/x-ndjson';
const SINGLE = ['application/json', 'application/cloudevents+json'];
const single = { schema: { $ref: getSchemaPath(LedgerRecordDto) }, example: REGISTERED };
const BODY = {
  required: true,
  content: {
    ...Object.fromEntries(SINGLE.map((type) => [type, single])),
    [MANY]: { schema: { type: 'string' as const, format: 'binary', description: 'One record a line' } }, // a file: the page would quote text
  },
};

@ApiTags('ledger events')
@ApiExtraModels(LedgerRecordDto)
@Controller(LEDGER_EVENTS)
export class LedgerEventsController {
  constructor(
    @Inject(CONFIG) private readonly config: IngestionConfig,
    private readonly intake: Intake,
    private readonly once: Once,
  ) {}

  @Post()
  @Roles('ledger-client')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Hand over what a ledger booked: one record as JSON, or many as NDJSON',
    description: 'A record that comes again changes nothing, so a request that failed is sent again as it was.',
    requestBody: BODY,
  })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'The same request again, within a week, is given the first answer; and it correlates the records',
  })
  @ApiResponse({ status: 200, type: AnswersDto, description: 'One answer a record, in their order' })
  @ApiProblem(
    400,
    'body-not-json',
    'The body of a single record is not JSON; it is kept all the same (GET /v1/rejections)',
  )
  @ApiResponse({ status: 409, type: AnswersDto, description: 'A single record: its id came before with another body' })
  @ApiProblem(413, 'batch-too-large', 'Too large; nothing was taken')
  @ApiProblem(415, 'media-type-unknown', 'Neither JSON nor NDJSON, or compressed')
  @ApiResponse({
    status: 422,
    type: AnswersDto,
    description: 'A single record: rejected. Or a problem: the key came before with another body',
  })
  async take(
    @Req() request: TracedRequest,
    @Res({ passthrough: true }) response: Response,
    @CurrentActor() actor: Actor,
    @Traceparent() traceparent: string | null,
    @OptionalIdempotencyKey() key: string | null,
  ): Promise<AnswersDto> {
    const many = isMany(request);
    const records = many ? await linesIn(request, this.limits) : [await singleIn(request, this.config.RECORD_BYTES)];
    const delivery = { actor, correlationId: key, traceparent };
    const keyed = key === null ? null : keyedOf(key, actor.tenant, many, records);
    const { status, body } = await this.once.answer(keyed, () => this.taken(records, many, delivery));
    response.status(status);
    return body as AnswersDto;
  }

  private async taken(records: readonly Delivered[], many: boolean, delivery: Delivery): Promise<Answered> {
    const answers = await this.intake.take(records, delivery);
    const [first] = answers;
    if (many || first === undefined) return { status: 200, body: { answers } };
    if (first.reason === 'not-json') throw new Problem(400, 'body-not-json', 'The body is not JSON.');
    return { status: STATUS[first.outcome], body: { answers } };
  }

  private get limits(): Limits {
    const { BATCH_RECORDS: records, BATCH_BYTES: bytes, RECORD_BYTES: recordBytes } = this.config;
    return { records, bytes, recordBytes };
  }
}

/** Throws the problem 415 where the body is neither one record nor many. */
function isMany(request: TracedRequest): boolean {
  const encoding = request.header('content-encoding') ?? 'identity';
  if (encoding === 'identity' && request.is(MANY) === MANY) return true;
  if (encoding === 'identity' && typeof request.is(SINGLE) === 'string') return false;
  throw new Problem(415, 'media-type-unknown', `Send ${[...SINGLE, MANY].join(' or ')}, not compressed.`);
}

const keyedOf = (key: string, tenant: string, many: boolean, records: readonly Delivered[]): Keyed => ({
  tenant,
  route: `POST ${LEDGER_EVENTS} ${many ? 'many' : 'one'}`,
  key,
  hash: payloadHash(...records.flatMap(({ bytes }) => [bytes, '\n'])),
});
