import type { Type } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { getMetadataStorage, type ValidationTypes } from 'class-validator';

type Rule = Readonly<{
  propertyName: string;
  name?: string;
  type: string | ValidationTypes;
  each: boolean;
  constraints?: unknown[];
}>;

const SWAGGER_FIELDS = 'swagger/apiModelPropertiesArray';

/** What a rule of class-validator says in the words of OpenAPI. A rule that is not here is left to the 400's words. */
const words: Record<string, (constraints: readonly unknown[]) => object> = {
  isString: () => ({ type: 'string' }),
  isInt: () => ({ type: 'integer' }),
  isNumber: () => ({ type: 'number' }),
  isBoolean: () => ({ type: 'boolean' }),
  min: ([minimum]) => ({ minimum }),
  max: ([maximum]) => ({ maximum }),
  matches: ([pattern]) => ({ type: 'string', pattern: pattern instanceof RegExp ? pattern.source : pattern }),
  isIn: ([values]) => ({ enum: values }),
  isEnum: ([values]) => ({ enum: Object.values(values ?? {}) }),
  minLength: ([minLength]) => ({ minLength }),
  maxLength: ([maxLength]) => ({ maxLength }),
  isLength: ([minLength, maxLength]) => ({ minLength, maxLength }),
};

/**
 * Documents the fields of a DTO from the rules that it is validated by, so that the page cannot say another thing.
 * A field that has an @ApiProperty of its own keeps it.
 */
export function documentFields(dto: Type): void {
  const rules: readonly Rule[] = getMetadataStorage().getTargetValidationMetadatas(dto, '', true, false);
  const told = (Reflect.getMetadata(SWAGGER_FIELDS, dto.prototype) as string[] | undefined) ?? [];
  for (const field of new Set(rules.map(({ propertyName }) => propertyName))) {
    if (told.includes(`:${field}`)) continue;
    ApiProperty(optionsOf(rules.filter(({ propertyName }) => propertyName === field)))(dto.prototype, field);
  }
}

function optionsOf(rules: readonly Rule[]): ApiPropertyOptions {
  const said = rules.map(({ name = '', constraints }) => words[name]?.(constraints ?? []) ?? {});
  const options = { ...(Object.assign({}, ...said) as object), required: !rules.some(isOptional) };
  return (rules.some(({ each }) => each) ? { ...options, isArray: true } : options) as ApiPropertyOptions;
}

const isOptional = ({ name }: Rule): boolean => name === 'isOptional';
