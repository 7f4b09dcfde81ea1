import { Controller, Get, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import { CLOCK, type Clock, DATABASE, Unauthenticated } from '@mora/runtime';
import { id128 } from '../domain/ids.js';
import type { Say } from '../domain/says/commands.js';
import { LoanCommands } from '../handlers/loan/loan-commands.js';
import { linkOf, linkUsed } from '../persistence/notices/opt-out-links.js';
import { reading } from '../persistence/person/reading.js';

const SECRET = 'the link holds a secret of its own; it shows nothing of anybody, and can only restrict';
const HTML = ['Content-Type', 'text/html; charset=utf-8'] as const;
const ALONE = ['Content-Security-Policy', "default-src 'none'; form-action 'self'; style-src 'unsafe-inline'"] as const;
const UNSEEN = ['Referrer-Policy', 'no-referrer'] as const;
const NO_STORE = ['Cache-Control', 'no-store'] as const;

/** The link in every message. A link that is not known is answered alike, so that nothing can be learned by trying. */
@ApiTags('opt-out')
@Controller('v1/opt-out')
export class OptOutController {
  constructor(
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly commands: LoanCommands,
  ) {}

  @Get(':token')
  @Unauthenticated(SECRET)
  @Header(...HTML)
  @Header(...ALONE)
  @Header(...UNSEEN)
  @Header(...NO_STORE)
  @ApiProduces('text/html')
  @ApiResponse({ status: 200, description: 'The page', schema: { type: 'string' } })
  @ApiOperation({ summary: 'A page with one button: no more messages of this kind. Looking at it changes nothing' })
  ask(): string {
    return page(`<form method="post"><button>退订 · 退訂 · Unsubscribe</button></form>`);
  }

  @Post(':token')
  @Unauthenticated(SECRET)
  @HttpCode(200)
  @Header(...HTML)
  @Header(...ALONE)
  @Header(...UNSEEN)
  @Header(...NO_STORE)
  @ApiProduces('text/html')
  @ApiResponse({ status: 200, description: 'The page', schema: { type: 'string' } })
  @ApiOperation({ summary: 'No more messages by this channel, but for those that a law demands' })
  async optOut(@Param('token') token: string): Promise<string> {
    const db = reading(this.pool);
    const now = new Date(this.clock.now());
    const link = await linkOf(db, token, now);
    if (link !== null) {
      const { loanId, personId, role, channel } = link;
      const sayId = id128('opt-out-link', loanId, personId, channel, link.expiresAt.getTime());
      const say: Say = { kind: 'say', sayId, personId, role, via: 'link', saying: { says: 'opt-out', channel } };
      await this.commands.take(loanId, say, `opt-out/${sayId}`, { system: 'opt-out-link' });
      await linkUsed(db, token, now);
    }
    return page(
      `<p lang="zh-CN">已按您的要求停止发送。</p><p lang="zh-TW">已依您的要求停止寄送。</p><p lang="en">We no longer write to you in this way.</p>`,
    );
  }
}

const STYLE = `body{font:18px/1.6 system-ui,sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem;text-align:center}button{font:inherit;padding:.7rem 1.6rem}`;

const page = (body: string): string =>
  `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Unsubscribe</title><style>${STYLE}</style>${body}</html>`;
