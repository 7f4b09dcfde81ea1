import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length, Matches } from 'class-validator';

export class DeclareDto {
  @ApiProperty({
    example: 'Both wages are gone until the factory opens again, and there is nothing to sell.',
    description: 'Why, in words; sealed with the borrower’s own key, and published nowhere',
  })
  @IsString()
  @Length(8, 500, { message: 'because must have 8 to 500 characters' })
  @Matches(/\S/, { message: 'because must have 8 to 500 characters' })
  because: string;
}

export class DeclarationStateAnswer {
  @ApiProperty() declarationId: string;
  @ApiProperty({ enum: ['declared', 'approved', 'refused', 'lapsed'] }) state: string;
}

export class DeclarationAnswer extends DeclarationStateAnswer {
  @ApiProperty() roundId: string;
  @ApiProperty({ description: 'What it rests on' }) assessmentId: string;
  @ApiProperty({ enum: ['T1', 'T2', 'T3', 'T4'], description: 'Of whoever approves it' }) tier: string;
  @ApiProperty({ example: 'chen' }) by: string;
  @ApiProperty({ format: 'date' }) on: string;
  @ApiProperty({ description: 'Why, in words' }) because: string;
}
