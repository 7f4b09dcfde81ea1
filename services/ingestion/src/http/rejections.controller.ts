import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { type Actor, ApiProblem, CurrentActor, Problem, Roles } from '@mora/runtime';
import { Rejections } from '../persistence/rejections.js';
import { BytesAnswer, RejectionsAnswer, RejectionsQueryDto } from './rejections.dto.js';

const PAGE = 100;

@ApiTags('rejections')
@Controller('v1/rejections')
export class RejectionsController {
  constructor(private readonly rejections: Rejections) {}

  @Get()
  @Roles('operator', 'ledger-client')
  @ApiOperation({ summary: 'Records that were sent back, the latest first, a page of 100' })
  @ApiOkResponse({ type: RejectionsAnswer })
  async list(@CurrentActor() { tenant }: Actor, @Query() { before }: RejectionsQueryDto): Promise<RejectionsAnswer> {
    return { rejections: await this.rejections.list(tenant, before ?? null, PAGE) };
  }

  @Get(':id/bytes')
  @Roles('operator', 'ledger-client')
  @ApiOperation({ summary: 'The bytes of a record that was sent back, as they came, in base64' })
  @ApiParam({ name: 'id', example: '1' })
  @ApiOkResponse({ type: BytesAnswer })
  @ApiProblem(404, 'rejection-unknown', 'Your tenant has no such rejection')
  async bytes(@CurrentActor() { tenant }: Actor, @Param('id') id: string): Promise<BytesAnswer> {
    const bytes = await this.rejections.bytesOf(tenant, idOf(id));
    if (bytes === null) throw new Problem(404, 'rejection-unknown');
    return { base64: bytes.toString('base64') };
  }
}

function idOf(text: string): string {
  if (/^\d{1,18}$/.test(text)) return text;
  throw new Problem(400, 'request-invalid', 'the id of a rejection is a number');
}
