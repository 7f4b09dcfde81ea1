import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type CalendarDate, calendarDate, daysBetween } from '@mora/kernel';
import { type Actor, CurrentActor, Problem, Roles } from '@mora/runtime';
import { isIncomplete, mayClose, type PartyState } from '../domain/day-agreement.js';
import { DayKeeper } from '../handlers/day-keeper.js';
import { CloseDayDto, DaysQueryDto } from './days.dto.js';
import { partiesJson } from '../intake/party-state.json.js';

const MOST_DAYS = 3660;

@ApiTags('days')
@Controller('v1/days')
export class DaysController {
  constructor(private readonly keeper: DayKeeper) {}

  @Get()
  @Roles('operator', 'supervisor', 'auditor', 'ledger-client', 'service')
  @ApiOperation({ summary: 'How the sources stand to the open day, or to another: declared, counted, what is missing' })
  async state(@Query() { date }: DaysQueryDto) {
    const openDay = await this.keeper.openDay();
    const day = date === undefined ? openDay : dayOf(date, 'date');
    if (day === null) return { openDay, day, state: 'not-opened', sources: [] };
    const parties = await this.keeper.judge(day);
    return { openDay, day, state: stateOf(day, openDay, parties), sources: partiesJson(parties) };
  }

  @Post(':date/close')
  @Roles('operator')
  @HttpCode(200)
  @ApiOperation({ summary: 'Close the open day by hand, whatever its sources say; who did it and why is kept' })
  async close(@Param('date') date: string, @Body() { reason, through }: CloseDayDto, @CurrentActor() actor: Actor) {
    const from = dayOf(date, 'date');
    const last = through === undefined ? from : dayOf(through, 'through');
    const span = daysBetween(from, last);
    if (span < 0 || span > MOST_DAYS)
      throw new Problem(422, 'through-out-of-range', 'through is before date, or too far.');
    const by = { actor: actor.subject, tenant: actor.tenant, reason };
    const answer = await this.keeper.closeByHand(from, last, by);
    if (answer.kind === 'closed') return { closed: answer.days, openDay: await this.keeper.openDay() };
    throw new Problem(409, answer.because, `The open day is ${answer.openDay ?? 'not there yet'}.`);
  }
}

function stateOf(day: CalendarDate, openDay: CalendarDate | null, parties: readonly PartyState[]): string {
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
