import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { id128 } from '@mora/kernel';
import { type Actor, ApiProblem, CurrentActor, IdempotencyKey, Problem, Roles } from '@mora/runtime';
import { NegotiationCommands } from '../../handlers/loan/loan-commands.js';
import { requireAllowed } from '../refusals.js';
import { Loans } from './loans.js';
import { AppointmentDto, AppointmentIdAnswer, AppointmentOutcomeDto } from './rounds.dto.js';
import { KEY } from './texts.js';

@ApiTags('appointments')
@Controller('v1/loans/:loanId/appointments')
export class AppointmentsController {
  constructor(
    private readonly loans: Loans,
    private readonly commands: NegotiationCommands,
  ) {}

  @Post()
  @Roles('negotiator', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'A talk with the borrower is arranged' })
  @ApiBody({ type: AppointmentDto, examples: { morning: { value: { at: '2026-03-12T10:00:00+08:00' } } } })
  @ApiOkResponse({ type: AppointmentIdAnswer })
  @ApiProblem(409, 'no-round', 'No negotiation is open')
  @ApiProblem(422, 'in-the-past', 'The instant has passed')
  async arrange(
    @Param('loanId') id: string,
    @Body() { at }: AppointmentDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<AppointmentIdAnswer> {
    const { loan } = await this.loans.seenBy(actor, id);
    const appointmentId = id128('appointment', loan, key);
    const command = { kind: 'appointment' as const, appointmentId, at: instantOf(at), by: actor.subject };
    requireAllowed(await this.commands.take(loan, command, key, actor));
    return { appointmentId };
  }

  @Post(':appointmentId/outcome')
  @Roles('negotiator', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({
    summary: 'What became of it',
    description: 'Twice not come ends the negotiation, but for what was missed under a hold.',
  })
  @ApiBody({
    type: AppointmentOutcomeDto,
    examples: {
      attended: { value: { outcome: 'attended' } },
      'no-show': { value: { outcome: 'no-show' } },
      moved: { value: { outcome: 'moved' } },
    },
  })
  @ApiOkResponse({ type: AppointmentIdAnswer })
  @ApiProblem(409, 'no-such-appointment', 'Not taken: no-such-appointment, appointment-over, not-yet, no-round')
  async outcome(
    @Param('loanId') id: string,
    @Param('appointmentId') appointmentId: string,
    @Body() { outcome }: AppointmentOutcomeDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<AppointmentIdAnswer> {
    const { loan } = await this.loans.seenBy(actor, id);
    const command = { kind: 'appointment-outcome' as const, appointmentId, outcome, by: actor.subject };
    requireAllowed(await this.commands.take(loan, command, key, actor));
    return { appointmentId };
  }
}

/** Throws the problem 400 for an instant without an offset: it would be another one on another machine. */
function instantOf(text: string): number {
  const instant = /(Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instant)) throw new Problem(400, 'request-invalid', 'at is written with its offset from UTC.');
  return instant;
}
