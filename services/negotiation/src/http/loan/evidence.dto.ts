import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsOptional, Matches, ValidateNested } from 'class-validator';
import { IsId } from './texts.js';

const PROOFS = ['recording', 'signed-document', 'letter', 'message'] as const;

/** What proves that a borrower said something: by it the bank finds the call or the paper again. */
export class EvidenceDto {
  @ApiProperty({ enum: PROOFS }) @IsIn(PROOFS) kind: (typeof PROOFS)[number];
  @ApiProperty({ example: 'call-20260310-17', description: 'By which the bank finds it again' }) @IsId() id: string;
  @ApiPropertyOptional({ description: 'Of the document or the recording' })
  @IsOptional()
  @Matches(/^[0-9a-f]{64}$/, { message: 'sha256 is 64 hex digits' })
  sha256?: string;
}

export const IsEvidence = () =>
  applyDecorators(
    ApiPropertyOptional({
      type: EvidenceDto,
      description: 'What proves that the borrower said so: of staff it is wanted, of a borrower it is not looked at',
    }),
    IsOptional(),
    ValidateNested(),
    Type(() => EvidenceDto),
  );
