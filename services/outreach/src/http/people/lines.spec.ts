import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { AGENCY_EXAMPLE, agencyLine, readAgencyLine } from '../../people/agency-line.js';
import { CUT_OVER_EXAMPLE, cutOverLine, readCutOverLine } from '../../people/cut-over-line.js';
import { AskDto } from '../person/contacts.dto.js';
import { bodyOfLines } from './lines.js';

it.each([
  ['a firm', bodyOfLines(agencyLine, AGENCY_EXAMPLE), () => readAgencyLine(AGENCY_EXAMPLE)],
  ['a cut-over', bodyOfLines(cutOverLine, CUT_OVER_EXAMPLE), () => readCutOverLine(CUT_OVER_EXAMPLE)],
] as const)('the lines of %s are told in full, with an example that is taken', (_whose, body, read) => {
  const text = JSON.stringify(body);
  expect(read).not.toThrow();
  expect(text).toContain('"conversation":{"type":"boolean"}');
  expect(text).not.toContain('"const"');
});

// prettier-ignore
it.each([
  ['a plain id',           'mobile-1',    []],
  ['Chinese',              '手机',        []],
  ['a null character',     'mo\u0000bile', ['point']],
  ['a line break',         'mo\nbile',    ['point']],
  ['half a pair',          'mo\ud800',    ['point']],
])('a contact point that holds %s', (_what, point, wrong) => {
  const who = { loan: 'demo:L-1', person: 'demo:P-1', role: 'borrower', channel: 'call', purpose: 'collection' };
  const errors = validateSync(plainToInstance(AskDto, { ...who, point }));
  expect(errors.map(({ property }) => property)).toEqual(wrong);
});
