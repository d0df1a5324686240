// SPDX-License-Identifier: MIT
//
// Counts and times of requests in the text format that Prometheus reads (OpenMetrics 1.0's older sister). Labels come
// from the routes' own names, so that no address, order or buyer ever becomes one.

/** Upper ends of the buckets of request durations, in seconds. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

interface Series {
  labels: string;
  counts: number[];
  sum: number;
  count: number;
}

/** The counters of one process. */
export class Metrics {
  readonly #requests = new Map<string, Series>();
  readonly #webhookFailures = new Map<string, number>();
  readonly #reconciled = new Map<string, number>();

  /** One answered request. */
  request(route: string, status: number, seconds: number): void {
    const labels = `route="${route}",status="${status}"`;
    let series = this.#requests.get(labels);
    if (series === undefined) {
      series = { labels, counts: buckets.map(() => 0), sum: 0, count: 0 };
      this.#requests.set(labels, series);
    }
    const { counts } = series;
    buckets.forEach((end, i) => {
      if (seconds <= end) counts[i] = (counts[i] ?? 0) + 1;
    });
    series.sum += seconds;
    series.count += 1;
  }

  /** A webhook that the shop did not answer. */
  webhookFailure(type: string): void {
    this.#webhookFailures.set(type, (this.#webhookFailures.get(type) ?? 0) + 1);
  }

  /** What one run of the reconciler did, by outcome. */
  reconciled(outcomes: Readonly<Record<string, number>>): void {
    for (const [outcome, count] of Object.entries(outcomes)) {
      this.#reconciled.set(outcome, (this.#reconciled.get(outcome) ?? 0) + count);
    }
  }

  /** The exposition; media type `text/plain; version=0.0.4`. */
  text(): string {
    const lines = [
      '# HELP encore_request_duration_seconds How long requests took, by route and status.',
      '# TYPE encore_request_duration_seconds histogram',
    ];
    for (const { labels, counts, sum, count } of this.#requests.values()) {
      buckets.forEach((end, i) => {
        lines.push(`encore_request_duration_seconds_bucket{${labels},le="${end}"} ${counts[i] ?? 0}`);
      });
      lines.push(
        `encore_request_duration_seconds_bucket{${labels},le="+Inf"} ${count}`,
        `encore_request_duration_seconds_sum{${labels}} ${sum}`,
        `encore_request_duration_seconds_count{${labels}} ${count}`,
      );
    }
    const counter = (name: string, help: string, label: string, values: Map<string, number>): void => {
      lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} counter`);
      for (const [value, count] of values) lines.push(`${name}{${label}="${value}"} ${count}`);
    };
    counter('encore_webhook_failures_total', 'Webhooks without a usable answer.', 'type', this.#webhookFailures);
    counter(
      'encore_reconciled_total',
      'Purchases taken up by the reconciler, by outcome.',
      'outcome',
      this.#reconciled,
    );
    return `${lines.join('\n')}\n`;
  }
}
