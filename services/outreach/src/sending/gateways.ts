import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { OutreachConfig } from '../config.js';
import type { ChannelGateway, Gateways } from '../gateways/channel-port.js';
import { TypstLetters } from '../gateways/letters/typst.js';
import { SmtpMail } from '../gateways/mail/smtp.js';
import { GenericSms } from '../gateways/sms/generic.js';
import { TwilioSms } from '../gateways/sms/twilio.js';
import { SHIPPED } from '../policies/shipped.js';

/** The gateways that this installation has; a notice of a channel without one lapses, and is told so. */
export async function openGateways(config: OutreachConfig): Promise<Gateways> {
  const opened = [smsOf(config), mailOf(config), await lettersOf(config)];
  return new Map(opened.filter((one) => one !== null).map((one) => [one.channel, one]));
}

function smsOf({
  SMS_PROFILE,
  SMS_URL: url,
  SMS_ACCOUNT: account,
  SMS_TOKEN: token,
  PUBLIC_URL,
}: OutreachConfig): ChannelGateway | null {
  const callbackUrl = (profile: string) =>
    PUBLIC_URL === undefined ? undefined : `${PUBLIC_URL}/v1/provider-events/${profile}`;
  switch (SMS_PROFILE) {
    case 'none':
      return null;
    case 'generic':
      return new GenericSms({ url, token, callbackUrl: callbackUrl('sms-generic') });
    case 'twilio':
      return new TwilioSms({ url, account, token: token ?? '', callbackUrl: callbackUrl('sms-twilio') });
  }
}

function mailOf(config: OutreachConfig): ChannelGateway | null {
  const {
    SMTP_HOST: host,
    SMTP_PORT: port,
    SMTP_TLS: tls,
    SMTP_USER: user,
    SMTP_PASSWORD: password,
    MAIL_FROM,
  } = config;
  if (host === undefined) return null;
  const domain = MAIL_FROM.split('@')[1] ?? host;
  return new SmtpMail({ host, port, secure: tls === 'always', requireTls: tls === 'starttls', user, password, domain });
}

/** Regular and bold alone: the package holds nine weights, and each takes its time to read. */
const WEIGHTS = ['400Regular', '700Bold'];
/** For readers of the mainland and of Taiwan. */
const FAMILIES = ['noto-sans-sc', 'noto-sans-tc'];

async function lettersOf(
  config: Pick<OutreachConfig, 'LETTER_FOLDER' | 'LETTER_KEPT_DAYS' | 'LETTER_FONTS' | 'POLICY_FOLDER'>,
): Promise<ChannelGateway | null> {
  const { LETTER_FOLDER: folder, LETTER_KEPT_DAYS: keptDays, LETTER_FONTS, POLICY_FOLDER = SHIPPED } = config;
  if (folder === undefined) return null;
  const fonts = LETTER_FONTS.length > 0 ? LETTER_FONTS : shippedFonts();
  return TypstLetters.open({ folder, keptDays, fonts, frame: join(POLICY_FOLDER, 'templates', 'letter.typ') });
}

export function shippedFonts(): readonly string[] {
  const { resolve } = createRequire(import.meta.url);
  const roots = FAMILIES.map((family) => dirname(resolve(`@expo-google-fonts/${family}/package.json`)));
  return roots.flatMap((root) => WEIGHTS.map((weight) => join(root, weight)));
}
