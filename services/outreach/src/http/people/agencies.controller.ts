import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Actor, ApiProblem, CurrentActor, Problem, Roles } from '@mora/runtime';
import { AgencyRegister, type RegisterChange, type Standing } from '../../people/agency-register.js';
import {
  AgenciesAnswer,
  AgencyAnswer,
  ContractDto,
  DocumentDto,
  EvaluationDto,
  PublicAgenciesAnswer,
  RegisterDto,
  StatusDto,
} from './agencies.dto.js';
import { dateOf } from './promises.controller.js';
import { CODE } from './promises.dto.js';
import { Rights } from './rights.js';

@ApiTags('agencies')
@Controller('v1/agencies')
export class AgenciesController {
  constructor(
    private readonly register: AgencyRegister,
    private readonly rights: Rights,
  ) {}

  @Get()
  @Roles('supervisor', 'compliance', 'auditor', 'negotiator')
  @ApiOperation({ summary: 'The outside firms, how each stands today, and why' })
  @ApiOkResponse({ type: AgenciesAnswer })
  async list(@CurrentActor() { tenant }: Actor): Promise<AgenciesAnswer> {
    return { agencies: (await this.register.all(tenant, this.rights.today())).map(answerOf) };
  }

  @Get('public')
  @Roles(
    'borrower',
    'agency',
    'collector',
    'negotiator',
    'legal',
    'supervisor',
    'compliance',
    'auditor',
    'reporting-client',
  )
  @ApiOperation({
    summary: 'The firms that the bank names to anybody who asks: those that are listed and in good standing',
  })
  @ApiOkResponse({ type: PublicAgenciesAnswer })
  async published(@CurrentActor() { tenant }: Actor): Promise<PublicAgenciesAnswer> {
    const all = await this.register.all(tenant, this.rights.today());
    const agencies = all
      .filter(({ row, standing }) => row.listed && standing === 'good')
      .map(({ row: { agencyId, name } }) => ({ agencyId, name }));
    return { agencies };
  }

  @Get(':agencyId')
  @Roles('supervisor', 'compliance', 'auditor', 'negotiator', 'agency')
  @ApiOperation({ summary: 'One firm: its papers, its evaluations, how it stands today' })
  @ApiOkResponse({ type: AgencyAnswer })
  @ApiProblem(404, 'agency-unknown', 'The register has no such firm')
  async one(@Param('agencyId') agencyId: string, @CurrentActor() actor: Actor): Promise<AgencyAnswer> {
    this.rights.requireFirm(actor, agencyId);
    return answerOf(await this.register.of(actor.tenant, agencyId, this.rights.today()));
  }

  @Put(':agencyId')
  @Roles('compliance')
  @HttpCode(204)
  @ApiOperation({ summary: 'Register a firm, or say anew what is published of it' })
  @ApiNoContentResponse()
  async put(@Param('agencyId') id: string, @Body() body: RegisterDto, @CurrentActor() actor: Actor): Promise<void> {
    if (!CODE.test(id)) throw new Problem(400, 'request-invalid', 'agencyId must be a code');
    const { name, phone, listed, certified } = body;
    const change = { what: 'registered' as const, name, listed, certified };
    await this.change(actor, id, { ...change, ...(phone !== undefined && { phone }) });
  }

  @Post(':agencyId/documents')
  @Roles('compliance')
  @HttpCode(204)
  @ApiOperation({ summary: 'A paper that the firm must have, and until when it is good' })
  @ApiNoContentResponse()
  async document(
    @Param('agencyId') id: string,
    @Body() body: DocumentDto,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    const { kind, validUntil, reference } = body;
    await this.change(actor, id, { what: 'document', kind, validUntil: dateOf(validUntil), reference });
  }

  @Post(':agencyId/contracts')
  @Roles('compliance')
  @HttpCode(204)
  @ApiOperation({ summary: 'The contract with the firm, and its term' })
  @ApiNoContentResponse()
  async contract(
    @Param('agencyId') id: string,
    @Body() body: ContractDto,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    const [from, until] = [dateOf(body.from), dateOf(body.until)];
    if (until < from) throw new Problem(422, 'term-empty', 'The contract would end before it begins.');
    const { contractId, processingAgreement, reference } = body;
    await this.change(actor, id, { what: 'contract', contractId, from, until, processingAgreement, reference });
  }

  @Post(':agencyId/evaluations')
  @Roles('compliance', 'supervisor')
  @HttpCode(204)
  @ApiOperation({ summary: 'How the firm was found: conduct, results, data security, and what follows (P-CN-5)' })
  @ApiNoContentResponse()
  async evaluation(
    @Param('agencyId') id: string,
    @Body() body: EvaluationDto,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    const { conduct, results, dataSecurity, verdict } = body;
    await this.change(actor, id, { what: 'evaluation', on: dateOf(body.on), conduct, results, dataSecurity, verdict });
  }

  @Post(':agencyId/status')
  @Roles('compliance', 'supervisor')
  @HttpCode(204)
  @ApiOperation({ summary: 'Suspend a firm, or let it go on; what it has is recalled within the minute' })
  @ApiNoContentResponse()
  async status(@Param('agencyId') id: string, @Body() body: StatusDto, @CurrentActor() actor: Actor): Promise<void> {
    await this.change(actor, id, { what: 'status', status: body.status, because: body.because });
  }

  private change(actor: Actor, agencyId: string, change: RegisterChange): Promise<void> {
    return this.register.change(actor, agencyId, change);
  }
}

function answerOf({ row, standing, objections, limits, evaluationDueOn }: Standing): AgencyAnswer {
  const { agencyId, name, phone, status, listed, certified, placed, documents, contracts, evaluations } = row;
  const found = { agencyId, name, phone, standing, objections, limits, evaluationDueOn };
  return { ...found, status, listed, certified, placed, documents, contracts, evaluations };
}
