import {
  type Context,
  isSpanContextValid,
  ROOT_CONTEXT,
  type SpanContext,
  TraceFlags,
  trace,
} from '@opentelemetry/api';

const SHAPE = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/; // W3C Trace Context, version 00
const FLAGS_AT = 54;
const ODD = '13579bdf'; // the lowest bit of the flags is "sampled"

/** Looks at one character and allocates nothing, for every record of the hot path asks. */
export function isSampled(traceparent: string | null): traceparent is string {
  return traceparent !== null && traceparent.length === FLAGS_AT + 1 && ODD.includes(traceparent.charAt(FLAGS_AT));
}

/** The context of a caller's span; null where the header is not a W3C traceparent. */
export function contextOf(traceparent: string): Context | null {
  const [, traceId, spanId, flags] = SHAPE.exec(traceparent) ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return null;
  const parent: SpanContext = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
  return isSpanContextValid(parent) ? trace.setSpanContext(ROOT_CONTEXT, parent) : null;
}

export function traceparentOf({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-0${traceFlags & TraceFlags.SAMPLED}`;
}
