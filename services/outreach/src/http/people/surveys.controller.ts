import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import type pg from 'pg';
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
import { LoanCommands } from '../../handlers/loan/loan-commands.js';
import { dueSurveys, surveyOf } from '../../persistence/people/queries.js';
import { reading } from '../../persistence/person/reading.js';
import { KEY } from './key.js';
import { CODE } from './promises.dto.js';

export class SurveyAnswerDto {
  @ApiPropertyOptional({ minimum: 1, maximum: 10 }) @IsOptional() @IsInt() @Min(1) @Max(10) score?: number;
  @ApiProperty({ type: [String], example: ['polite', 'clear-about-amounts'], description: 'Codes; never free text' })
  @IsArray()
  @ArrayMaxSize(50)
  @Matches(CODE, { each: true, message: 'codes must be codes' })
  codes: string[];
}

export class SurveyDto {
  @ApiProperty() surveyId: string;
  @ApiProperty() loanId: string;
  @ApiProperty({ enum: ['revisit', 'satisfaction'] }) kind: string;
  @ApiProperty({ format: 'date' }) dueOn: string;
  @ApiProperty({ format: 'date' }) until: string;
}

export class SurveysAnswer {
  @ApiProperty({ type: [SurveyDto] }) surveys: readonly SurveyDto[];
}

export class SurveyTaken {
  @ApiProperty() surveyId: string;
}

@ApiTags('surveys')
@Controller('v1/surveys')
export class SurveysController {
  constructor(
    private readonly commands: LoanCommands,
    @Inject(DATABASE) private readonly pool: pg.Pool,
  ) {}

  @Get()
  @Roles('collector', 'supervisor', 'auditor')
  @ApiOperation({ summary: 'Whom to ask now how it went, the longest due first' })
  @ApiOkResponse({ type: SurveysAnswer })
  async due(@CurrentActor() { tenant }: Actor): Promise<SurveysAnswer> {
    return { surveys: await dueSurveys(reading(this.pool), tenant) };
  }

  @Post(':surveyId/answer')
  @Roles('collector', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'What was answered' })
  @ApiOkResponse({ type: SurveyTaken })
  @ApiProblem(404, 'survey-unknown', 'There is no such survey')
  @ApiProblem(409, 'survey-not-open', 'It was answered, or its time is over')
  async answer(
    @Param('surveyId') surveyId: string,
    @Body() { score, codes }: SurveyAnswerDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<SurveyTaken> {
    const survey = await surveyOf(reading(this.pool), actor.tenant, surveyId);
    if (survey === null) throw new Problem(404, 'survey-unknown', 'There is no such survey.');
    const command = { kind: 'survey-answer' as const, surveyId, score: score ?? null, codes };
    requireTaken(await this.commands.take(survey.loanId, command, key, actor));
    return { surveyId };
  }
}
