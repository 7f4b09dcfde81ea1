import { Type } from '@sinclair/typebox';

const version = Type.Optional(Type.Integer({ minimum: 1 }));

/** The version of every part of a loan's facts that has been said. */
export const sliceVersions = Type.Object({
  ledger: version,
  arrears: version,
  elsewhere: version,
  says: version,
  promises: version,
  notices: version,
});
