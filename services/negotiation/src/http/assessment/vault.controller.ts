import { Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import { type Actor, CurrentActor, DATABASE, Roles } from '@mora/runtime';
import { accesses, Vault } from '@mora/vault';
import { AccessesAnswer, AccessesQuery, RewrappedAnswer } from './vault.dto.js';

const PAGE = 100;

@ApiTags('vault')
@Controller('v1/vault')
export class VaultController {
  constructor(
    @Inject(DATABASE) private readonly pool: pg.Pool,
    private readonly vault: Vault,
  ) {}

  @Post('rewrap')
  @Roles('operator')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Wrap the persons’ keys with the current key, after it was rotated; asked again, it goes on',
  })
  @ApiOkResponse({ type: RewrappedAnswer })
  async rewrap(@CurrentActor() { tenant }: Actor): Promise<RewrappedAnswer> {
    return { keys: await this.vault.rewrap(tenant) };
  }

  @Get('accesses')
  @Roles('auditor', 'compliance')
  @ApiOperation({ summary: 'Who has looked at whose figures, and for which loan: the latest first, a page of 100' })
  @ApiOkResponse({ type: AccessesAnswer })
  async list(@Query() { person, before }: AccessesQuery, @CurrentActor() { tenant }: Actor): Promise<AccessesAnswer> {
    const asked = { tenant, person: person ?? null, before: before === undefined ? null : BigInt(before), limit: PAGE };
    const rows = await accesses(this.pool, asked);
    return { accesses: rows.map((row) => ({ ...row, position: String(row.position) })) };
  }
}
