import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  Length,
  Matches,
  ValidateNested,
} from 'class-validator';
import { IsCode, IsDay, IsId } from '../loan/texts.js';

const TYPES = ['pdf', 'image', 'text'] as const;

export const IsHash = () => Matches(/^[0-9a-f]{64}$/, { message: '$property must be a SHA-256 of 64 hex digits' });

/** A document by reference: its bytes stay with the bank. */
export class DocumentDto {
  @ApiProperty({ example: 'payslip', description: 'Which kind of proof it is' }) @IsCode() kind: string;
  @ApiProperty({ example: 'a'.repeat(64), description: 'SHA-256 of its bytes' }) @IsHash() sha256: string;
  @ApiProperty({ enum: TYPES }) @IsIn(TYPES) type: (typeof TYPES)[number];
  @ApiPropertyOptional({ example: 'March.pdf', description: 'Sealed with the figures' })
  @IsOptional()
  @IsString()
  @Length(1, 200, { message: 'name must have 1 to 200 characters' })
  name?: string;
  @ApiPropertyOptional({ example: '2026-06-30', description: 'The last day on which it proves anything' })
  @IsOptional()
  @IsDay()
  expiresOn?: string;
}

export class GiveDocumentsDto {
  @ApiPropertyOptional({ example: 'demo:P-1', description: 'Of the bank: whose they are' })
  @IsOptional()
  @IsId()
  person?: string;
  @ApiProperty({ type: [DocumentDto] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(40)
  @ValidateNested({ each: true })
  @Type(() => DocumentDto)
  documents: DocumentDto[];
}

export class VerifyDto {
  @ApiProperty() @IsBoolean() accepted: boolean;
  @ApiProperty({ example: 'seen-original' }) @IsCode() because: string;
  @ApiPropertyOptional({ example: '2026-06-30', description: 'Until when it proves anything, as the bank has found' })
  @IsOptional()
  @IsDay()
  expiresOn?: string;
}

export class DocumentsAnswer {
  @ApiProperty({ type: [String] }) documents: readonly string[];
  @ApiProperty({ type: String, nullable: true, description: 'The assessment that follows; null before any statement' })
  assessmentId: string | null;
  @ApiProperty({ type: String, nullable: true }) verdict: string | null;
  @ApiProperty({ type: [String], description: 'Kinds of proof that are wanting still' }) missing: readonly string[];
}
