import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import type { LoanId } from '@mora/kernel';
import { type Actor, ApiProblem, CurrentActor, DATABASE, IdempotencyKey, Problem, Roles } from '@mora/runtime';
import { claimNow, isRefusal } from '../../domain/matter/claimed.js';
import { sha256 } from '../../evidence/hash.js';
import { reading } from '../../persistence/loan/reading.js';
import { sheetOfLoan } from '../../persistence/matter/sheets.js';
import { Loans } from '../loan/loans.js';
import { KEY } from '../loan/texts.js';
import { Cases } from './cases.js';
import { CLAIM } from './examples.js';
import { ClaimSheetAnswer } from './matter.answers.js';
import { ClaimDto } from './matter.dto.js';
import { sheetAnswer } from './matter-view.js';

const NO_SHEET = 'The loan has no such claim';

@ApiTags('cases')
@Controller('v1/loans/:loanId/case/claims')
export class ClaimsController {
  constructor(
    private readonly cases: Cases,
    private readonly loans: Loans,
    @Inject(DATABASE) private readonly pool: pg.Pool,
  ) {}

  @Post()
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'What the bank claims as of the last closed day, to the cent' })
  @ApiBody({ type: ClaimDto, examples: CLAIM })
  @ApiOkResponse({ type: ClaimSheetAnswer })
  @ApiProblem(409, 'no-case', 'No case of the loan is open')
  @ApiProblem(409, 'product-unknown', 'By which law the loan was lent is not entered')
  @ApiProblem(409, 'no-schedule', 'The ledger has not said what is owed')
  @ApiProblem(409, 'closed', 'Nothing is owed to the bank any more')
  @ApiProblem(409, 'cap-not-covered', 'No table says what the loan may cost')
  @ApiProblem(409, 'rate-not-covered', 'A rate that it is computed by is not known')
  @ApiProblem(409, 'not-accelerated', 'Nobody has recorded that the whole debt was called before today')
  @ApiProblem(409, 'claim-moved', 'Something was booked in this moment; ask again')
  async claim(
    @Param('loanId') id: string,
    @Body() { accelerated = false }: ClaimDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<ClaimSheetAnswer> {
    const { matter, view, openDay } = await this.cases.seenBy(actor, id);
    const sheet = claimNow(view, matter, openDay, accelerated);
    if (isRefusal(sheet)) throw new Problem(409, sheet.because, 'There is no claim to be computed.');
    const { sheetId } = sheet;
    const command = { kind: 'claim' as const, accelerated, sheetId, sha256: sha256(JSON.stringify(sheet)) };
    const said = { kind: 'claim', accelerated };
    const { loan, now } = await this.cases.take(actor, id, key, { ...command, by: actor.subject }, said);
    return this.kept(loan, now.state.parts.matter.matter?.sheet?.sheetId ?? sheetId);
  }

  @Get(':sheetId')
  @Roles('legal', 'supervisor', 'auditor')
  @ApiOperation({ summary: 'A claim as it was computed, line by line, with how anybody gets to it again' })
  @ApiOkResponse({ type: ClaimSheetAnswer })
  @ApiProblem(404, 'sheet-unknown', NO_SHEET)
  async one(
    @Param('loanId') id: string,
    @Param('sheetId') sheetId: string,
    @CurrentActor() actor: Actor,
  ): Promise<ClaimSheetAnswer> {
    const { loan } = await this.loans.seenBy(actor, id);
    return this.kept(loan, sheetId);
  }

  private async kept(loan: LoanId, sheetId: string): Promise<ClaimSheetAnswer> {
    const sheet = await sheetOfLoan(reading(this.pool), loan, sheetId);
    if (sheet === null) throw new Problem(404, 'sheet-unknown', 'The loan has no such claim.');
    return sheetAnswer(sheet);
  }
}
