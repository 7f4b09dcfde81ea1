import {
  dayClosed,
  LEGAL_STREAM,
  legalNoticeRequested,
  legalOutreachHoldSet,
  NEGOTIATION_STREAM,
} from '@mora/contracts';
import { othersOn } from './others-on.js';

it('names what a stream carries and nobody takes, and never the mark', () => {
  const all = othersOn([LEGAL_STREAM], []);
  expect(all).toEqual(expect.arrayContaining([legalNoticeRequested.type, legalOutreachHoldSet.type]));
  expect(all.filter((type) => !type.startsWith('mora.legal.'))).toEqual([]);
  expect(all).not.toContain(dayClosed.type);
});

it('leaves out what is taken', () => {
  const all = othersOn([LEGAL_STREAM, NEGOTIATION_STREAM], []);
  const rest = othersOn([LEGAL_STREAM, NEGOTIATION_STREAM], [legalOutreachHoldSet]);
  expect(all.filter((type) => !rest.includes(type))).toEqual([legalOutreachHoldSet.type]);
});
