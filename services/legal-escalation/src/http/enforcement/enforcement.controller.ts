import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { id128 } from '@mora/kernel';
import { type Actor, ApiProblem, CurrentActor, IdempotencyKey, Problem, Roles } from '@mora/runtime';
import { choose } from '../../domain/enforcement/fitness.js';
import { sumLeft } from '../../domain/enforcement/left.js';
import { LEGAL_POLICIES, type PolicyBook } from '../../policies/load.js';
import { textOf } from '../loan/amounts.js';
import { Loans } from '../loan/loans.js';
import { dayOf, KEY } from '../loan/texts.js';
import { ClueIdAnswer, EnforcementsAnswer, RoundAnswer, SuggestionsAnswer } from './enforcement.answers.js';
import { ClueDto, EndDto, EnforceDto } from './enforcement.dto.js';
import { enforcementsOf, owedNow } from './enforcement-view.js';
import { CLUE, END, ENFORCE } from './examples.js';
import { Rounds, standingOf } from './rounds.js';
import { clueSaidOf, proofOf } from './said.js';

const NOTHING = 'No such loan, or one of another tenant';
const NONE = 'No such enforcement';

@ApiTags('enforcement')
@Controller('v1/loans/:loanId/enforcement')
export class EnforcementController {
  constructor(
    private readonly loans: Loans,
    private readonly rounds: Rounds,
    @Inject(LEGAL_POLICIES) private readonly policies: PolicyBook,
  ) {}

  @Get()
  @Roles('legal', 'supervisor', 'auditor')
  @ApiOperation({ summary: 'Rounds of enforcement with clues, measures and recoveries, and what is owed still' })
  @ApiOkResponse({ type: EnforcementsAnswer })
  @ApiProblem(404, 'loan-unknown', NOTHING)
  async all(@Param('loanId') id: string, @CurrentActor() actor: Actor): Promise<EnforcementsAnswer> {
    const { now } = await this.loans.seenBy(actor, id);
    return enforcementsOf(now, now.openDay === null ? null : this.policies.on(now.openDay));
  }

