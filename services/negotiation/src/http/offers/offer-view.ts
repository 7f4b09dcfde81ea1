import { amountText, type Currency } from '@mora/kernel';
import { total } from '../../domain/menu/amounts.js';
import type { DisclosurePack } from '../../domain/offers/disclosure.js';
import type { DisclosureTexts } from '../../domain/offers/rules.js';
import type { Amounts, Instalment, Minor } from '../../domain/words.js';
import type { OfferLine } from '../../persistence/offers/offer.queries.js';
import type { LoanSeen } from '../loan/loans.js';
import type { DisclosureAnswer, OfferAnswer } from './offers.dto.js';

export const LANGUAGES = ['en', 'zh-CN', 'zh-TW'] as const;
export type Language = (typeof LANGUAGES)[number];

/** An offer as people see it. A borrower is not told who of the bank has proposed and approved it. */
export function offerView(line: OfferLine, { now, via }: LoanSeen): OfferAnswer {
  const { built, kinds, approvers, proposer } = line;
  const currency = now.state.parts.ledger.currency ?? 'CNY';
  const text = (minor: Minor) => amountText(BigInt(minor), currency);
  const isTold = via === 'staff';
  return {
    offerId: line.offerId,
    roundId: line.roundId,
    source: line.source,
    kinds: [...kinds],
    state: line.state,
    rank: line.rank,
    affords: line.affords,
    tier: line.tier,
    currency,
    instalment: text(built.largest),
    totalCost: text(total(built.totals)),
    costDelta: text(built.costDelta),
    waived: text(total(built.waived)),
    firstDueOn: built.instalments[0]?.dueOn ?? null,
    lastDueOn: built.endOn,
    count: built.instalments.length,
    madeOn: line.madeOn,
    validUntil: line.validUntil,
    disclosureId: line.disclosureId,
    planId: line.planId,
    proposer: isTold ? proposer : null,
    approvers: isTold ? [...approvers] : [],
  };
}

/** The pack in amounts and in words of one language. */
export function packView(
  pack: DisclosurePack,
  of: Readonly<{ disclosureId: string; sha256: string; isShown: boolean }>,
  texts: DisclosureTexts,
  language: Language,
): DisclosureAnswer {
  const { currency, totals, breach } = pack;
  const text = (minor: Minor) => amountText(BigInt(minor), currency);
  const amounts = (all: Amounts) => amountsView(all, currency);
  const { example, ...rules } = breach;
  return {
    ...of,
    offerId: pack.offerId,
    currency,
    pricedOn: pack.pricedOn,
    kinds: [...pack.kinds],
    old: pack.old.map((row) => rowView(row, currency)),
    new: pack.new.map((row) => rowView(row, currency)),
    totals: {
      old: text(totals.old),
      new: text(totals.new),
      delta: text(totals.delta),
      largest: text(totals.largest),
      capitalised: text(totals.capitalised),
      fund: text(totals.fund),
      settlesFor: totals.settlesFor === null ? null : text(totals.settlesFor),
      waived: amounts(totals.waived),
      cutByLaw: amounts(totals.cutByLaw),
    },
    rate: pack.rate,
    ends: pack.ends,
    capped: [...pack.capped],
    breach: {
      ...rules,
      example:
        example === null ? null : { ...example, penalty: text(example.penalty), compound: text(example.compound) },
    },
    effect: { ...pack.effect, forms: [...pack.effect.forms] },
    texts: pack.texts.map(({ id, version }) => {
      const found = texts.find((one) => one.id === id && one.version === version);
      return { id, version, text: found?.texts[language] ?? null };
    }),
    sources: [...pack.sources],
  };
}

const amountsView = ({ principal, interest, fee, penalty }: Amounts, currency: Currency) => ({
  principal: amountText(BigInt(principal), currency),
  interest: amountText(BigInt(interest), currency),
  fee: amountText(BigInt(fee), currency),
  penalty: amountText(BigInt(penalty), currency),
});

const rowView = (row: Instalment, currency: Currency) => ({
  number: row.number,
  dueOn: row.dueOn,
  ...amountsView(row, currency),
  total: amountText(BigInt(total(row)), currency),
});
