import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';

class LimitDto {
  @ApiPropertyOptional({ default: 100, maximum: 1000 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  limit?: number;
}

export class ActionsDto extends LimitDto {
  @ApiPropertyOptional({ description: 'The last number of the page before' })
  @IsOptional()
  @Matches(/^\d{1,18}$/, { message: 'before must be the number of an action' })
  before?: string;
}

export class ListHeldDto extends LimitDto {
  @ApiPropertyOptional({ description: 'Only those of this reason code' })
  @IsOptional()
  @IsString()
  @Length(1, 64)
  reason?: string;
}

export class ListLettersDto extends ListHeldDto {
  @ApiPropertyOptional({ enum: ['open', 'replayed', 'discarded'], default: 'open' })
  @IsOptional()
  @IsIn(['open', 'replayed', 'discarded'])
  status?: string;
}

export class ReplayDto {
  @ApiPropertyOptional({ description: 'One dead letter, by its number' })
  @IsOptional()
  @Matches(/^\d{1,18}$/, { message: 'id must be the number of a dead letter' })
  id?: string;

  @ApiPropertyOptional({ description: 'All of a reason code' })
  @IsOptional()
  @IsString()
  @Length(1, 64)
  reason?: string;

  @ApiPropertyOptional({ description: 'All of a loan, as `tenant:loan`' })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  loan?: string;
}

export class DiscardLettersDto extends ReplayDto {
  @ApiProperty({ description: 'Why it may be given up; kept for the auditor' })
  @IsString()
  @Length(3, 500)
  because: string;
}

export class DiscardHeldDto {
  @ApiProperty({ description: 'The held loan, as `tenant:loan`' })
  @IsString()
  @Length(1, 200)
  loan: string;

  @ApiProperty({ description: 'Why it may be given up; kept for the auditor' })
  @IsString()
  @Length(3, 500)
  because: string;
}
