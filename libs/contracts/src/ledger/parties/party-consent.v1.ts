import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../../define-event.js';
import { ChannelOrAll, oneOf, Purpose } from '../../outreach/blocks.js';
import { Hours } from './party.js';
import { PARTIES_STREAM } from '../../streams.js';

/** A party has agreed to something, or no longer does. */
export const ledgerPartyConsent = defineEvent({
  type: 'ledger.party-consent.v1',
  stream: PARTIES_STREAM,
  title: 'A party has agreed to something, or no longer does.',
  data: Type.Object({
    consentId: Name,
    channel: ChannelOrAll,
    purpose: Type.Union([Purpose, Type.Literal('all')]),
    kind: oneOf('contact-hours', 'channel', 'more-calls', 'outsourcing', 'sensitive-data'),
    given: Type.Boolean(),
    from: DateText,
    until: Type.Optional(DateText),
    /** The hours agreed to, where it is a consent to hours. */
    hours: Type.Optional(Hours),
  }),
});
