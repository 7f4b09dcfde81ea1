import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import { loanId, tenantOf } from '@mora/kernel';
import {
  type Actor,
  ApiProblem,
  CurrentActor,
  DATABASE,
  IdempotencyKey,
  Problem,
  requireTaken,
  requireTenant,
  Roles,
} from '@mora/runtime';
import { LoanCommands } from '../../handlers/loan/loan-commands.js';
import { noticeById, noticesOf, type NoticeView } from '../../persistence/notices/notice.queries.js';
import { reading } from '../../persistence/person/reading.js';
import { Vault, VaultRefusal } from '../../vault/vault.js';
import { NoticeAnswer, NoticesAnswer, NoticesQuery, NoticeTextAnswer, SettleNoticeDto } from './notices.dto.js';

const PAGE = 100;
const PARTS = { subject: '\n---\n' } as const;

@ApiTags('notices')
@Controller('v1/notices')
export class NoticesController {
  constructor(
    @Inject(DATABASE) private readonly pool: pg.Pool,
    private readonly vault: Vault,
    private readonly commands: LoanCommands,
  ) {}

  @Get()
  @Roles('collector', 'negotiator', 'legal', 'supervisor', 'compliance', 'auditor', 'operator', 'service')
  @ApiOperation({ summary: 'Messages and what became of them, the latest first; to whom by id, never by name' })
  @ApiOkResponse({ type: NoticesAnswer })
  async list(
    @Query() { loan, state, limit = PAGE }: NoticesQuery,
    @CurrentActor() actor: Actor,
  ): Promise<NoticesAnswer> {
    if (loan !== undefined) requireTenant(actor, tenantOf(loanId(loan)));
    const tenant = loan === undefined ? actor.tenant : tenantOf(loanId(loan));
    const found = await noticesOf(reading(this.pool), { tenant, loan: loan ?? null, state: state ?? null, limit });
    return { notices: found.map(answerOf) };
  }

  @Get(':noticeId')
  @Roles('collector', 'negotiator', 'legal', 'supervisor', 'compliance', 'auditor', 'operator', 'service')
  @ApiOperation({ summary: 'One message and what became of it' })
  @ApiOkResponse({ type: NoticeAnswer })
  @ApiProblem(404, 'notice-unknown', 'No such notice')
  async one(@Param('noticeId') noticeId: string, @CurrentActor() actor: Actor): Promise<NoticeAnswer> {
    return answerOf(await this.found(noticeId, actor));
  }

  @Get(':noticeId/text')
  @Roles('supervisor', 'legal', 'compliance', 'auditor')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'The words as they were written to the person; who reads them is kept' })
  @ApiOkResponse({ type: NoticeTextAnswer })
  @ApiProblem(404, 'notice-unknown', 'No such notice, or it was never written')
  @ApiProblem(410, 'erased', 'The person has been erased')
  async text(@Param('noticeId') noticeId: string, @CurrentActor() actor: Actor): Promise<NoticeTextAnswer> {
    const { personId: person } = await this.found(noticeId, actor);
    const field = `notice:${noticeId}`;
    const ask = { person, fields: [field], purpose: 'complaint' as const, actor, reference: noticeId };
    const values = await this.vault.read(ask).catch(refusedBy);
    const text = values[field];
    if (text === undefined) throw new Problem(404, 'notice-unknown', 'It was never written.');
    return { noticeId, text: text.reveal().replace(PARTS.subject, '\n\n') };
  }

  @Post(':noticeId/settle')
  @Roles('supervisor', 'legal', 'compliance')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true, description: 'The same key again changes nothing' })
  @ApiOperation({
    summary: 'What became of a notice of which nobody knew, or that a letter has arrived; with proof',
    description: 'One that never went out may be planned again: by the strategy, or for the service that asked for it.',
  })
  @ApiOkResponse({ type: NoticeAnswer })
  @ApiProblem(404, 'notice-unknown', 'No such notice')
  @ApiProblem(409, 'not-unknown', 'What became of it is known; or no-proof, not-a-letter, in-the-future')
  async settle(
    @Param('noticeId') noticeId: string,
    @Body() { outcome, proof, because, at }: SettleNoticeDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<NoticeAnswer> {
    const { loanId: loan } = await this.found(noticeId, actor);
    const command = {
      kind: 'settle-notice' as const,
      noticeId,
      outcome,
      proof: proof ?? null,
      ...(at !== undefined && { at: Date.parse(at) }),
      because,
      by: actor.subject,
    };
    requireTaken(await this.commands.take(loanId(loan), command, `settle/${key}`, actor));
    return answerOf(await this.found(noticeId, actor));
  }

  private async found(noticeId: string, actor: Actor): Promise<NoticeView> {
    const notice = await noticeById(reading(this.pool), noticeId);
    if (notice === null) throw new Problem(404, 'notice-unknown', 'No such notice.');
    requireTenant(actor, notice.tenant);
    return notice;
  }
}

function refusedBy(error: unknown): never {
  if (!(error instanceof VaultRefusal)) throw error;
  throw error.code === 'erased'
    ? new Problem(410, 'erased', 'The person has been erased.')
    : new Problem(404, 'notice-unknown', 'Nothing is kept of such a person.');
}

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;

function answerOf(notice: NoticeView): NoticeAnswer {
  const { noticeId, decisionId, channel, purpose, step, state, template, provider, providerRef } = notice;
  const { requestId, reason, proofHash } = notice;
  return {
    noticeId,
    loan: notice.loanId,
    person: notice.personId,
    decisionId,
    channel,
    purpose,
    step,
    state,
    template,
    provider,
    providerRef,
    requestId,
    plannedAt: notice.plannedAt.toISOString(),
    claimedAt: instant(notice.claimedAt),
    doneAt: instant(notice.doneAt),
    reason,
    proofHash,
  };
}
