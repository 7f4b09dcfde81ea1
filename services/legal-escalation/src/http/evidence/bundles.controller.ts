import { Body, Controller, Get, Header, Headers, HttpCode, Inject, Param, Post, StreamableFile } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import { id128, tenantOf } from '@mora/kernel';
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
import { filesOf } from '../../domain/evidence/files.js';
import { manifestText } from '../../domain/evidence/manifest.js';
import { archiveOf, archiveWith, seal } from '../../evidence/archive.js';
import { sha256 } from '../../evidence/hash.js';
import { SIGNER, type Signer } from '../../evidence/signer.js';
import { LegalCommands } from '../../handlers/loan/legal-commands.js';
import { type BundleKept, bundleOf, keepBundle } from '../../persistence/evidence/bundles.js';
import { reading } from '../../persistence/loan/reading.js';
import { Loans } from '../loan/loans.js';
import { KEY } from '../loan/texts.js';
import { CasesNow } from './case-now.js';
import { BundleAnswer, BundleDto, CopyDto } from './evidence.dto.js';
import { Papers } from './papers.js';

const NOTHING = 'No such loan, or one of another tenant';
const NO_BUNDLE = 'The loan has no such bundle';
const ZIP = 'application/zip';

@ApiTags('evidence')
@Controller('v1/loans/:loanId/case/bundles')
export class BundlesController {
  constructor(
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(SIGNER) private readonly signer: Signer,
    private readonly loans: Loans,
    private readonly cases: CasesNow,
    private readonly commands: LegalCommands,
    private readonly papers: Papers,
  ) {}

  @Post()
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The evidence of a claim is put together and signed; it names nobody' })
  @ApiOkResponse({ type: BundleAnswer })
  @ApiProblem(404, 'loan-unknown', NOTHING)
  @ApiProblem(404, 'sheet-unknown', 'The loan has no such claim')
  @ApiProblem(409, 'no-case', 'The loan has no case that is open')
  @ApiProblem(409, 'claim-stale', 'It is not the last claim, or a day was closed since')
  @ApiProblem(409, 'ledger-differs', 'The claim is not what the ledger says')
  async make(
    @Param('loanId') id: string,
    @Body() { sheetId }: BundleDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<BundleAnswer> {
    const bundleId = id128('bundle', id, key);
    const known = await this.kept(actor, id, bundleId);
    if (known?.manifest.sheetId === sheetId) return answerOf(known);
    const { openDay, view, matter, sheet } = await this.cases.seenBy(actor, id, sheetId);
    const loan = view.loanId;
    const head = { bundleId, tenant: tenantOf(loan), loan, caseId: matter.caseId, sheetId, builtOn: openDay };
    const files = filesOf(view, matter, sheet);
    const sealed = seal(head, files, this.signer);
    const { manifestSha256, signature, keyId } = sealed;
    const command = {
      kind: 'bundle' as const,
      bundleId,
      sheetId,
      manifestSha256,
      signature,
      keyId,
      files: files.length,
      by: actor.subject,
    };
    const answer = await this.commands.take(loan, command, key, actor, { sheetId }, async ({ tx }, [said]) => {
      if (said?.kind === 'taken')
        await keepBundle(tx, loan, { ...sealed, files, publicKeyPem: this.signer.publicKeyPem });
    });
    requireTaken(answer);
    return answerOf(await this.found(actor, id, bundleId));
  }

  @Get(':bundleId')
  @Roles('legal', 'supervisor', 'auditor')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'The bundle as one ZIP, the same bytes every time; `mora evidence verify` tells whether it was touched',
  })
  @ApiProduces(ZIP)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @ApiProblem(404, 'bundle-unknown', NO_BUNDLE)
  async one(
    @Param('loanId') id: string,
    @Param('bundleId') bundleId: string,
    @CurrentActor() actor: Actor,
  ): Promise<StreamableFile> {
    return zipOf(bundleId, archiveOf(await this.found(actor, id, bundleId)));
  }

  @Post(':bundleId/copies')
  @Roles('legal')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'A copy of the bundle with court papers in it. They bear names: it is kept who had them printed',
  })
  @ApiProduces(ZIP)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @ApiProblem(404, 'bundle-unknown', NO_BUNDLE)
  @ApiProblem(409, 'other-key', 'The bundle was signed by a key that is no longer in use: make it anew')
  @ApiProblem(503, 'names-not-available', 'Outreach does not answer')
  async copy(
    @Param('loanId') id: string,
    @Param('bundleId') bundleId: string,
    @Body() { papers: kinds, court, docket }: CopyDto,
    @CurrentActor() actor: Actor,
    @Headers('authorization') authorization: string,
  ): Promise<StreamableFile> {
    const kept = await this.found(actor, id, bundleId);
    if (kept.keyId !== this.signer.keyId)
      throw new Problem(409, 'other-key', 'Its key is no longer in use: make the bundle anew.');
    const now = await this.cases.seenBy(actor, id, kept.manifest.sheetId);
    const { manifest } = kept;
    const bundle = { manifest, manifestSha256: sha256(manifestText(manifest)) };
    const printed = await this.papers.print(now, {
      kinds,
      court,
      docket: docket ?? null,
      bundle,
      actor,
      authorization,
    });
    return zipOf(bundleId, archiveWith(kept, printed, this.signer));
  }

  private async kept(actor: Actor, id: string, bundleId: string): Promise<BundleKept | null> {
    const { loan } = await this.loans.seenBy(actor, id);
    return bundleOf(reading(this.pool), loan, bundleId);
  }

  private async found(actor: Actor, id: string, bundleId: string): Promise<BundleKept> {
    const kept = await this.kept(actor, id, bundleId);
    if (kept === null) throw new Problem(404, 'bundle-unknown', `${NO_BUNDLE}.`);
    return kept;
  }
}

const zipOf = (bundleId: string, bytes: Buffer): StreamableFile =>
  new StreamableFile(bytes, {
    type: ZIP,
    disposition: `attachment; filename="evidence-${bundleId}.zip"`,
    length: bytes.length,
  });

function answerOf({ manifest, keyId }: BundleKept): BundleAnswer {
  const { bundleId, sheetId, files } = manifest;
  return { bundleId, sheetId, manifestSha256: sha256(manifestText(manifest)), keyId, files };
}
