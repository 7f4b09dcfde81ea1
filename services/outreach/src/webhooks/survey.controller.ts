import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import type pg from 'pg';
import { CLOCK, type Clock, DATABASE, Unauthenticated } from '@mora/runtime';
import { LoanCommands } from '../handlers/loan/loan-commands.js';
import { surveyLinkOf, surveyLinkUsed } from '../persistence/notices/survey-links.js';
import { reading } from '../persistence/person/reading.js';
import { LonelyPage, page } from './page.js';

const SECRET = 'the link holds a secret of its own; it shows nothing of anybody, and can only answer one survey once';
const BEST = 5;

export class ScoreDto {
  @ApiProperty({ minimum: 1, maximum: BEST }) @Type(() => Number) @IsInt() @Min(1) @Max(BEST) score: number;
}

/** The link in a message that asks how it went (S51). One that is not known, or was used, is answered alike. */
@ApiTags('surveys')
@Controller('v1/survey')
export class SurveyPageController {
  constructor(
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly commands: LoanCommands,
  ) {}

  @Get(':token')
  @Unauthenticated(SECRET)
  @LonelyPage()
  @ApiOperation({ summary: 'A page with five buttons. Looking at it changes nothing' })
  ask(): string {
    const scores = Array.from({ length: BEST }, (_, n) => n + 1);
    const buttons = scores.map((n) => `<form method="post" action="?score=${n}"><button>${n}</button></form>`);
    return page('Survey', `${QUESTION}${buttons.join('')}`);
  }

  @Post(':token')
  @Unauthenticated(SECRET)
  @HttpCode(200)
  @LonelyPage()
  @ApiOperation({ summary: 'How satisfied somebody was, from 1 to 5; the first answer counts' })
  async answer(@Param('token') token: string, @Query() { score }: ScoreDto): Promise<string> {
    const db = reading(this.pool);
    const now = new Date(this.clock.now());
    const link = await surveyLinkOf(db, token, now);
    if (link !== null) {
      const { loanId, surveyId } = link;
      const answer = { kind: 'survey-answer' as const, surveyId, score, codes: [] };
      // The first answer counts: whatever comes by this link later is the same to us.
      await this.commands.take(loanId, answer, `survey-link/${surveyId}`, { system: 'survey-link' }, { surveyId });
      await surveyLinkUsed(db, token, now);
    }
    return page('Survey', THANKS);
  }
}

const QUESTION = `<p lang="zh-CN">您对我们的服务满意吗？（5为非常满意）</p><p lang="zh-TW">您對我們的服務滿意嗎？（5為非常滿意）</p><p lang="en">How satisfied were you with our service? 5 is very satisfied.</p>`;
const THANKS = `<p lang="zh-CN">谢谢您的回答。</p><p lang="zh-TW">謝謝您的回答。</p><p lang="en">Thank you for your answer.</p>`;
