import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CLOCK, type Clock, CONFIG, Roles, ROLES } from '@mora/runtime';
import type { NegotiationConfig } from '../../config.js';
import { BankDays } from '../../handlers/loan/bank-days.js';
import { NEGOTIATION_POLICIES, type PolicyBook } from '../../policies/load.js';
import { calculated } from './calculation.js';
import { CalculationAnswer, CalculationDto } from './calculator.dto.js';

const LOAN = {
  product: 'consumer-loan',
  currency: 'CNY',
  principal: '12000.00',
  rate: '0.1080',
  count: 12,
  repayment: 'annuity',
  startsOn: '2026-01-10',
  firstDueOn: '2026-02-10',
} as const;

@ApiTags('calculator')
@Controller('v1/calculator')
export class CalculatorController {
  private readonly days: BankDays;

  constructor(
    @Inject(NEGOTIATION_POLICIES) private readonly policies: PolicyBook,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) { TIME_ZONE }: Pick<NegotiationConfig, 'TIME_ZONE'>,
  ) {
    this.days = new BankDays(TIME_ZONE);
  }

  @Post()
  @Roles(...ROLES)
  @HttpCode(200)
  @ApiOperation({
    summary: 'What a loan comes to, and what if: about no loan in particular, nothing is kept',
    description: 'By the rules of the product as they are in force today, with its caps and limits.',
  })
  @ApiBody({
    type: CalculationDto,
    examples: {
      schedule: { value: LOAN },
      extension: { value: { ...LOAN, sheet: { terms: [{ kind: 'extension', months: 3 }] } } },
      grace: {
        value: { ...LOAN, sheet: { terms: [{ kind: 'grace', months: 2, interest: 'spread' }] } },
      },
    },
  })
  @ApiOkResponse({ type: CalculationAnswer })
  @ApiProblem(422, 'product-unknown', 'No policy says how such a product is lent, or terms-unusable')
  calculate(@Body() body: CalculationDto): CalculationAnswer {
    const today = this.days.dateOf(this.clock.now());
    return calculated(body, this.policies.on(today).menu, today);
  }
}
