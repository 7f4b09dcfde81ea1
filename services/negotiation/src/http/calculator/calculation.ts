import { addMonths, type CalendarDate } from '@mora/kernel';
import { Problem } from '@mora/runtime';
import { sumOf } from '../../domain/menu/amounts.js';
import { build } from '../../domain/menu/build.js';
import { type Imagined, imaginedPosition, scheduleOf } from '../../domain/menu/calculator.js';
import { type MenuPolicies, type MenuRules, menuRulesFor } from '../../domain/menu/rules.js';
import type { LimitFacts, Position } from '../../domain/menu/types.js';
import { askedRows, portionsText, textOf } from '../../domain/plans/amounts.js';
import type { Instalment } from '../../domain/words.js';
import { minorOf } from '../assessment/amounts.js';
import { dayOf } from '../loan/texts.js';
import type { SheetDto } from '../offers/sheets.dto.js';
import { sheetOf } from '../offers/sheets.js';
import type { CalculatedSchedule, CalculationAnswer, CalculationDto } from './calculator.dto.js';

/** A loan that is only thought of, its schedule, and what terms would make of it. Throws the problems 400 and 422. */
export function calculated(dto: CalculationDto, policies: MenuPolicies, today: CalendarDate): CalculationAnswer {
  const rules = menuRulesFor(policies, dto.product, dto.currency, today);
  if (rules === null) throw new Problem(422, 'product-unknown', 'No policy says how such a product is lent.');
  const loan = imagined(dto, today);
  const instalments = scheduled(loan, rules);
  const schedule = shown(instalments, loan);
  if (dto.sheet === undefined) return { schedule, plan: null, refused: null };
  const due = instalments.filter(({ dueOn }) => dueOn <= today).length;
  const running = { ...loan, paid: dto.paid ?? due };
  const position = imaginedPosition(running, rules);
  if ('because' in position) {
    return { schedule, plan: null, refused: { limit: 'position', because: position.because, allowed: null } };
  }
  return { schedule, ...planned(dto.sheet, position, running, rules) };
}

function planned(sheet: SheetDto, position: Position, loan: Imagined, rules: MenuRules) {
  const { currency } = loan;
  const built = build(position, sheetOf(sheet, currency, position.nextDueOn), rules, factsOf(loan));
  if (built.kind === 'refused') {
    const { limit, because, allowed } = built;
    return { plan: null, refused: { limit, because, allowed } };
  }
  const { costDelta, largest, rate, warnings } = built;
  const plan = {
    ...shown(built.instalments, loan),
    costDelta: textOf(costDelta, currency),
    largest: textOf(largest, currency),
    rate,
    warnings,
  };
  return { plan, refused: null };
}

function imagined(dto: CalculationDto, today: CalendarDate): Imagined {
  const { product, currency, rate, count, repayment: method, paid = 0 } = dto;
  const principal = minorOf(dto.principal, currency);
  const [startsOn, firstDueOn] = [dayOf(dto.startsOn), dayOf(dto.firstDueOn)];
  if (firstDueOn <= startsOn) throw wrong('The first instalment falls due after the loan begins.');
  if (paid > count) throw wrong('No more instalments are paid than there are.');
  if (principal === 0) throw wrong('There must be something to be repaid.');
  return {
    product,
    currency,
    principal,
    rate,
    count,
    method,
    startsOn,
    firstDueOn,
    paid,
    asOf: today,
    fee: 0,
    penalty: 0,
  };
}

function scheduled(loan: Imagined, rules: MenuRules): readonly Instalment[] {
  try {
    return scheduleOf(loan, rules);
  } catch (error) {
    if (error instanceof RangeError) throw wrong('These terms make no schedule.');
    throw error;
  }
}

const wrong = (detail: string): Problem => new Problem(422, 'terms-unusable', detail);

const shown = (rows: readonly Instalment[], { currency }: Imagined): CalculatedSchedule => ({
  instalments: askedRows(rows, currency),
  totals: portionsText(sumOf(rows), currency),
});

/** Of a loan that is only thought of there is no past that could forbid anything. */
function factsOf({ startsOn, asOf, paid }: Imagined): LimitFacts {
  let ageMonths = 0;
  while (addMonths(startsOn, ageMonths + 1) <= asOf) ageMonths += 1;
  return {
    on: asOf,
    ageMonths,
    consecutivePayments: paid,
    reAges: [],
    workouts: [],
    restructures: [],
    brokenPlans: [],
    extendedMonths: 0,
    guarantorConsent: 'none-linked',
    applied: 'before-end',
    willing: true,
    beyondMeans: true,
    secured: false,
    clearance: { requestedOn: asOf, begunOn: null },
  };
}
