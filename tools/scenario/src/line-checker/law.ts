type Restart = true | Readonly<{ ifSuedWithinMonths: number }>;
export type Restarts = Readonly<Record<string, Restart | undefined>>;
export type Land = 'CN' | 'TW';

export type Limitation = Readonly<{
  calendar: string;
  weekendShifts: boolean;
  debt: Readonly<{ years: number; from: 'last-instalment' | 'oldest-unpaid' }>;
  /** From the day on which the whole debt was called. */
  accelerated: Readonly<{ years: number }> | null;
  interest: Readonly<{ years: number }> | null;
  /** `interestYears`: of the interest in a title, where it is shorter. */
  enforcement: Readonly<{ years: number; interestYears: number | null; restart: Restarts }>;
  restart: Restarts;
  revive: readonly string[];
}>;

/** What starts a period anew in the PRC: Civil Code 195, SPC rules on limitation 8 to 17. */
const CN_RESTART: Restarts = {
  demand: true,
  acknowledged: true,
  'asked-for-time': true,
  'plan-agreed': true,
  'part-payment': true,
  deduction: true,
  suit: true,
  'payment-order': true,
  preservation: true,
  'enforcement-application': true,
  'bankruptcy-claim': true,
  'set-off': true,
  mediation: true,
  'police-report': true,
  'assignment-notice': true,
  'public-notice': true,
};

/** And in Taiwan: Civil Code 129 and 130. A payment alone is taken for no acknowledgement. */
const TW_RESTART: Restarts = {
  acknowledged: true,
  'plan-agreed': true,
  'asked-for-time': true,
  suit: true,
  'payment-order': true,
  mediation: true,
  'bankruptcy-claim': true,
  'enforcement-application': true,
  demand: { ifSuedWithinMonths: 6 },
};

/** The law by this checker's own reading of it (domain notes 6.2, 6.3): none of it is what the services are shipped with. */
export const LIMITATION: Readonly<Record<Land, Limitation>> = {
  CN: {
    calendar: 'cn',
    weekendShifts: true,
    debt: { years: 3, from: 'last-instalment' },
    accelerated: { years: 3 },
    interest: null,
    enforcement: {
      years: 2,
      interestYears: null,
      restart: {
        demand: true,
        acknowledged: true,
        'plan-agreed': true,
        'part-payment': true,
        'enforcement-application': true,
      },
    },
    restart: CN_RESTART,
    revive: ['acknowledged', 'plan-agreed'],
  },
  TW: {
    calendar: 'tw',
    weekendShifts: true,
    debt: { years: 15, from: 'oldest-unpaid' },
    accelerated: null,
    interest: { years: 5 },
    enforcement: {
      years: 15,
      interestYears: 5,
      restart: { acknowledged: true, 'enforcement-application': true },
    },
    restart: TW_RESTART,
    revive: [],
  },
};

/** Domain notes 6.1: more than three months, and two negotiations that have failed in a row. */
export const GATE = { months: 3, failures: 2 } as const;

/** SPC interpretation on interest for delay 1: of a million, a day. Taiwan knows no such interest. */
export const DOUBLED_OF_MILLION: Readonly<Record<Land, bigint>> = { CN: 175n, TW: 0n };

/** SPC interpretation of the Civil Procedure Law 485: the longest that a measure binds, in years. Null where none is known. */
export const MEASURE_YEARS: Readonly<Record<Land, Readonly<Record<string, number>> | null>> = {
  CN: { deposit: 1, vehicle: 2, movable: 2, 'real-estate': 3, security: 3, 'other-right': 3 },
  TW: null,
};

/** SPC rules on sealing 19: what is clearly too much; a tenth is the bank's own reading. Of a thousand. */
export const MOST_OF_THOUSAND = 1_100n;
/** What cannot be divided may be taken whole, where nothing else is. */
export const INDIVISIBLE: readonly string[] = ['real-estate', 'vehicle', 'movable'];

/** What the bank writes off without having enforced it: a year past due, and no more than this, in minor units. */
export const SMALL_AND_OLD = { days: 365, most: { CNY: 1_000_000n, TWD: 5_000_000n } } as const;

/** So many days, behind the grace of the debtor, negotiation has to answer in, and people some more to give it up in. */
export const SETTLED_WITHIN_DAYS = 30;
export const GIVEN_UP_WITHIN_DAYS = 10;
/** Behind its last day outreach has so long to say what became of a notice. */
export const ANSWERED_WITHIN_DAYS = 3;

/** By its currency a loan of this bank is one of a law. */
export const landOf = (currency: string): Land => (currency === 'TWD' ? 'TW' : 'CN');
