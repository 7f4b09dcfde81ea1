import { givenOn } from '../consents.js';
import { FOR_GOOD, type Judge } from '../judge.js';
import type { ConsentRule } from '../pack.js';

/** Only with the person's consent to this channel and purpose, given and not taken back. */
export const consent =
  (rule: ConsentRule): Judge =>
  ({ facts, attempt, local, inputs }) => {
    const given = givenOn(facts.consents, rule.consent, attempt, local.date).length > 0;
    inputs[`consent:${rule.consent}`] = given;
    return given ? null : FOR_GOOD;
  };
