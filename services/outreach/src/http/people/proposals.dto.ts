import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsISO8601, IsOptional, Length, Matches } from 'class-validator';
import { CODE } from './promises.dto.js';

export class AcceptProposalDto {
  @ApiPropertyOptional({ description: 'Else the firm in good standing that has the fewest loans' })
  @IsOptional()
  @Matches(CODE, { message: 'agency must be a code' })
  agency?: string;
  @ApiPropertyOptional({ format: 'date', description: 'When it comes back by itself' })
  @IsOptional()
  @IsISO8601({ strict: true })
  @Length(10, 10)
  until?: string;
  @ApiPropertyOptional({
    format: 'date',
    description: 'When the borrower was told of the firm; where it is left out Mora tells the borrower first',
  })
  @IsOptional()
  @IsISO8601({ strict: true })
  @Length(10, 10)
  announcedOn?: string;
}

export class DeclineProposalDto {
  @ApiProperty({ example: 'kept-with-the-bank' }) @Matches(CODE, { message: 'because must be a code' }) because: string;
}

export class ProposalAnswer {
  @ApiProperty() proposalId: string;
  @ApiProperty() loan: string;
  @ApiProperty({ description: 'The step of the strategy' }) step: string;
  @ApiProperty({ format: 'date' }) proposedOn: string;
  @ApiProperty({ enum: ['open', 'accepted', 'declined', 'overtaken'] }) state: string;
  @ApiProperty() because: string;
  @ApiProperty() currency: string;
  @ApiProperty({ description: 'What was overdue then' }) overdue: string;
}

export class ProposalsAnswer {
  @ApiProperty({ type: [ProposalAnswer] }) proposals: readonly ProposalAnswer[];
}

export class ProposalChanged {
  @ApiProperty() proposalId: string;
}
