import { type Attributes, type Context, type Span, SpanKind, SpanStatusCode, type Tracer } from '@opentelemetry/api';
import { ROOT_CONTEXT } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  BasicTracerProvider,
  BatchSpanProcessor,
  ParentBasedSampler,
  type SpanProcessor,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-base';
import { contextOf, isSampled, traceparentOf } from './traceparent.js';

/** Also how long the last spans may hold up a stop, in milliseconds. */
const EXPORT_DEADLINE_MS = 2_000;

/** A piece of work under a trace. `traceparent` goes on in the headers of whatever the work causes. */
export type WorkSpan = Readonly<{
  traceparent: string | null;
  /** An error marks the span as failed: its kind, or a short text of our own; never a message that may quote data. */
  end: (error?: unknown, attributes?: Attributes) => void;
}>;

/** What work without a trace gets: one object for all of it, so that the hot path allocates nothing. */
export const NOT_TRACED: WorkSpan = Object.freeze({ traceparent: null, end: () => undefined });

export type TracingOptions = Readonly<{
  service: string;
  /** The collector's address; null where nobody collects. */
  endpoint: string | null;
  /** The share of the traces begun here that are recorded; what others began follows their choice. */
  ratio: number;
  /** For a spec: where the spans go instead. */
  processor?: SpanProcessor;
}>;

/** The traces of one service. Set up by hand: nothing is patched, and no span begins that nobody asked for. */
export class Tracing {
  private readonly provider: BasicTracerProvider;
  private readonly tracer: Tracer;

  constructor({ service, endpoint, ratio, processor }: TracingOptions) {
    const spanProcessors = processor === undefined ? exporters(endpoint) : [processor];
    const collected = spanProcessors.length > 0;
    this.provider = new BasicTracerProvider({
      resource: resourceFromAttributes({ 'service.name': service }),
      sampler: collected
        ? new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) })
        : new AlwaysOffSampler(),
      spanProcessors,
    });
    this.tracer = this.provider.getTracer('mora');
  }

  /**
   * Work on something that carries a traceparent. Without one, or where its beginner chose not to record it, this
   * returns NOT_TRACED; the caller then hands on the traceparent that came.
   */
  startSpan(name: string, traceparent: string | null, attributes?: Attributes): WorkSpan {
    if (!isSampled(traceparent)) return NOT_TRACED;
    const parent = contextOf(traceparent);
    return parent === null ? NOT_TRACED : this.begin(name, SpanKind.CONSUMER, parent, attributes);
  }

  /** A door of ours: goes on with the caller's trace, or begins one, of which `ratio` are recorded. */
  startIntake(name: string, traceparent: string | null, attributes?: Attributes): WorkSpan {
    const parent = traceparent === null ? null : contextOf(traceparent);
    const span = this.begin(name, SpanKind.SERVER, parent ?? ROOT_CONTEXT, attributes);
    return span === NOT_TRACED && parent !== null ? { ...NOT_TRACED, traceparent } : span;
  }

  /** Sends what is left. The collector may be away: spans are lost then, and nothing else. */
  async stop(): Promise<void> {
    await this.provider.shutdown();
  }

  private begin(name: string, kind: SpanKind, parent: Context, attributes: Attributes = {}): WorkSpan {
    const span = this.tracer.startSpan(name, { kind, attributes }, parent);
    return span.isRecording() ? recorded(span) : NOT_TRACED;
  }
}

function recorded(span: Span): WorkSpan {
  return {
    traceparent: traceparentOf(span.spanContext()),
    end: (error, attributes = {}) => {
      span.setAttributes(attributes);
      if (error !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: kindOf(error) });
      span.end();
    },
  };
}

function exporters(endpoint: string | null): SpanProcessor[] {
  if (endpoint === null) return [];
  const url = `${endpoint.replace(/\/$/, '')}/v1/traces`;
  return [new BatchSpanProcessor(new OTLPTraceExporter({ url, timeoutMillis: EXPORT_DEADLINE_MS }))];
}

const kindOf = (error: unknown): string =>
  error instanceof Error ? error.constructor.name : typeof error === 'string' ? error : typeof error;

/** Names the trace of a log line; null without one. */
export const traceIdOf = (traceparent: string | null): string | null => traceparent?.slice(3, 35) ?? null;
