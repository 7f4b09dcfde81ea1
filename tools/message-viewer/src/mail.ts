export type ReadMail = Readonly<{ key: string; from: string; to: string; subject: string; text: string }>;

/** The few headers and the one part that Mora's own mails have; any other mail is shown as it came. */
export function readMail(raw: string): ReadMail {
  const at = raw.indexOf('\r\n\r\n');
  const head = (at < 0 ? raw : raw.slice(0, at)).replaceAll(/\r\n[ \t]+/gu, ' ');
  const header = (name: string): string => {
    const line = head.split('\r\n').find((one) => one.toLowerCase().startsWith(`${name}:`));
    return words(line?.slice(name.length + 1).trim() ?? '');
  };
  const body = at < 0 ? '' : raw.slice(at + 4);
  return {
    key: header('x-mora-notice') || header('message-id'),
    from: header('from'),
    to: header('to'),
    subject: header('subject'),
    text: decoded(body, header('content-transfer-encoding').toLowerCase()).trim(),
  };
}

/** RFC 2047: `=?UTF-8?B?…?=`, and Q for what is nearly plain; the space between two of them is none. */
const words = (text: string): string =>
  text
    .replaceAll(/\?=\s+=\?/gu, '?==?')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/giu, (_all, how: string, coded: string) =>
      how.toLowerCase() === 'b' ? Buffer.from(coded, 'base64').toString('utf8') : quoted(coded.replaceAll('_', ' ')),
    );

function decoded(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body.replaceAll(/\s/gu, ''), 'base64').toString('utf8');
  return encoding === 'quoted-printable' ? quoted(body.replaceAll(/=\r?\n/gu, '')) : body;
}

const quoted = (text: string): string => {
  const bytes = text.replaceAll(/=([0-9A-F]{2})/giu, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
};
