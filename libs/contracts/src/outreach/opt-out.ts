import { Type } from '@sinclair/typebox';
import { ChannelOrAll, Instant, oneOf, who } from './blocks.js';

/** Of whom, for which channel, and how it came. */
export const optOutData = Type.Object({
  ...who,
  channel: ChannelOrAll,
  via: oneOf('word', 'link', 'staff', 'agency', 'ledger', 'cut-over'),
  at: Instant,
});
