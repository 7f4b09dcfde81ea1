import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import { calendarDate, type Currency, minorUnits } from '@mora/kernel';
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
import { id128 } from '../../domain/ids.js';
import { LoanCommands } from '../../handlers/loan/loan-commands.js';
import { promisesOf } from '../../persistence/people/queries.js';
import { reading } from '../../persistence/person/reading.js';
import { KEY } from './key.js';
import { PromiseAnswer, PromiseDto, PromisesAnswer, WithdrawDto } from './promises.dto.js';
import { loanOf, personOf, Rights } from './rights.js';

@ApiTags('promises')
@Controller('v1/loans/:loanId/promises')
export class PromisesController {
  constructor(
    private readonly commands: LoanCommands,
    private readonly rights: Rights,
    @Inject(DATABASE) private readonly pool: pg.Pool,
  ) {}

  @Post()
  @Roles('collector', 'negotiator', 'supervisor', 'agency', 'borrower')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Somebody promises to pay: how much, by when, in which parts' })
  @ApiOkResponse({ type: PromiseAnswer })
  @ApiProblem(403, 'not-yours', 'Another person, or a loan that is not placed with the firm')
  @ApiProblem(409, 'too-far', 'Not taken: too-far, already-open, above-owed, below-minimum, restricted, …')
  async make(
    @Param('loanId') id: string,
    @Body() body: PromiseDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<PromiseAnswer> {
    const [loan, person] = [loanOf(id), personOf(body.person)];
    const via = await this.rights.require(actor, loan, person, body.role);
    const { role, currency, method } = body;
    const parts = body.parts.map(({ dueOn, amount }) => ({ dueOn: dateOf(dueOn), minor: minorOf(amount, currency) }));
    const promiseId = id128('promise', loan, key);
    const command = { kind: 'promise-made' as const, promiseId, personId: person, role, currency, parts, method, via };
    requireTaken(await this.commands.take(loan, command, key, actor));
    return { promiseId };
  }

  @Post(':promiseId/withdraw')
  @Roles('collector', 'negotiator', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'A promise binds nobody any longer' })
  @ApiOkResponse({ type: PromiseAnswer })
  @ApiProblem(409, 'promise-unknown', 'No such promise, or no part of it is open')
  async withdraw(
    @Param('loanId') id: string,
    @Param('promiseId') promiseId: string,
    @Body() { because }: WithdrawDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<PromiseAnswer> {
    const command = { kind: 'promise-withdrawn' as const, promiseId, because };
    requireTaken(await this.commands.take(loanOf(id), command, key, actor));
    return { promiseId };
  }

  @Get()
  @Roles('collector', 'negotiator', 'legal', 'supervisor', 'auditor')
  @ApiOperation({ summary: 'What was promised about a loan, and what became of it; the latest first' })
  @ApiOkResponse({ type: PromisesAnswer })
  async list(@Param('loanId') id: string): Promise<PromisesAnswer> {
    return { promises: await promisesOf(reading(this.pool), loanOf(id)) };
  }
}

const LARGEST = 2n ** 52n;

/** Throws the problem 422 for an amount that the currency has no coins for, or that no loan is of. */
function minorOf(amount: string, currency: Currency): number {
  try {
    const minor = minorUnits(amount, currency);
    if (minor > 0n && minor <= LARGEST) return Number(minor);
  } catch {
    // More digits than the currency has: refused like any other.
  }
  throw new Problem(422, 'amount-unusable', `Not an amount in ${currency}.`);
}

/** Throws the problem 400 for a day that is in no calendar. */
export function dateOf(text: string) {
  try {
    return calendarDate(text);
  } catch {
    throw new Problem(400, 'request-invalid', 'A day is written as YYYY-MM-DD, and there must be such a day.');
  }
}
