import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import { IsPlain } from '../plain.js';

export const PURPOSES = ['contact', 'case-work', 'complaint', 'court-document', 'subject-access', 'matching'] as const;
/** What may be asked for by this route; what was sent is read with the notice it belongs to. */
export const FIELD = /^(name|idNumber|birthDate|attorney|point|point\/[^\p{Cc}\p{Cs}]{1,128})$/u;

export class FieldsDto {
  @ApiProperty({
    type: [String],
    example: ['name', 'point/mobile-1'],
    description: 'name, idNumber, birthDate, attorney, point (all of them), or point/ and its id',
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @Matches(FIELD, { each: true, message: 'fields must be names of fields' })
  fields: string[];

  @ApiProperty({ enum: PURPOSES, description: 'What for; it is kept with who asked' })
  @IsIn(PURPOSES)
  purpose: (typeof PURPOSES)[number];

  @ApiPropertyOptional({
    description: 'What it belongs to: for a contact the decision that allows it, for case work the case',
  })
  @IsOptional()
  @IsString()
  @Length(1, 128)
  @IsPlain()
  reference?: string;
}

export class FieldsAnswer {
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, description: 'By the names asked for' })
  fields: Record<string, string>;
}

export class ErasureDto {
  @ApiProperty({
    example: 'asked for by the person on 2026-03-02',
    description: 'Why; it is kept, so name nobody in it',
  })
  @IsString()
  @Length(8, 500)
  because: string;
}

export class ErasureAnswer {
  @ApiProperty({ example: 'demo:P-000001' }) personId: string;
  @ApiProperty({ enum: ['erased'] }) outcome: string;
}

export class PersonAnswer {
  @ApiProperty({ example: 'demo:P-000001' }) personId: string;
  @ApiProperty({ enum: ['known', 'unknown', 'erased'] }) status: string;
  @ApiProperty({ enum: ['person', 'business'], nullable: true }) kind: string | null;
  @ApiProperty({ type: String, nullable: true }) jurisdiction: string | null;
  @ApiProperty({ type: String, nullable: true }) timeZone: string | null;
  @ApiProperty({ type: String, nullable: true }) language: string | null;
  @ApiProperty({ type: String, nullable: true }) segment: string | null;
  @ApiProperty({ type: [String], description: 'Channels in the order that the person prefers' })
  preference: readonly string[];
  @ApiProperty({ type: [String], description: 'Channels that lead to the person at all' }) reachable: readonly string[];
  @ApiProperty({ type: [String] }) flags: readonly string[];
  @ApiProperty({ type: [Object], description: 'Contact points by id and kind; their values are asked of the vault' })
  points: readonly object[];
  @ApiProperty({ type: [Object] }) optOuts: readonly object[];
  @ApiProperty({ type: [Object] }) consents: readonly object[];
  @ApiProperty({ type: [Object], description: 'The loans, and what the person is to each' }) loans: readonly object[];
  @ApiProperty({ type: [Object], description: 'Whom the person stands beside, by the ledger’s word' })
  relations: readonly object[];
  @ApiProperty({ type: [Object], description: 'Contacts that wait to be judged' }) wanted: readonly object[];
  @ApiProperty({ type: [Object], description: 'Contacts that still count' }) history: readonly object[];
}
