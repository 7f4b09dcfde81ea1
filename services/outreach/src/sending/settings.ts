import { z } from 'zod';
import { commaList, count, milliseconds, secret } from '@mora/runtime';

export const settings = {
  SENDING: z.enum(['on', 'off']).default('on').describe('Whether this process hands notices over; several may'),
  SEND_EVERY_MS: milliseconds(50, 60_000).default(500).describe('How often senders look for notices'),
  SEND_DEADLINE_MS: milliseconds(100, 120_000).default(10_000).describe('How long a provider may take to answer'),
  SEND_AT_ONCE: count(1, 100)
    .default(8)
    .describe('Messages of one channel that are handed over at the same time; twice as many are claimed'),
  PUBLIC_URL: z.url().optional().describe('Where borrowers and providers reach this service: opt-out links, receipts'),
  SMS_PROFILE: z.enum(['none', 'generic', 'twilio']).default('none').describe('How the SMS provider is spoken to'),
  SMS_URL: z.url().default('http://127.0.0.1:4110/sms').describe('The SMS provider'),
  SMS_ACCOUNT: z.string().default('').describe('The account at the SMS provider (twilio)'),
  SMS_TOKEN: secret(z.string().optional().describe('The token of the SMS provider')),
  SMS_FROM: z.string().default('MORA').describe('Who sends an SMS'),
  SMTP_HOST: z.string().optional().describe('The mail server; without it no mail is sent'),
  SMTP_PORT: count(1, 65_535).default(587).describe('Its port'),
  SMTP_TLS: z.enum(['always', 'starttls', 'none']).default('starttls').describe('How the way to it is protected'),
  SMTP_USER: z.string().optional().describe('The user at the mail server'),
  SMTP_PASSWORD: secret(z.string().optional().describe('The password at the mail server')),
  MAIL_FROM: z.string().default('notices@bank.example').describe('Who sends a mail'),
  LETTER_FOLDER: z.string().optional().describe('Where letters are laid as PDF for printing; without it none is made'),
  LETTER_KEPT_DAYS: count(1, 365)
    .default(14)
    .describe('After so many days a letter is taken away from there, printed or not: it is not in the vault'),
  LETTER_FONTS: commaList
    .default([])
    .describe('Folders with the fonts of letters, instead of the Noto Sans SC and TC that are shipped'),
  WEBHOOK_KEYS: secret(
    commaList.default([]).describe('Keys that providers sign receipts with; two while one replaces the other'),
  ),
} as const;
