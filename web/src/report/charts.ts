// SPDX-License-Identifier: MIT
//
// The report's charts, drawn by ECharts as SVG text without a browser. Colours are the page's own: CSS variables, put
// in after drawing, so that one picture serves light, dark and paper.

import * as echarts from 'echarts';
import type { Report } from './report.js';
import type { Estimate } from './statistics.js';

/** Colours that ECharts draws with, and what the page puts in their place. */
const ink = '#123456';
const line = '#234567';
const accent = '#345678';
const colours = { [ink]: 'var(--ink)', [line]: 'var(--line)', [accent]: 'var(--accent)' };
const width = 720;
const rowHeight = 30;

function draw(option: object, height: number): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption({ animation: false, textStyle: { color: ink, fontFamily: 'system-ui, sans-serif' }, ...option });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return Object.entries(colours)
    .reduce((text, [from, to]) => text.replaceAll(from, to), svg)
    .replace(/<svg width="\d+" height="\d+"/, '<svg role="img"')
    .replace(/<!\[CDATA\[|\]\]>/g, '');
}

const axis = (formatter: (value: number) => string): object => ({
  type: 'value',
  axisLabel: { color: ink, formatter, hideOverlap: true },
  splitLine: { lineStyle: { color: line } },
});
const names = (labels: string[]): object => ({
  type: 'category',
  inverse: true,
  data: labels,
  axisLabel: { color: ink, width: 150, overflow: 'truncate' },
  axisLine: { lineStyle: { color: line } },
  axisTick: { show: false },
});
const grid = { left: 170, right: 30, top: 10, bottom: 30 };

/** One interval a row, its estimate as a dot. */
export function intervalChart(rows: [string, Estimate][], print: (value: number) => string): string {
  const bars = rows.map(([, { low, high }], i) => ({
    coords: [
      [low, i],
      [high, i],
    ],
  }));
  return draw(
    {
      grid,
      xAxis: {
        ...axis(print),
        min: Math.min(0, ...rows.map(([, { low }]) => low)),
        max: Math.max(...rows.map(([, { high }]) => high)),
      },
      yAxis: names(rows.map(([name]) => name)),
      series: [
        {
          type: 'lines',
          coordinateSystem: 'cartesian2d',
          data: bars,
          lineStyle: { color: accent, width: 3, opacity: 0.5 },
        },
        {
          type: 'scatter',
          symbolSize: 9,
          itemStyle: { color: accent },
          data: rows.map(([, { estimate }], i) => [estimate, i]),
        },
      ],
    },
    rows.length * rowHeight + 50,
  );
}

export function barChart(rows: [string, number][], print: (value: number) => string): string {
  return draw(
    {
      grid,
      xAxis: axis(print),
      yAxis: names(rows.map(([name]) => name)),
      series: [{ type: 'bar', itemStyle: { color: accent }, barMaxWidth: 16, data: rows.map(([, value]) => value) }],
    },
    rows.length * rowHeight + 50,
  );
}

/** Predicted across, observed up, with its interval; the diagonal is a perfect prediction. */
export function calibrationChart(rows: Report['calibration']): string {
  const most = Math.max(...rows.flatMap(({ predicted, observed }) => [predicted, observed.high]), 0.01);
  const rate = (value: number): string => `${(value * 100).toFixed(0)} %`;
  return draw(
    {
      grid: { left: 60, right: 30, top: 20, bottom: 50 },
      xAxis: { ...axis(rate), name: 'predicted', nameLocation: 'middle', nameGap: 30, max: most },
      yAxis: { ...axis(rate), name: 'observed', max: most },
      series: [
        {
          type: 'line',
          symbol: 'none',
          lineStyle: { color: line, type: 'dashed' },
          data: [
            [0, 0],
            [most, most],
          ],
        },
        {
          type: 'lines',
          coordinateSystem: 'cartesian2d',
          data: rows.map(({ predicted, observed: { low, high } }) => ({
            coords: [
              [predicted, low],
              [predicted, high],
            ],
          })),
          lineStyle: { color: accent, width: 3, opacity: 0.5 },
        },
        {
          type: 'scatter',
          symbolSize: 9,
          itemStyle: { color: accent },
          data: rows.map(({ predicted, observed }) => [predicted, observed.estimate]),
        },
      ],
    },
    360,
  );
}
