import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { type FieldProblem, Problem } from './problem.js';

/** Bodies hold what their DTO names and nothing else; the answer lists every field that is wrong, in plain words. */
export const bodyValidation = (): ValidationPipe =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => {
      const fields = errors.flatMap((error) => fieldProblems(error, ''));
      return new Problem(400, 'request-invalid', fields.map(inWords).join('; '), fields);
    },
  });

function fieldProblems(error: ValidationError, above: string): FieldProblem[] {
  const field = above === '' ? error.property : `${above}.${error.property}`;
  const own = Object.entries(error.constraints ?? {}).map(([rule, says]) =>
    rule === 'whitelistValidation' ? 'is not known here' : withoutName(says, error.property),
  );
  const below = (error.children ?? []).flatMap((child) => fieldProblems(child, field));
  return own.length > 0 ? [{ field, says: own }, ...below] : below;
}

const withoutName = (says: string, name: string): string =>
  says.startsWith(`${name} `) ? says.slice(name.length + 1) : says;

const inWords = ({ field, says }: FieldProblem): string => `${field} ${says.join(' and ')}`;
