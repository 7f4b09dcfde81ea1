import { Controller, Headers, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Actor, CONFIG, CurrentActor, Roles, Traceparent, type TracedRequest } from '@mora/runtime';
import type { IngestionConfig } from '../config.js';
import type { Delivered } from '../intake/delivered-line.js';
import { type Answer, Intake } from '../intake/intake.js';
import { AnswersDto } from './answer.dto.js';
import { deliveredSingle, type Limits, linesIn } from './delivered.js';
import { LedgerRecordDto } from './ledger-record.dto.js';

const STATUS: Readonly<Record<Answer['outcome'], number>> = {
  accepted: 200,
  duplicate: 200,
  held: 200,
  conflict: 409,
  rejected: 422,
};

@ApiTags('ledger events')
@Controller('v1/ledger-events')
export class LedgerEventsController {
  constructor(
    @Inject(CONFIG) private readonly config: IngestionConfig,
    private readonly intake: Intake,
  ) {}

  @Post()
  @Roles('ledger-client')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Hand over what a ledger booked: one record as JSON, or many as NDJSON',
    description: 'A record that comes again changes nothing, so a request that failed is sent again as it was.',
  })
  @ApiConsumes('application/json', 'application/cloudevents+json', 'application/x-ndjson')
  @ApiBody({ type: LedgerRecordDto })
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'Correlates the records of this request' })
  @ApiResponse({ status: 200, type: AnswersDto, description: 'One answer a record, in their order' })
  @ApiResponse({ status: 409, type: AnswersDto, description: 'A single record: its id came before with another body' })
  @ApiResponse({ status: 413, description: 'Too large; nothing was taken' })
  @ApiResponse({ status: 422, type: AnswersDto, description: 'A single record: rejected' })
  async take(
    @Req() request: TracedRequest,
    @Res({ passthrough: true }) response: Response,
    @CurrentActor() actor: Actor,
    @Traceparent() traceparent: string | null,
    @Headers('idempotency-key') key?: string,
  ): Promise<AnswersDto> {
    const many = request.is('application/x-ndjson') !== false;
    const records = many ? await linesIn(request, this.limits) : await this.single(request);
    const correlationId = key === undefined ? null : key.slice(0, 128);
    const answers = await this.intake.take(records, { actor, correlationId, traceparent });
    if (!many) response.status(STATUS[answers[0]?.outcome ?? 'rejected']);
    return { answers: [...answers] };
  }

  private async single(request: TracedRequest): Promise<Delivered[]> {
    const raw = request.rawBody ?? Buffer.alloc(0);
    return [await deliveredSingle(request.body as unknown, raw, this.config.RECORD_BYTES)];
  }

  private get limits(): Limits {
    const { BATCH_RECORDS: records, BATCH_BYTES: bytes, RECORD_BYTES: recordBytes } = this.config;
    return { records, bytes, recordBytes };
  }
}
