import { Body, Controller, Get, Inject, Param, Put } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import type { TenantId } from '@mora/kernel';
import {
  type Actor,
  ApiProblem,
  CLOCK,
  type Clock,
  CONFIG,
  CurrentActor,
  DATABASE,
  Problem,
  Roles,
} from '@mora/runtime';
import type { NegotiationConfig } from '../../config.js';
import { BankDays } from '../../handlers/loan/bank-days.js';
import { reading } from '../../persistence/loan/reading.js';
import { authorities, type Authority, setAuthority, stands } from '../../persistence/offers/authority.register.js';
import { dayOf } from '../loan/texts.js';
import { AuthoritiesAnswer, AuthorityAnswer, AuthorityDto } from './offers.dto.js';

const SUBJECT = /^[A-Za-z0-9][A-Za-z0-9:._@-]{0,127}$/;

/** Who of the bank may approve what: a register of compliance, outside of every loan. */
@ApiTags('authorities')
@Controller('v1/authorities')
export class AuthoritiesController {
  private readonly days: BankDays;

  constructor(
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) { TIME_ZONE }: Pick<NegotiationConfig, 'TIME_ZONE'>,
  ) {
    this.days = new BankDays(TIME_ZONE);
  }

  @Get()
  @Roles('compliance', 'auditor', 'supervisor')
  @ApiOperation({ summary: 'All authorities that were ever set, by person, the latest first' })
  @ApiOkResponse({ type: AuthoritiesAnswer })
  async list(@CurrentActor() { tenant, tenants = [] }: Actor): Promise<AuthoritiesAnswer> {
    return { authorities: [...(await authorities(reading(this.pool), [tenant, ...tenants]))] };
  }

  @Put(':actor')
  @Roles('compliance')
  @ApiOperation({
    summary: 'Somebody may approve up to a tier, for a time',
    description:
      'Whoever is not named has what the policy gives to the role. Nobody sets their own, nor anything for a day that is over; what was said before stays beside it.',
  })
  @ApiBody({
    type: AuthorityDto,
    examples: {
      committee: { value: { tier: 'T4', from: '2026-03-10', until: '2026-12-31' } },
      revoked: { value: { tier: 'none', from: '2026-03-10' } },
    },
  })
  @ApiOkResponse({ type: AuthorityAnswer })
  @ApiProblem(422, 'own-authority', 'A rule forbids it: own-authority, in-the-past, ends-before-it-begins')
  async set(
    @Param('actor') actor: string,
    @Body() { tier, from, until }: AuthorityDto,
    @CurrentActor() by: Actor,
  ): Promise<AuthorityAnswer> {
    if (!SUBJECT.test(actor)) throw new Problem(400, 'request-invalid', 'actor is the id of somebody of the bank.');
    if (actor === by.subject) throw new Problem(422, 'own-authority', 'Another person of compliance sets yours.');
    const [first, last] = [dayOf(from), until === undefined ? null : dayOf(until)];
    if (last !== null && last < first)
      throw new Problem(422, 'ends-before-it-begins', 'The last day lies before the first.');
    const authority: Authority = { actor, tier, from: first, until: last, setBy: by.subject };
    const [db, tenant, now] = [reading(this.pool), by.tenant as TenantId, this.clock.now()];
    if (await stands(db, tenant, authority)) return authority;
    if (first < this.days.dateOf(now)) throw new Problem(422, 'in-the-past', 'What is set begins today, or later.');
    await setAuthority(db, tenant, authority, new Date(now));
    return authority;
  }
}
