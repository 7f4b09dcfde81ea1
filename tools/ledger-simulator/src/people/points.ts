import { wholeBetween } from '../chance.js';

/** A way to reach somebody. The values lead nowhere: numbers of no subscriber, a top-level domain that is reserved. */
export type Point = Readonly<{
  id: string;
  kind: 'mobile' | 'email' | 'address';
  value: string;
  reserved: boolean;
  preferred: boolean;
}>;

const DIALLING: Readonly<Record<string, string>> = { CN: '+86139', TW: '+88690', US: '+1555' };
const STREETS: Readonly<Record<string, string>> = {
  CN: '某省某市不存在路%号',
  TW: '某市不存在街%號',
  US: '% Nowhere Street, Anytown',
};
const HAS_MAIL = 0.8;

export function pointsOf(party: string, jurisdiction: string, luck: (purpose: string) => number): readonly Point[] {
  const land = jurisdiction.slice(0, 2);
  const digits = String(wholeBetween(0, 9_999_999, luck('mobile'))).padStart(7, '0');
  const house = String(wholeBetween(1, 999, luck('house')));
  const mobile = { id: 'm1', kind: 'mobile', value: `${DIALLING[land]}${digits}`, reserved: true } as const;
  const mail = { id: 'e1', kind: 'email', value: `${party.toLowerCase()}@people.example`, reserved: true } as const;
  const street = (STREETS[land] as string).replace('%', house);
  const address = { id: 'a1', kind: 'address', value: street, reserved: true } as const;
  const kept = luck('mail') < HAS_MAIL ? [mobile, mail, address] : [mobile, address];
  return kept.map((point) => ({ ...point, preferred: point.kind === 'mobile' }));
}
