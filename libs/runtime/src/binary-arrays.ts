import { calendarDate, daysBetween } from '@mora/kernel';

/** How the elements of an array look in PostgreSQL's binary form. */
type ElementType = Readonly<{ oid: number } & (Fixed | Varying)>;
/** Numbers, days and truths: as many bytes each, written where they belong. */
type Fixed = Readonly<{ size: number; write: (array: Buffer, at: number, element: unknown) => void }>;
type Varying = Readonly<{ size: null; bytesOf: (element: unknown) => Buffer | string }>;

const HEADER_BYTES = 20;
const LENGTH_BYTES = 4;
const NULL_LENGTH = -1;
/** Where PostgreSQL counts days from. */
const DAY_NOUGHT = calendarDate('2000-01-01');

const varying = (oid: number, bytesOf: (element: unknown) => Buffer | string): ElementType => ({
  oid,
  size: null,
  bytesOf,
});
const fixed = (oid: number, size: number, write: Fixed['write']): ElementType => ({ oid, size, write });

const TYPES: Readonly<Record<string, ElementType>> = {
  text: varying(25, (element) => element as string),
  json: varying(114, (element) => element as string),
  jsonb: varying(3802, (element) => `\u0001${element as string}`), // the version of the form stands in front
  bytea: varying(17, (element) => element as Buffer),
  int: fixed(23, 4, (array, at, element) => array.writeInt32BE(element as number, at)),
  bigint: fixed(20, 8, (array, at, element) => array.writeBigInt64BE(BigInt(element as number | bigint), at)),
  date: fixed(1082, 4, (array, at, element) => array.writeInt32BE(dayNumber(element as string), at)),
  boolean: fixed(16, 1, (array, at, element) => array.writeUInt8(element === true ? 1 : 0, at)),
};

const dayNumber = (date: string): number => daysBetween(DAY_NOUGHT, calendarDate(date));

/**
 * An array as PostgreSQL reads it in binary. The driver sends arrays as text, every element quoted and escaped, and the
 * server takes that apart again character by character; for chunks that is most of the cost of saying what to save.
 */
export function binaryArray(type: ElementType, elements: readonly unknown[]): Buffer {
  return type.size === null ? ofVarying(type, elements) : ofFixed(type, elements);
}

const isNull = (element: unknown): boolean => element === null || element === undefined;

function ofFixed({ oid, size, write }: Fixed & { oid: number }, elements: readonly unknown[]): Buffer {
  const array = begun(oid, elements, elements.length * (LENGTH_BYTES + size));
  let at = HEADER_BYTES;
  for (const element of elements) {
    const start = array.writeInt32BE(isNull(element) ? NULL_LENGTH : size, at);
    if (!isNull(element)) write(array, start, element);
    at = isNull(element) ? start : start + size;
  }
  return array.subarray(0, at);
}

function ofVarying({ oid, bytesOf }: Varying & { oid: number }, elements: readonly unknown[]): Buffer {
  const parts = elements.map((element) => (isNull(element) ? null : bytesOf(element)));
  let bytes = 0;
  for (const part of parts) bytes += LENGTH_BYTES + (part === null ? 0 : Buffer.byteLength(part));
  const array = begun(oid, parts, bytes);
  let at = HEADER_BYTES;
  for (const part of parts) at = put(array, at, part);
  return array;
}

/** An array with its header: one dimension that begins at one. */
function begun(oid: number, elements: readonly unknown[], bytes: number): Buffer {
  const array = Buffer.allocUnsafe(HEADER_BYTES + bytes);
  array.writeInt32BE(1);
  array.writeInt32BE(elements.some(isNull) ? 1 : 0, 4);
  array.writeInt32BE(oid, 8);
  array.writeInt32BE(elements.length, 12);
  array.writeInt32BE(1, 16);
  return array;
}

function put(array: Buffer, at: number, part: Buffer | string | null): number {
  const start = at + LENGTH_BYTES;
  if (part === null) return array.writeInt32BE(NULL_LENGTH, at);
  const length = typeof part === 'string' ? array.write(part, start) : part.copy(array, start);
  array.writeInt32BE(length, at);
  return start + length;
}

const CAST = /\$(\d+)::([a-z]+)\[\]/g;

/** By the parameter's place, what a statement says of its arrays: `$2::date[]`. Others go as the driver sends them. */
export function arraysOf(sql: string): ReadonlyMap<number, ElementType> {
  const arrays = new Map<number, ElementType>();
  for (const [, place, name = ''] of sql.matchAll(CAST)) {
    const type = TYPES[name === 'bool' ? 'boolean' : name];
    if (type !== undefined) arrays.set(Number(place) - 1, type);
  }
  return arrays;
}
