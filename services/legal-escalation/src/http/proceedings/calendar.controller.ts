import { randomBytes } from 'node:crypto';
import { Controller, Get, Header, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiPropertyOptional, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import type pg from 'pg';
import type { TenantId } from '@mora/kernel';
import {
  type Actor,
  ApiProblem,
  CLOCK,
  type Clock,
  CurrentActor,
  DATABASE,
  Problem,
  Roles,
  Unauthenticated,
} from '@mora/runtime';
import { reading } from '../../persistence/loan/reading.js';
import {
  duesOf,
  hearingsOf,
  lawyerOfKey,
  objectionsDue,
  type OfLawyer,
  saveFeedKey,
} from '../../persistence/proceedings/calendar.queries.js';
import { IsId } from '../loan/texts.js';
import { dueOfObjection, dueOfStep, feedOf } from './feed.js';
import { FeedKeyAnswer } from './proceedings.answers.js';

const SECRET =
  'the address of a feed holds a secret of its own, of which the service keeps the hash; it names no person';
const ICS = ['Content-Type', 'text/calendar; charset=utf-8'] as const;
const NO_STORE = ['Cache-Control', 'no-store'] as const;
const DAY_MS = 86_400_000;
/** What lies further back is no longer of use in a calendar. */
const PAST_DAYS = 31;
const KEY_DAYS = 365;
const KEY_BYTES = 32;

class LawyerQuery {
  @ApiPropertyOptional({ description: 'One lawyer; all of the bank where none is named' })
  @IsOptional()
  @IsId()
  lawyer?: string;
}

class KeyQuery {
  @ApiProperty({ description: 'As the service has given it to the lawyer' })
  @Matches(/^[A-Za-z0-9_-]{43}$/, { message: 'key is none' })
  key: string;
}

@ApiTags('calendar')
@Controller('v1')
export class CalendarController {
  constructor(
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('calendar.ics')
  @Roles('legal', 'supervisor')
  @Header(...ICS)
  @Header(...NO_STORE)
  @ApiOperation({ summary: 'Hearings, and what is due before the courts, as a calendar (iCalendar)' })
  @ApiOkResponse({ content: { 'text/calendar': { schema: { type: 'string' } } }, description: 'RFC 5545' })
  async calendar(@Query() { lawyer }: LawyerQuery, @CurrentActor() actor: Actor): Promise<string> {
    const { tenant, tenants = [] } = actor;
    return this.feed({ tenants: [tenant, ...tenants] as TenantId[], lawyer: lawyer ?? null });
  }

  @Get('calendar/feed.ics')
  @Unauthenticated(SECRET)
  @Header(...ICS)
  @Header(...NO_STORE)
  @ApiOperation({ summary: 'The same for the lawyer of a key: calendar programs can send no token' })
  @ApiOkResponse({ content: { 'text/calendar': { schema: { type: 'string' } } }, description: 'RFC 5545' })
  @ApiProblem(404, 'no-such-calendar', 'The key is unknown, replaced, or out of date')
  async feedByKey(@Query() { key }: KeyQuery): Promise<string> {
    const of = await lawyerOfKey(reading(this.pool), key, new Date(this.clock.now()));
    if (of === null) throw new Problem(404, 'no-such-calendar', 'There is no such calendar.');
    return this.feed({ tenants: [of.tenant], lawyer: of.lawyer });
  }

  @Post('calendar/key')
  @Roles('legal')
  @HttpCode(200)
  @Header(...NO_STORE)
  @ApiOperation({ summary: 'A new key for the calendar of whoever asks; the one before it opens nothing any more' })
  @ApiOkResponse({ type: FeedKeyAnswer })
  async key(@CurrentActor() { tenant, subject }: Actor): Promise<FeedKeyAnswer> {
    const key = randomBytes(KEY_BYTES).toString('base64url');
    const until = new Date(this.clock.now() + KEY_DAYS * DAY_MS);
    await saveFeedKey(reading(this.pool), tenant as TenantId, subject, key, until);
    return { key, path: `/v1/calendar/feed.ics?key=${key}`, until: until.toISOString() };
  }

  private async feed(of: OfLawyer): Promise<string> {
    const db = reading(this.pool);
    const now = new Date(this.clock.now());
    const from = new Date(now.getTime() - PAST_DAYS * DAY_MS);
    const dues = [...(await duesOf(db, of)).map(dueOfStep), ...(await objectionsDue(db, of)).map(dueOfObjection)];
    return feedOf(await hearingsOf(db, of, from), dues, now);
  }
}