  @Post()
  @Roles('legal', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The court is asked to enforce a title, by another than who has recorded it' })
  @ApiBody({ type: EnforceDto, examples: ENFORCE })
  @ApiOkResponse({ type: RoundAnswer })
  @ApiProblem(404, 'loan-unknown', NOTHING)
  @ApiProblem(409, 'not-known-yet', 'Another service has not said all of yesterday yet')
  @ApiProblem(409, 'held', 'Something holds the loan')
  @ApiProblem(409, 'no-such-title', 'No court has said so')
  @ApiProblem(409, 'not-final', 'It does not bind yet')
  @ApiProblem(409, 'not-due', 'The last day for paying it is not over')
  @ApiProblem(409, 'own-approval', 'Whoever has recorded it is the same person')
  @ApiProblem(409, 'limitation-expired', 'The period for enforcing it is over')
  @ApiProblem(409, 'calendar-not-covered', 'Whether the last day is over depends on a calendar that is not announced')
  @ApiProblem(409, 'still-performing', 'A settlement is being kept')
  @ApiProblem(409, 'settled', 'A settlement of it was performed: nothing of it is left')
  @ApiProblem(409, 'enforcing', 'It is being enforced already')
  @ApiProblem(409, 'court-unknown', 'The bank has entered no such court for this law')
  @ApiProblem(409, 'region-unknown', 'Nobody has entered what people live on there')
  @ApiProblem(409, 'rate-not-covered', 'A rate of interest for delay is not known')
  async enforce(
    @Param('loanId') id: string,
    @Body() { judgmentId, court, region, householdSize }: EnforceDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<RoundAnswer> {
    const enforcementId = id128('enforcement', id, key);
    const said = { enforcementId, judgmentId, court, region, householdSize, by: actor.subject };
    return standingOf(await this.rounds.take(actor, id, key, { kind: 'enforce', ...said }));
  }

  @Get(':enforcementId/suggestions')
  @Roles('legal', 'supervisor')
  @ApiOperation({ summary: 'Which measures to ask for: the mildest first, until what is owed is covered' })
  @ApiOkResponse({ type: SuggestionsAnswer })
  @ApiProblem(404, 'loan-unknown', NOTHING)
  async suggestions(
    @Param('loanId') id: string,
    @Param('enforcementId') enforcementId: string,
    @CurrentActor() actor: Actor,
  ): Promise<SuggestionsAnswer> {
    const { now } = await this.loans.seenBy(actor, id);
    const { parts } = now.state;
    const { currency } = parts.ledger;
    const round = parts.enforcement.rounds.find((one) => one.enforcementId === enforcementId);
    if (round === undefined || currency === null || now.openDay === null)
      throw new Problem(404, 'no-such-enforcement', NONE);
    const policies = this.policies.on(now.openDay);
    const due = owedNow(round, parts, now.openDay, policies)?.due ?? null;
    if (due === null) return { enforcementId, left: null, suggestions: [] };
    const debt = { left: sumLeft(due), clues: round.clues, measures: round.measures, household: round };
    const found = choose(debt, policies.enforcement[round.jurisdiction]);
    return {
      enforcementId,
      left: textOf(debt.left, currency),
      suggestions: found.map(({ value, ...one }) => ({ ...one, value: textOf(value, currency) })),
    };
  }

  @Post(':enforcementId/clues')
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The court is told of something that the debtor may own' })
  @ApiBody({ type: ClueDto, examples: CLUE })
  @ApiOkResponse({ type: ClueIdAnswer })
  @ApiProblem(409, 'no-such-enforcement', NONE)
  @ApiProblem(409, 'round-over', 'It has ended')
  @ApiProblem(409, 'no-such-exemption', 'The law knows no such exemption')
  @ApiProblem(409, 'monthly-differs', 'Of a wage, and of nothing else, it has to be said what it is a month')
  async clue(
    @Param('loanId') id: string,
    @Param('enforcementId') enforcementId: string,
    @Body() dto: ClueDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<ClueIdAnswer> {
    const clue = clueSaidOf(dto, id128('clue', id, key), await this.rounds.currencyOf(actor, id));
    const said = { enforcementId, clue, by: actor.subject };
    const round = await this.rounds.take(actor, id, key, { kind: 'clue', ...said });
    return { ...standingOf(round), clueId: clue.clueId };
  }

  @Post(':enforcementId/end')
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The court has ended the round' })
  @ApiBody({ type: EndDto, examples: END })
  @ApiOkResponse({ type: RoundAnswer })
  @ApiProblem(409, 'no-such-enforcement', NONE)
  @ApiProblem(409, 'round-over', 'It has ended')
  async end(
    @Param('loanId') id: string,
    @Param('enforcementId') enforcementId: string,
    @Body() { how, on, proof }: EndDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<RoundAnswer> {
    const said = { enforcementId, how, on: dayOf(on), proof: proofOf(proof), by: actor.subject };
    return standingOf(await this.rounds.take(actor, id, key, { kind: 'end-round', ...said }));
  }

  @Post(':enforcementId/reapply')
  @Roles('legal', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Something was found behind a round that had ended for now: the court is asked again' })
  @ApiBody({ type: ClueDto, examples: CLUE })
  @ApiOkResponse({ type: ClueIdAnswer })
  @ApiProblem(409, 'no-such-enforcement', NONE)
  @ApiProblem(409, 'not-known-yet', 'Another service has not said all of yesterday yet')
  @ApiProblem(409, 'held', 'Something holds the loan')
  @ApiProblem(409, 'round-over', 'It has not ended for now, or goes on already')
  @ApiProblem(409, 'settled', 'A settlement of its title was performed: nothing of it is left')
  @ApiProblem(409, 'own-approval', 'Whoever has recorded the title is the same person')
  @ApiProblem(409, 'limitation-expired', 'The period for enforcing it is over')
  async reapply(
    @Param('loanId') id: string,
    @Param('enforcementId') enforcementId: string,
    @Body() dto: ClueDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<ClueIdAnswer> {
    const clue = clueSaidOf(dto, id128('clue', id, key), await this.rounds.currencyOf(actor, id));
    const said = { enforcementId, nextId: id128('enforcement', id, key), clue, by: actor.subject };
    const round = await this.rounds.take(actor, id, key, { kind: 'reapply', ...said });
    return { ...standingOf(round), clueId: clue.clueId };
  }
}
