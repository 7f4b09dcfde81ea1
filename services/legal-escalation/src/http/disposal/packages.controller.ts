import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import { addDays, id128 } from '@mora/kernel';
import {
  type Actor,
  ApiProblem,
  CurrentActor,
  DATABASE,
  IdempotencyKey,
  Problem,
  requireTaken,
  Roles,
} from '@mora/runtime';
import { LegalCommands } from '../../handlers/loan/legal-commands.js';
import { candidates, keepPackage, linesOf } from '../../persistence/disposal/packages.js';
import { reading } from '../../persistence/loan/reading.js';
import { Loans } from '../loan/loans.js';
import { dayOf, KEY } from '../loan/texts.js';
import { PackageAnswer, PackageMadeAnswer, PackagesAnswer } from './disposal.answers.js';
import { LeaveDto, PackageDto, PackagesQuery } from './disposal.dto.js';
import { LEAVE, PACKAGE } from './examples.js';
import { Packages, tenantsOf } from './packages.js';
import { tapeOf } from './tape.js';

const NONE = 'No such package';
/** More than anybody looks through; the next package takes the next ones. */
const MOST_LOANS = 2_000;

@ApiTags('packages')
@Controller('v1/packages')
export class PackagesController {
  constructor(
    private readonly packages: Packages,
    private readonly loans: Loans,
    private readonly commands: LegalCommands,
    @Inject(DATABASE) private readonly pool: pg.Pool,
  ) {}

  @Post()
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Claims are offered for sale together: those of the selection that the rules let go' })
  @ApiBody({ type: PackageDto, examples: PACKAGE })
  @ApiOkResponse({ type: PackageMadeAnswer })
  @ApiProblem(409, 'closes-too-early', 'The last day for bids is over')
  async make(
    @Body() { batch, currency, products, fromDays, belowDays, closesOn }: PackageDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<PackageMadeAnswer> {
    const { today } = this.packages;
    const closes = dayOf(closesOn);
    if (closes < today) throw new Problem(409, 'closes-too-early', 'The last day for bids is over.');
    const packageId = id128('package', actor.tenant, key);
    const db = reading(this.pool);
    await keepPackage(db, actor.tenant, { packageId, batch, currency, closesOn: closes, listedBy: actor.subject });
    const since = addDays(today, -fromDays);
    const after = belowDays === undefined ? null : addDays(today, -belowDays);
    const found = await candidates(db, actor.tenant, { products, currency, since, after, limit: MOST_LOANS });
    const items = found.map((loan) => ({
      loan,
      command: { kind: 'list' as const, packageId, batch, by: actor.subject },
      key: id128('list', packageId, loan),
    }));
    const notTaken = await this.packages.takeAll(items, actor);
    return { ...(await this.packages.standing(actor, await this.packages.seenBy(actor, packageId))), notTaken };
  }

  @Get()
  @Roles('legal', 'supervisor', 'auditor')
  @ApiOperation({ summary: 'The packages of the bank, and how each stands' })
  @ApiOkResponse({ type: PackagesAnswer })
  async all(@Query() { state }: PackagesQuery, @CurrentActor() actor: Actor): Promise<PackagesAnswer> {
    return { packages: await this.packages.all(actor, state ?? null) };
  }

  @Get(':packageId')
  @Roles('legal', 'supervisor', 'auditor')
  @ApiOperation({ summary: 'How a package stands' })
  @ApiOkResponse({ type: PackageAnswer })
  @ApiProblem(404, 'no-such-package', NONE)
  async one(@Param('packageId') packageId: string, @CurrentActor() actor: Actor): Promise<PackageAnswer> {
    return this.packages.standing(actor, await this.packages.seenBy(actor, packageId));
  }

  @Get(':packageId/tape.csv')
  @Roles('legal', 'supervisor', 'auditor')
  @Header('Content-Type', 'text/csv; charset=utf-8')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'What buyers are told: one line a claim, without any person and without the number of the loan',
  })
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' }, description: 'By RFC 4180' })
  @ApiProblem(404, 'no-such-package', NONE)
  async tape(@Param('packageId') packageId: string, @CurrentActor() actor: Actor): Promise<string> {
    const { currency } = await this.packages.seenBy(actor, packageId);
    return tapeOf(packageId, currency, await linesOf(reading(this.pool), tenantsOf(actor), packageId));
  }

  @Post(':packageId/leave')
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'A claim is not offered any more' })
  @ApiBody({ type: LeaveDto, examples: LEAVE })
  @ApiOkResponse({ type: PackageAnswer })
  @ApiProblem(404, 'no-such-package', NONE)
  @ApiProblem(409, 'not-listed', 'It is not in this package')
  @ApiProblem(409, 'sale-open', 'The ledger was asked to transfer it')
  async leave(
    @Param('packageId') packageId: string,
    @Body() { loanId, because }: LeaveDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<PackageAnswer> {
    const kept = await this.packages.seenBy(actor, packageId);
    const { loan } = await this.loans.seenBy(actor, loanId);
    const command = { kind: 'unlist' as const, packageId, because, by: actor.subject };
    requireTaken(await this.commands.take(loan, command, key, actor));
    return this.packages.standing(actor, kept);
  }
}
