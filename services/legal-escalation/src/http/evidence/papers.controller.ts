import { Body, Controller, Get, Header, Headers, HttpCode, Inject, Param, Post, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import { type Actor, ApiProblem, CurrentActor, DATABASE, Problem, Roles } from '@mora/runtime';
import { manifestText } from '../../domain/evidence/manifest.js';
import type { PaperParts } from '../../domain/papers/paper.js';
import { sha256 } from '../../evidence/hash.js';
import { bundleOf } from '../../persistence/evidence/bundles.js';
import { printingsOf } from '../../persistence/evidence/printed.js';
import { reading } from '../../persistence/loan/reading.js';
import { Loans } from '../loan/loans.js';
import { type CaseNow, CasesNow } from './case-now.js';
import { PaperDto, PrintingsAnswer } from './evidence.dto.js';
import { Papers } from './papers.js';

const NOTHING = 'No such loan, or one of another tenant';
const PDF = 'application/pdf';

@ApiTags('evidence')
@Controller('v1/loans/:loanId/case/papers')
export class PapersController {
  constructor(
    @Inject(DATABASE) private readonly pool: pg.Pool,
    private readonly loans: Loans,
    private readonly cases: CasesNow,
    private readonly papers: Papers,
  ) {}

  @Post()
  @Roles('legal')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'A court paper as PDF. The names in it come from outreach and are not kept; who has had it printed is',
  })
  @ApiProduces(PDF)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @ApiProblem(403, 'names-not-yours', 'Outreach does not hand you out these names')
  @ApiProblem(404, 'loan-unknown', NOTHING)
  @ApiProblem(404, 'sheet-unknown', 'The loan has no such claim')
  @ApiProblem(
    409,
    'no-case',
    'There is no case (no-case), no title to enforce (no-title), no name of the bank (creditor-unknown), a claim that is not the ledger’s (ledger-differs), or somebody was erased (person-erased)',
  )
  @ApiProblem(503, 'names-not-available', 'Outreach does not answer')
  async print(
    @Param('loanId') id: string,
    @Body() { kind, sheetId, court, docket }: PaperDto,
    @CurrentActor() actor: Actor,
    @Headers('authorization') authorization: string,
  ): Promise<StreamableFile> {
    const now = await this.cases.seenBy(actor, id, sheetId);
    const bundle = await this.bundleOf(now);
    const wanted = { kinds: [kind], court, docket: docket ?? null, bundle, actor, authorization };
    const [paper] = await this.papers.print(now, wanted);
    if (paper === undefined) throw new Problem(500, 'paper-not-printed', 'The template makes no paper of it.');
    const { name, bytes } = paper;
    return new StreamableFile(bytes, {
      type: PDF,
      disposition: `attachment; filename="${name}"`,
      length: bytes.length,
    });
  }

  @Get()
  @Roles('legal', 'supervisor', 'auditor')
  @ApiOperation({ summary: 'Which papers were printed, by whom and when, with the hash of each; the latest first' })
  @ApiOkResponse({ type: PrintingsAnswer })
  @ApiProblem(404, 'loan-unknown', NOTHING)
  async printed(@Param('loanId') id: string, @CurrentActor() actor: Actor): Promise<PrintingsAnswer> {
    const { loan } = await this.loans.seenBy(actor, id);
    const rows = await printingsOf(reading(this.pool), loan);
    return { printed: rows.map((row) => ({ ...row, at: row.at.toISOString() })) };
  }

  /** The bundle of the same claim, where one was made: the list of evidence names its files. */
  private async bundleOf({ view, matter, sheet }: CaseNow): Promise<PaperParts['bundle']> {
    if (matter.bundle?.sheetId !== sheet.sheetId) return null;
    const kept = await bundleOf(reading(this.pool), view.loanId, matter.bundle.bundleId);
    return kept === null ? null : { manifest: kept.manifest, manifestSha256: sha256(manifestText(kept.manifest)) };
  }
}
