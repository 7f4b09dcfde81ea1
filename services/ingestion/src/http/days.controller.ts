import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { type CalendarDate, calendarDate, daysBetween } from '@mora/kernel';
import {
  type Actor,
  actsFor,
  ApiProblem,
  CurrentActor,
  OptionalIdempotencyKey,
  payloadHash,
  Problem,
  Roles,
} from '@mora/runtime';
import { isIncomplete, mayClose, type PartyState } from '../domain/day-agreement.js';
import { type ClosedBy, DayKeeper } from '../handlers/day-keeper.js';
import { partiesJson } from '../intake/party-state.json.js';
import { DayActions } from '../persistence/day-actions.js';
import { Sources } from '../sources/sources.js';
import {
  ClosedAnswer,
  CloseDayDto,
  DayActionsAnswer,
  DayActionsQueryDto,
  DayAnswer,
  type DayState,
  DaysQueryDto,
} from './days.dto.js';
import { Once } from './once.js';

const MOST_DAYS = 3660;
const PAGE = 100;

@ApiTags('days')
@Controller('v1/days')
export class DaysController {
  constructor(
    private readonly keeper: DayKeeper,
    private readonly sources: Sources,
    private readonly once: Once,
    private readonly actions: DayActions,
  ) {}

  @Get()
  @Roles('operator', 'supervisor', 'auditor', 'ledger-client', 'service')
  @ApiOperation({
    summary: 'How the sources stand to the open day, or to another: declared, counted, what is missing',
    description: 'A day is of the whole installation; of the sources, those of the caller’s tenant are shown.',
  })
  @ApiOkResponse({ type: DayAnswer })
  async state(@Query() { date }: DaysQueryDto, @CurrentActor() actor: Actor): Promise<DayAnswer> {
    const openDay = await this.keeper.openDay();
    const day = date === undefined ? openDay : dayOf(date, 'date');
    if (day === null) return { openDay, day, state: 'not-opened', sources: [] };
    const parties = await this.keeper.judge(day);
    return { openDay, day, state: stateOf(day, openDay, parties), sources: partiesJson(this.ownOf(actor, parties)) };
  }

  @Get('actions')
  @Roles('operator', 'supervisor', 'auditor')
  @ApiOperation({ summary: 'The days that were closed by hand: who, when, why, how the sources stood; a page of 100' })
  @ApiOkResponse({ type: DayActionsAnswer })
  async closedByHand(@CurrentActor() actor: Actor, @Query() { before }: DayActionsQueryDto): Promise<DayActionsAnswer> {
    const actions = await this.actions.list(actor.tenant, before ?? null, PAGE);
    return { actions: actions.map((action) => ({ ...action, sources: this.ownOf(actor, action.sources) })) };
  }

  @Post(':date/close')
  @Roles('operator')
  @HttpCode(200)
  @ApiOperation({ summary: 'Close the open day by hand, whatever its sources say; who did it and why is kept' })
  @ApiParam({ name: 'date', schema: { type: 'string', format: 'date', example: '2005-04-30' } })
  @ApiBody({ type: CloseDayDto, examples: { 'one day': { value: { reason: 'the ledger is down for good' } } } })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'The same request again, within a week, is given the first answer; else a day that is closed is a 409',
  })
  @ApiOkResponse({ type: ClosedAnswer })
  @ApiProblem(409, 'day-not-open', 'Another day is open; `detail` names it')
  @ApiProblem(
    422,
    'through-out-of-range',
    '`through` is before the day, or too far; or the key came before with another body',
  )
  async close(
    @Param('date') date: string,
    @Body() { reason, through }: CloseDayDto,
    @CurrentActor() actor: Actor,
    @OptionalIdempotencyKey() key: string | null,
  ): Promise<ClosedAnswer> {
    const from = dayOf(date, 'date');
    const last = through === undefined ? from : dayOf(through, 'through');
    const span = daysBetween(from, last);
    if (span < 0 || span > MOST_DAYS)
      throw new Problem(422, 'through-out-of-range', 'through is before date, or too far.');
    const { subject, tenant } = actor;
    const asked = { tenant, route: 'POST /v1/days/close', hash: payloadHash(JSON.stringify([from, last, reason])) };
    const { body } = await this.once.answer(key === null ? null : { ...asked, key }, async () => ({
      status: 200,
      body: await this.closed(from, last, { actor: subject, tenant, reason, key }),
    }));
    return body as ClosedAnswer;
  }

  private ownOf<S extends Readonly<{ source: string }>>(actor: Actor, all: readonly S[]): readonly S[] {
    return all.filter(({ source }) => actsFor(actor, this.sources.find(source)?.tenant ?? ''));
  }

  private async closed(from: CalendarDate, last: CalendarDate, by: ClosedBy): Promise<ClosedAnswer> {
    const answer = await this.keeper.closeByHand(from, last, by);
    if (answer.kind === 'closed') return { closed: answer.days, openDay: await this.keeper.openDay() };
    throw new Problem(409, answer.because, `The open day is ${answer.openDay ?? 'not there yet'}.`);
  }
}

function stateOf(day: CalendarDate, openDay: CalendarDate | null, parties: readonly PartyState[]): DayState {
  if (openDay === null || day > openDay) return 'not-opened';
  if (day < openDay) return 'closed';
  return mayClose(parties) ? 'closing' : isIncomplete(parties) ? 'day-incomplete' : 'open';
}

function dayOf(text: string, field: string): CalendarDate {
  try {
    return calendarDate(text);
  } catch {
    throw new Problem(400, 'request-invalid', `${field} is not a day that exists (YYYY-MM-DD)`);
  }
}
