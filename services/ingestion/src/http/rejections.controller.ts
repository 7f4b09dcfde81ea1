import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Problem, Roles } from '@mora/runtime';
import { Rejections } from '../persistence/rejections.js';

const PAGE = 100;

@ApiTags('rejections')
@Controller('v1/rejections')
export class RejectionsController {
  constructor(private readonly rejections: Rejections) {}

  @Get()
  @Roles('operator', 'ledger-client')
  @ApiOperation({
    summary: 'Records that were sent back, the latest first; `before` is the last id of the page before',
  })
  async list(@CurrentActor() { tenant }: Actor, @Query('before') before?: string) {
    if (before !== undefined) idOf(before);
    return { rejections: await this.rejections.list(tenant, before ?? null, PAGE) };
  }

  @Get(':id/bytes')
  @Roles('operator', 'ledger-client')
  @ApiOperation({ summary: 'The bytes of a record that was sent back, as they came, in base64' })
  async bytes(@CurrentActor() { tenant }: Actor, @Param('id') id: string) {
    const bytes = await this.rejections.bytesOf(tenant, idOf(id));
    if (bytes === null) throw new Problem(404, 'rejection-unknown');
    return { base64: bytes.toString('base64') };
  }
}

function idOf(text: string): string {
  if (/^\d{1,18}$/.test(text)) return text;
  throw new Problem(400, 'request-invalid', 'the id of a rejection is a number');
}
