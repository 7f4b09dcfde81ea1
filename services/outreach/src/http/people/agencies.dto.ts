import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsISO8601, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';
import { CODE, ID, ROLES } from './promises.dto.js';
import { IsPlain } from '../plain.js';

const PHONE = /^\+?[0-9][0-9 -]{2,30}$/;
const REFERENCE = { description: 'Where the paper itself is kept' };

export class RegisterDto {
  @ApiProperty({ description: 'The firm’s name, as it is published' })
  @IsString()
  @Length(1, 200)
  @IsPlain()
  name: string;
  @ApiPropertyOptional({ description: 'By which borrowers reach it; the outsourcing notice names it' })
  @IsOptional()
  @Matches(PHONE, { message: 'phone must be a phone number' })
  phone?: string;
  @ApiProperty({ description: 'On the list that the bank publishes (P-CN-15)' }) @IsBoolean() listed: boolean;
  @ApiProperty({ description: 'Its people are certified (P-TW-10)' }) @IsBoolean() certified: boolean;
}

export class DocumentDto {
  @ApiProperty({ example: 'business-licence' }) @Matches(CODE, { message: 'kind must be a code' }) kind: string;
  @ApiProperty({ format: 'date' }) @IsISO8601({ strict: true }) @Length(10, 10) validUntil: string;
  @ApiProperty(REFERENCE) @IsString() @Length(1, 200) @IsPlain() reference: string;
}

export class ContractDto {
  @ApiProperty() @IsString() @Length(1, 128) @IsPlain() contractId: string;
  @ApiProperty({ format: 'date' }) @IsISO8601({ strict: true }) @Length(10, 10) from: string;
  @ApiProperty({ format: 'date' }) @IsISO8601({ strict: true }) @Length(10, 10) until: string;
  @ApiProperty({ description: 'It says what the firm may do with personal data (P-CN-30)' })
  @IsBoolean()
  processingAgreement: boolean;
  @ApiProperty(REFERENCE) @IsString() @Length(1, 200) @IsPlain() reference: string;
}

const VERDICTS = ['continue', 'limit', 'end'] as const;
const STATUSES = ['active', 'suspended', 'indicted'] as const;

export class EvaluationDto {
  @ApiProperty({ format: 'date' }) @IsISO8601({ strict: true }) @Length(10, 10) on: string;
  @ApiProperty({ description: 'How its people behave' }) @IsString() @Length(1, 2000) conduct: string;
  @ApiProperty({ description: 'What they achieve' }) @IsString() @Length(1, 2000) results: string;
  @ApiProperty({ description: 'How they keep data' }) @IsString() @Length(1, 2000) dataSecurity: string;
  @ApiProperty({ enum: VERDICTS }) @IsIn(VERDICTS) verdict: (typeof VERDICTS)[number];
}

export class StatusDto {
  @ApiProperty({ enum: STATUSES }) @IsIn(STATUSES) status: (typeof STATUSES)[number];
  @ApiProperty({ example: 'complaints-confirmed' })
  @Matches(CODE, { message: 'because must be a code' })
  because: string;
}

export class AgencyAnswer {
  @ApiProperty() agencyId: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: ['good', 'suspended', 'expired'] }) standing: string;
  @ApiProperty({ type: [String], description: 'Everything that stands against it; empty where it is good' })
  objections: readonly string[];
  @ApiProperty({ type: [String], description: 'Why it keeps what it has and is given no more' })
  limits: readonly string[];
  @ApiProperty({ type: String, nullable: true }) phone: string | null;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The last day for the next evaluation: once a year, and once before the contract ends (P-CN-5)',
  })
  evaluationDueOn: string | null;
  @ApiProperty({ enum: STATUSES }) status: string;
  @ApiProperty() listed: boolean;
  @ApiProperty() certified: boolean;
  @ApiProperty({ description: 'How many loans it has' }) placed: number;
  @ApiProperty({ type: [Object] }) documents: readonly object[];
  @ApiProperty({ type: [Object] }) contracts: readonly object[];
  @ApiProperty({ type: [Object] }) evaluations: readonly object[];
}

export class AgenciesAnswer {
  @ApiProperty({ type: [AgencyAnswer] }) agencies: readonly AgencyAnswer[];
}

