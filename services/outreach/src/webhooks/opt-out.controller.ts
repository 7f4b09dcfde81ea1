import { Controller, Get, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type pg from 'pg';
import { CLOCK, type Clock, DATABASE, requireTaken, Unauthenticated } from '@mora/runtime';
import { id128 } from '../domain/ids.js';
import type { Say } from '../domain/says/commands.js';
import { LoanCommands } from '../handlers/loan/loan-commands.js';
import { PersonCommands } from '../handlers/person/person-commands.js';
import { linkOf, linkUsed, type OptOutLink } from '../persistence/notices/opt-out-links.js';
import { reading } from '../persistence/person/reading.js';
import { LonelyPage, page } from './page.js';

const SECRET = 'the link holds a secret of its own; it shows nothing of anybody, and can only restrict';

/** The link in every message. Nothing can be learned by trying: its secret is too long to be guessed. */
@ApiTags('opt-out')
@Controller('v1/opt-out')
export class OptOutController {
  constructor(
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly commands: LoanCommands,
    private readonly persons: PersonCommands,
  ) {}

  @Get(':token')
  @Unauthenticated(SECRET)
  @LonelyPage()
  @ApiOperation({ summary: 'A page with one button: no more messages of this kind. Looking at it changes nothing' })
  ask(): string {
    return page(TITLE, ASKED);
  }

  @Post(':token')
  @Unauthenticated(SECRET)
  @HttpCode(200)
  @LonelyPage()
  @ApiResponse({ status: 404, description: 'No such link: nothing was done', schema: { type: 'string' } })
  @ApiOperation({ summary: 'No more messages by this channel, but for those that a law demands' })
  async optOut(@Param('token') token: string, @Res({ passthrough: true }) answer: Response): Promise<string> {
    const db = reading(this.pool);
    const link = await linkOf(db, token);
    if (link === null) {
      answer.status(404);
      return page(TITLE, NOT_KNOWN);
    }
    await this.stop(link);
    await linkUsed(db, token, new Date(this.clock.now()));
    return page(TITLE, DONE);
  }

  /** Through the loan that was written about; by the lane of the person itself where that loan cannot take it. */
  private async stop({ loanId, personId, role, channel, expiresAt }: OptOutLink): Promise<void> {
    const sayId = id128('opt-out-link', loanId, personId, channel, expiresAt.getTime());
    const say: Say = { kind: 'say', sayId, personId, role, via: 'link', saying: { says: 'opt-out', channel } };
    const taken = await this.commands.take(loanId, say, `opt-out/${sayId}`, { system: 'opt-out-link' });
    if (!('because' in taken)) return;
    requireTaken(await this.persons.touch(personId, { kind: 'opt-out', channel, via: 'link' }, `opt-out/${sayId}`));
  }
}

const TITLE = '退订 · 退訂 · Unsubscribe';
const ASKED = `<p lang="zh-CN">我们将不再以此方式向您发送信息，法律规定必须发送的除外。</p><p lang="zh-TW">我們將不再以此方式寄送訊息給您，法律規定必須寄送者除外。</p><p lang="en">We will no longer write to you in this way, but for what a law demands.</p><form method="post"><button>${TITLE}</button></form>`;
const DONE = `<p lang="zh-CN">已按您的要求停止发送。</p><p lang="zh-TW">已依您的要求停止寄送。</p><p lang="en">We no longer write to you in this way.</p>`;
const NOT_KNOWN = `<p lang="zh-CN">此链接无效，未作任何更改。请回复“退订”或致电我们。</p><p lang="zh-TW">此連結無效，未作任何變更。請回覆「退訂」或來電。</p><p lang="en">This link is not known, and nothing was changed. Reply STOP, or call us.</p>`;
