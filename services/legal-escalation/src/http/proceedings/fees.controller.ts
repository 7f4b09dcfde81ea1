import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import type { Currency } from '@mora/kernel';
import { ApiProblem, CLOCK, type Clock, CONFIG, Problem, Roles } from '@mora/runtime';
import type { LegalConfig } from '../../config.js';
import { enforcementFeeFor, feeFor } from '../../domain/fees/fee.js';
import { BankDays } from '../../handlers/loan/bank-days.js';
import { LEGAL_POLICIES, type PolicyBook } from '../../policies/load.js';
import { IsAmount, minorOf, textOf } from '../loan/amounts.js';
import { FeeAnswer } from './proceedings.answers.js';
import { ENFORCING, FEE_KINDS } from './proceedings.dto.js';

export class FeeQuery {
  @ApiProperty({ enum: FEE_KINDS }) @IsIn(FEE_KINDS) kind: (typeof FEE_KINDS)[number];
  @ApiProperty({ example: '100000.00', description: 'What is claimed, in the currency of the court' })
  @IsAmount()
  amount: string;
}

@ApiTags('proceedings')
@Controller('v1/fees')
export class FeesController {
  private readonly days: BankDays;

  constructor(
    @Inject(LEGAL_POLICIES) private readonly policies: PolicyBook,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) { TIME_ZONE }: Pick<LegalConfig, 'TIME_ZONE'>,
  ) {
    this.days = new BankDays(TIME_ZONE);
  }

  @Get()
  @Roles('legal', 'supervisor', 'auditor')
  @ApiOperation({ summary: 'What a court asks for today, and what is left of it where it is mediated or withdrawn' })
  @ApiOkResponse({ type: FeeAnswer })
  @ApiProblem(404, 'fee-unknown', 'No table says what is asked for this kind')
  fee(@Query() { kind, amount }: FeeQuery): FeeAnswer {
    const { machines, fees } = this.policies.on(this.days.dateOf(this.clock.now()));
    const isEnforcing = kind === 'enforcement' || kind === 'tw-enforcement';
    const jurisdiction = isEnforcing ? ENFORCING[kind] : machines[kind]?.jurisdiction;
    const rules = jurisdiction && fees[jurisdiction];
    if (rules === undefined) throw unknownFee();
    const currency = rules.currency as Currency;
    const minor = minorOf(amount, currency);
    const asked = (isSettled: boolean) =>
      isEnforcing ? enforcementFeeFor(rules, minor) : feeFor(rules, kind, minor, isSettled);
    const [whole, settled] = [asked(false), asked(true)];
    if (whole === null || settled === null) throw unknownFee();
    const text = (fee: number) => textOf(fee, currency);
    const policy = `${rules.id}/${rules.version}`;
    return { kind, currency, amount: text(minor), fee: text(whole), settled: text(settled), policy };
  }
}

const unknownFee = (): Problem => new Problem(404, 'fee-unknown', 'No table says what is asked for this kind.');
