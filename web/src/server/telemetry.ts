// SPDX-License-Identifier: MIT
//
// Spans and counters for the shop's own OpenTelemetry, by its API alone: what exports them is the shop's choice, and
// without one nothing is recorded. Attributes are names of routes, states and offers; never an order, a token, an
// address or a person.

/** What the server kit reports to. `openTelemetry()` makes one; a shop may bring its own. */
export interface Telemetry {
  /** Runs the work inside a span; the work's error is recorded and thrown on. */
  span<T>(name: string, attributes: Attributes, work: (set: (more: Attributes) => void) => Promise<T>): Promise<T>;
  count(name: string, attributes: Attributes): void;
}
export type Attributes = Record<string, string | number>;

/** Reports nothing. */
export const noTelemetry: Telemetry = {
  span: (_name, _attributes, work) => work(() => undefined),
  count: () => undefined,
};

/**
 * Telemetry by `@opentelemetry/api`, whatever provider the shop has registered. Errors: the package is not installed,
 * with the command.
 */
export async function openTelemetry(name = 'encore-offers'): Promise<Telemetry> {
  const { trace, metrics, SpanStatusCode } = await import('@opentelemetry/api').catch(() => {
    throw new Error('openTelemetry takes @opentelemetry/api, which is not installed: npm install @opentelemetry/api');
  });
  const tracer = trace.getTracer(name);
  const meter = metrics.getMeter(name);
  const counters = new Map<string, ReturnType<typeof meter.createCounter>>();
  return {
    span: (of, attributes, work) =>
      tracer.startActiveSpan(of, { attributes }, async span => {
        try {
          return await work(more => {
            span.setAttributes(more);
          });
        } catch (error) {
          // The message may quote what a person typed; its kind does not.
          span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' });
          throw error;
        } finally {
          span.end();
        }
      }),
    count(of, attributes) {
      const counter = counters.get(of) ?? meter.createCounter(of);
      counters.set(of, counter);
      counter.add(1, attributes);
    },
  };
}
