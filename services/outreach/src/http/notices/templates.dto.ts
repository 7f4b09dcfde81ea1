import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsObject, IsString, Length, Matches, Max, Min } from 'class-validator';
import { DISCLOSURES } from '../../domain/words-check/template.js';

const CHANNELS = ['sms', 'email', 'letter'] as const;
const PURPOSES = ['collection', 'reminder', 'statutory-notice', 'reply', 'service'] as const;
const NAME = /^[a-z0-9][a-z0-9-]{0,63}$/;

export class TemplateDto {
  @ApiProperty({ example: 'first-overdue' }) @Matches(NAME) id: string;
  @ApiProperty({ minimum: 1 }) @Type(() => Number) @IsInt() @Min(1) @Max(100_000) version: number;
  @ApiProperty({ example: '2026-04-01' }) @Matches(/^\d{4}-\d{2}-\d{2}$/) effectiveFrom: string;
  @ApiProperty({ description: 'On what it rests' }) @IsString() @Length(1, 500) source: string;
  @ApiProperty({ enum: CHANNELS, isArray: true })
  @IsIn(CHANNELS, { each: true })
  @ArrayMaxSize(3)
  channels: (typeof CHANNELS)[number][];
  @ApiProperty({ enum: PURPOSES, isArray: true })
  @IsIn(PURPOSES, { each: true })
  @ArrayMaxSize(5)
  purposes: (typeof PURPOSES)[number][];
  @ApiProperty({ type: [String] }) @IsArray() @ArrayMaxSize(20) @IsString({ each: true }) jurisdictions: string[];
  @ApiProperty({ enum: DISCLOSURES, isArray: true })
  @IsIn(DISCLOSURES, { each: true })
  @ArrayMaxSize(20)
  discloses: (typeof DISCLOSURES)[number][];
  @ApiProperty({ type: [String] })
  @IsArray()
  @ArrayMaxSize(40)
  @Matches(/^[a-zA-Z][a-zA-Z0-9]{0,63}$/, { each: true })
  facts: string[];
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'The Liquid text by language (zh-CN, zh-TW, en); subject, a line of ---, the text',
  })
  @IsObject()
  bodies: Record<string, string>;
}

export class FindingAnswer {
  @ApiProperty({ type: String, nullable: true }) language: string | null;
  @ApiProperty() because: string;
  @ApiProperty({ type: String, nullable: true }) what: string | null;
}

export class RenderedAnswer {
  @ApiProperty() language: string;
  @ApiProperty({ enum: ['least', 'usual', 'most'], description: 'Of which invented debt' }) sample: string;
  @ApiProperty() subject: string;
  @ApiProperty() body: string;
}

export class PreviewAnswer {
  @ApiProperty({ type: [FindingAnswer], description: 'Why it may not be let out; empty where it may' })
  findings: FindingAnswer[];
  @ApiProperty({ type: [RenderedAnswer] }) rendered: RenderedAnswer[];
}

export class TemplateAnswer {
  @ApiProperty() id: string;
  @ApiProperty() version: number;
  @ApiProperty({ enum: ['shipped', 'draft', 'published'] }) state: string;
  @ApiProperty() effectiveFrom: string;
  @ApiProperty({ type: [String] }) channels: string[];
  @ApiProperty({ type: [String] }) purposes: string[];
  @ApiProperty({ type: String, nullable: true }) author: string | null;
  @ApiProperty({ type: String, nullable: true }) publisher: string | null;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } }) bodies: object;
}

export class TemplatesAnswer {
  @ApiProperty({ type: [TemplateAnswer] }) templates: TemplateAnswer[];
}