export class PublicAgencyDto {
  @ApiProperty() agencyId: string;
  @ApiProperty() name: string;
}

export class PublicAgenciesAnswer {
  @ApiProperty({ type: [PublicAgencyDto] }) agencies: readonly PublicAgencyDto[];
}

export class PlaceDto {
  @ApiProperty() @Matches(CODE, { message: 'agency must be a code' }) agency: string;
  @ApiPropertyOptional({ format: 'date', description: 'When it comes back by itself' })
  @IsOptional()
  @IsISO8601({ strict: true })
  @Length(10, 10)
  until?: string;
  @ApiPropertyOptional({
    format: 'date',
    description:
      'When the borrower was told of the firm, where that was not by Mora; else Mora tells the borrower first',
  })
  @IsOptional()
  @IsISO8601({ strict: true })
  @Length(10, 10)
  announcedOn?: string;
}

export class RecallDto {
  @ApiProperty({ example: 'customer-complaint' }) @Matches(CODE, { message: 'because must be a code' }) because: string;
}

export class PlacementAnswer {
  @ApiProperty({ type: String, nullable: true }) placementId: string | null;
  @ApiProperty({ enum: ['waiting', 'placed', 'recalled', 'dropped'], nullable: true }) state: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'From which day the firm has the loan' })
  from: string | null;
}

const CHANNELS = ['agency-call', 'agency-visit', 'agency-message'] as const;

/** A firm collects and reminds; all else is for the bank to say. */
const PURPOSES = ['collection', 'reminder'] as const;

export class FirmContactDto {
  @ApiProperty({ example: 'demo:L-000001' })
  @Matches(ID, { message: 'loan must be written as tenant:loan' })
  loan: string;
  @ApiProperty({ example: 'demo:P-000001' })
  @Matches(ID, { message: 'person must be written as tenant:party' })
  person: string;
  @ApiProperty({ enum: ROLES, description: 'What the person is to the loan' })
  @IsIn(ROLES)
  role: (typeof ROLES)[number];
  @ApiProperty({ enum: CHANNELS }) @IsIn(CHANNELS) channel: (typeof CHANNELS)[number];
  @ApiPropertyOptional({ enum: PURPOSES, default: 'collection' })
  @IsOptional()
  @IsIn(PURPOSES)
  purpose?: (typeof PURPOSES)[number];
  @ApiPropertyOptional({ description: 'How many go on a visit' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(9)
  visitors?: number;
  @ApiPropertyOptional({ description: 'Whether it is recorded' }) @IsOptional() @IsBoolean() recording?: boolean;
  @ApiPropertyOptional({ description: 'Of a message: the template whose words the firm sends', example: 'sms-again' })
  @IsOptional()
  @IsString()
  @Length(1, 128)
  @IsPlain()
  template?: string;
}

export class AllowanceDto extends FirmContactDto {
  @ApiProperty({ description: 'How many contacts' }) @IsInt() @Min(1) @Max(50) count: number;
  @ApiProperty({ format: 'date' }) @IsISO8601({ strict: true }) @Length(10, 10) from: string;
  @ApiProperty({ format: 'date' }) @IsISO8601({ strict: true }) @Length(10, 10) until: string;
}

export class AllowanceAnswer {
  @ApiProperty() allowanceId: string;
  @ApiProperty({ description: 'How many of them; each counts as made until it is given back' }) granted: number;
  @ApiProperty({ type: [String], description: 'One id a contact, to be named when it is reported' })
  contacts: readonly string[];
  @ApiProperty({ type: [String], description: 'What ended the grant before its count' }) rules: readonly string[];
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) nextAllowedAt: string | null;
}

export class LineAnswerDto {
  @ApiProperty({ description: 'From 0, within the request' }) position: number;
  @ApiProperty({ description: 'The line’s own id; empty where it could not be read' }) line: string;
  @ApiProperty({ enum: ['taken', 'duplicate', 'conflict', 'rejected'] }) outcome: string;
  @ApiPropertyOptional({ description: 'A code that programs may go by' }) reason?: string;
}

export class LineAnswersDto {
  @ApiProperty({ type: [LineAnswerDto] }) answers: readonly LineAnswerDto[];
}
