import type { Rejection } from './rejection.js';

/** A record as it came: read as JSON or known to be broken already, and its bytes. */
export type Delivered = Readonly<{ bytes: Buffer } & ({ structured: unknown } | { broken: Rejection })>;

/** One line of NDJSON as it was delivered. */
export function deliveredLine(bytes: Buffer, recordBytes: number): Delivered {
  if (bytes.length > recordBytes)
    return { bytes, broken: broken('too-large', `the record has more than ${recordBytes} bytes`) };
  try {
    return { bytes, structured: JSON.parse(bytes.toString('utf8')) as unknown };
  } catch {
    return { bytes, broken: broken('not-json', 'the record is not JSON') }; // what a SyntaxError says may quote it
  }
}

const broken = (reason: 'too-large' | 'not-json', message: string): Rejection => ({
  stage: 'read',
  reason,
  field: '',
  message,
});
