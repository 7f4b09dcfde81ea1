import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import { type Actor, CurrentActor, DATABASE, Roles } from '@mora/runtime';
import { buyersOf, keepBuyer } from '../../persistence/disposal/bids.js';
import { reading } from '../../persistence/loan/reading.js';
import { dayOf } from '../loan/texts.js';
import { BuyerAnswer, BuyersAnswer } from './disposal.answers.js';
import { BuyerDto } from './disposal.dto.js';
import { BUYER } from './examples.js';

@ApiTags('packages')
@Controller('v1/buyers')
export class BuyersController {
  constructor(@Inject(DATABASE) private readonly pool: pg.Pool) {}

  @Get()
  @Roles('compliance', 'legal', 'supervisor', 'auditor')
  @ApiOperation({ summary: 'Who may buy claims, as what, and until when' })
  @ApiOkResponse({ type: BuyersAnswer })
  async all(@CurrentActor() { tenant }: Actor): Promise<BuyersAnswer> {
    return { buyers: await buyersOf(reading(this.pool), tenant) };
  }

  @Post()
  @Roles('compliance')
  @HttpCode(200)
  @ApiOperation({ summary: 'Compliance has found a buyer qualified; the same again is as it is said last' })
  @ApiBody({ type: BuyerDto, examples: BUYER })
  @ApiOkResponse({ type: BuyerAnswer })
  async enter(
    @Body() { buyerId, licence, qualifiedUntil }: BuyerDto,
    @CurrentActor() { tenant, subject }: Actor,
  ): Promise<BuyerAnswer> {
    const buyer = { buyerId, licence, qualifiedUntil: dayOf(qualifiedUntil) };
    await keepBuyer(reading(this.pool), tenant, buyer, subject);
    return buyer;
  }
}
