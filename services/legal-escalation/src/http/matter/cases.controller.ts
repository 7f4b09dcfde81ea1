import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import { type Actor, CurrentActor, DATABASE, Roles } from '@mora/runtime';
import { reading } from '../../persistence/loan/reading.js';
import { openCases } from '../../persistence/matter/case.queries.js';
import { CasesAnswer } from './matter.answers.js';
import { CasesQuery } from './matter.dto.js';

const PAGE = 100;

@ApiTags('cases')
@Controller('v1/cases')
export class CasesController {
  constructor(@Inject(DATABASE) private readonly pool: pg.Pool) {}

  @Get()
  @Roles('legal', 'supervisor', 'auditor')
  @ApiOperation({ summary: 'The cases that are open, of one lawyer or at one stage, page by page' })
  @ApiOkResponse({ type: CasesAnswer })
  async list(
    @Query() { lawyer, stage, after, limit = PAGE }: CasesQuery,
    @CurrentActor() { tenant, tenants = [] }: Actor,
  ): Promise<CasesAnswer> {
    const wanted = { lawyer: lawyer ?? null, stage: stage ?? null, after: after ?? null, limit };
    const cases = await openCases(reading(this.pool), { tenants: [tenant, ...tenants], ...wanted });
    return { cases, next: cases.length < limit ? null : (cases.at(-1)?.caseId ?? null) };
  }
}
