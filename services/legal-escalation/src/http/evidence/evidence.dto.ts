import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  Length,
  Matches,
} from 'class-validator';
import { PAPER_KINDS, type PaperKind } from '../../domain/papers/types.js';
import { IsId } from '../loan/texts.js';

const IsPlain = () => Matches(/^[^\p{Cc}\p{Cs}]*$/u, { message: '$property must not hold control characters' });

export class BundleDto {
  @ApiProperty({ description: 'The claim that it is the evidence of' }) @IsId() sheetId: string;
}

export class BundleFileAnswer {
  @ApiProperty({ example: '05-claim.json' }) name: string;
  @ApiProperty() bytes: number;
  @ApiProperty() sha256: string;
}

export class BundleAnswer {
  @ApiProperty() bundleId: string;
  @ApiProperty() sheetId: string;
  @ApiProperty({ description: 'The hash of the list that is signed' }) manifestSha256: string;
  @ApiProperty({ description: 'Which key has signed it' }) keyId: string;
  @ApiProperty({ type: [BundleFileAnswer] }) files: readonly BundleFileAnswer[];
}

/** Before which court, and by which number there. */
class CourtDto {
  @ApiProperty({ example: '上海市浦东新区人民法院', description: 'The court as the paper names it' })
  @IsString()
  @Length(2, 60)
  @IsPlain()
  court: string;

  @ApiPropertyOptional({ example: '（2026）沪0115民初1234号', description: 'The court’s number of what is enforced' })
  @IsOptional()
  @IsString()
  @Length(2, 60)
  @IsPlain()
  docket?: string;
}

export class PaperDto extends CourtDto {
  @ApiProperty({ enum: PAPER_KINDS }) @IsIn(PAPER_KINDS) kind: PaperKind;
  @ApiProperty({ description: 'The claim that is printed' }) @IsId() sheetId: string;
}

export class CopyDto extends CourtDto {
  @ApiProperty({ enum: PAPER_KINDS, isArray: true, description: 'Which papers are printed into this copy' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(PAPER_KINDS.length)
  @ArrayUnique()
  @IsIn(PAPER_KINDS, { each: true })
  papers: PaperKind[];
}

export class PrintingAnswer {
  @ApiProperty() caseId: string;
  @ApiProperty() sheetId: string;
  @ApiProperty({ type: String, nullable: true }) bundleId: string | null;
  @ApiProperty({ enum: PAPER_KINDS }) kind: PaperKind;
  @ApiProperty({ example: 'cn/complaint.v1.typ', description: 'By which template' }) template: string;
  @ApiProperty({ description: 'Of the PDF' }) sha256: string;
  @ApiProperty({ description: 'Who has printed it' }) by: string;
  @ApiProperty({ format: 'date-time' }) at: string;
}

export class PrintingsAnswer {
  @ApiProperty({ type: [PrintingAnswer] }) printed: readonly PrintingAnswer[];
}
