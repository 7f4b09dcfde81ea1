/**
 * The limits as whoever wrote this checker read them in the sources, typed by hand: not one is taken from the packs of the
 * gate. What a source leaves open stands here as the bank has decided it.
 */
export type Land = 'CN' | 'TW' | 'US';

export const landOf = (jurisdiction: string): Land => jurisdiction.slice(0, 2) as Land;

/** Collection and reminders, in the person's own time: from the first minute to before the last. */
export const DUNNING_HOURS: Readonly<Record<Land, readonly [from: string, to: string, rule: string]>> = {
  CN: ['08:00', '22:00', 'P-CN-1'],
  TW: ['07:00', '22:00', 'P-TW-1'],
  US: ['08:00', '21:00', 'P-US-1'],
};
/** Notices that the law demands, and service. Replies to a question are bound by no hours. */
export const NOTICE_HOURS = ['08:00', '20:00', 'H-9'] as const;

const VOICE = ['call', 'robot-call', 'agency-call'];
const WRITTEN = ['sms', 'email', 'letter', 'agency-message'];
const VISIT = ['visit', 'agency-visit'];

export type Limit = Readonly<{
  rule: string;
  land: Land | null;
  channels: readonly string[];
  counts: 'attempts' | 'conversations' | 'unanswered';
  per: 'person' | 'debt';
  most: number;
  /** A calendar day of the person, or so many times twenty-four hours. */
  within: 'day' | number;
}>;

export const LIMITS: readonly Limit[] = [
  { rule: 'P-CN-2', land: 'CN', channels: VOICE, counts: 'conversations', per: 'person', most: 3, within: 'day' },
  { rule: 'P-CN-11', land: 'CN', channels: VOICE, counts: 'unanswered', per: 'person', most: 6, within: 'day' },
  { rule: 'P-CN-8', land: 'CN', channels: ['sms'], counts: 'attempts', per: 'person', most: 1, within: 'day' },
  { rule: 'P-CN-8', land: 'CN', channels: ['letter'], counts: 'attempts', per: 'person', most: 1, within: 7 },
  { rule: 'P-CN-8', land: 'CN', channels: VISIT, counts: 'attempts', per: 'person', most: 1, within: 7 },
  { rule: 'P-TW-14', land: 'TW', channels: VOICE, counts: 'attempts', per: 'person', most: 3, within: 'day' },
  {
    rule: 'P-TW-14',
    land: 'TW',
    channels: ['sms', 'email'],
    counts: 'attempts',
    per: 'person',
    most: 1,
    within: 'day',
  },
  { rule: 'P-US-2', land: 'US', channels: VOICE, counts: 'attempts', per: 'debt', most: 7, within: 7 },
  { rule: 'H-4', land: null, channels: WRITTEN, counts: 'attempts', per: 'person', most: 1, within: 'day' },
  { rule: 'H-4', land: null, channels: WRITTEN, counts: 'attempts', per: 'person', most: 3, within: 7 },
  { rule: 'H-5', land: null, channels: VISIT, counts: 'attempts', per: 'person', most: 1, within: 14 },
];

/** After a talk about a debt nobody calls about it for so many days, the day of the talk being the first (P-US-2). */
export const QUIET_DAYS_US = 7;
export const CALLS = VOICE;

/** Rules that count: none of them may ever stop a notice that the law demands. */
export const COUNTING = /^(P-CN-2|P-CN-8|P-CN-11|P-TW-14|P-US-2|H-4|H-5)/;
