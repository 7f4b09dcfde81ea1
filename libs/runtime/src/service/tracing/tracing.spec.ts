import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { NOT_TRACED, traceIdOf, Tracing } from './tracing.js';
import { isSampled } from './traceparent.js';

function tracing(ratio = 1) {
  const exporter = new InMemorySpanExporter();
  const processor = new SimpleSpanProcessor(exporter);
  return { spans: exporter, traces: new Tracing({ service: 'bakery', endpoint: null, ratio, processor }) };
}

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const sampled = `00-${TRACE}-00f067aa0ba902b7-01`;
const notSampled = `00-${TRACE}-00f067aa0ba902b7-00`;

it('one trace goes from the door through a header into the work that it causes', () => {
  const { traces, spans } = tracing();
  const door = traces.startIntake('HTTP POST', null);
  const headers = { traceparent: door.traceparent };
  door.end();
  const work = traces.startSpan('take chunk', headers.traceparent, { 'mora.partition': 3 });
  work.end(new RangeError('Zhang Wei'));
  const [first, second] = spans.getFinishedSpans();
  expect(second?.spanContext().traceId).toBe(first?.spanContext().traceId);
  expect(second?.parentSpanContext?.spanId).toBe(first?.spanContext().spanId);
  expect(second?.attributes).toEqual({ 'mora.partition': 3 });
  expect(second?.status.message).toBe('RangeError');
  expect(traceIdOf(work.traceparent)).toBe(first?.spanContext().traceId);
});

it('goes on with the trace of a caller who records, whatever our own share is', () => {
  const { traces, spans } = tracing(0);
  traces.startIntake('HTTP POST', sampled).end();
  expect(spans.getFinishedSpans()[0]?.spanContext().traceId).toBe(TRACE);
});

it('hands on the trace of a caller who does not record, and records nothing', () => {
  const { traces, spans } = tracing(1);
  const door = traces.startIntake('HTTP POST', notSampled);
  door.end();
  expect(door.traceparent).toBe(notSampled);
  expect(spans.getFinishedSpans()).toEqual([]);
});

it.each([
  ['nothing', null],
  ['a trace that is not recorded', notSampled],
  ['an empty text', ''],
  ['no W3C header', 'x'.repeat(54) + '1'],
  ['an id of noughts', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`],
])('work that carries %s costs one comparison and no object of its own', (_what, traceparent) => {
  expect(tracing().traces.startSpan('take chunk', traceparent)).toBe(NOT_TRACED);
});

it('records nothing where no collector is named', () => {
  const off = new Tracing({ service: 'bakery', endpoint: null, ratio: 1 });
  expect(off.startIntake('HTTP POST', null)).toBe(NOT_TRACED);
  expect(off.startIntake('HTTP POST', sampled).traceparent).toBe(sampled);
});

it.each([
  ['00', false],
  ['01', true],
  ['02', false],
  ['03', true],
  ['fe', false],
  ['ff', true],
])('flags %s: sampled is %s', (flags, expected) => {
  expect(isSampled(`00-${TRACE}-00f067aa0ba902b7-${flags}`)).toBe(expected);
});
