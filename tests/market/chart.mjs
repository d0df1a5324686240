// SPDX-License-Identifier: MIT
//
// The market's result as pictures, drawn by ECharts as the report's are: one panel for each world with a line for each
// contender over the size of the log, the closed loop as a last point apart; and how many tenths of what was held
// back have an interval that holds. The same bytes for the same result.
import * as echarts from 'echarts';

const PANEL = { width: 420, height: 260 };
const COLOURS = {
  encore: '#0b6e4f',
  linucb: '#b25d00',
  thompson: '#7a3e9d',
  epsilon_greedy: '#2f6fb2',
  flat_prior: '#6d7a86',
  highest_lift: '#a23b4a',
  top_seller: '#8a8a3a',
  random: '#aaaaaa',
};
const INK = '#444444';
const LINE = '#dddddd';

/** A picture whose names do not depend on what the process drew before. */
function draw(option, width, height) {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: { color: INK, fontFamily: 'system-ui, sans-serif' },
    ...option,
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  const ids = new Map();
  const named = svg.replace(/zr\d+-[a-z]+-?\d+/g, id => {
    if (!ids.has(id)) ids.set(id, `m${ids.size}`);
    return ids.get(id);
  });
  return `${named}\n`;
}

const label = point => (point === 'loop' ? 'loop' : Number(point).toLocaleString('en'));
const titleOf = ({ name, unkind }) => `${name}${unkind ? ' (unkind)' : ''}`;

/** Shares of the oracle's margin, world by world. */
export function chart({ worlds }) {
  const columns = 2;
  const panels = worlds.map((world, i) => ({
    world,
    left: (i % columns) * PANEL.width,
    top: 40 + Math.floor(i / columns) * PANEL.height,
  }));
  const points = Object.keys(worlds[0].shares.encore);
  const axes = panels.map(({ left, top }) => ({
    grid: { left: left + 46, top: top + 34, width: PANEL.width - 66, height: PANEL.height - 70 },
  }));
  const lines = panels.flatMap(({ world }, i) =>
    Object.entries(COLOURS).map(([contender, color]) => ({
      type: 'line',
      name: contender.replace('_', ' '),
      xAxisIndex: i,
      yAxisIndex: i,
      color,
      symbol: 'circle',
      symbolSize: contender === 'encore' ? 7 : 4,
      lineStyle: { width: contender === 'encore' ? 3 : 1.5 },
      // A gap before the loop: it is no size of a log.
      data: points.flatMap(point => {
        const share = Math.round(10_000 * world.shares[contender][point]) / 100;
        return point === 'loop' ? [null, share] : [share];
      }),
    })),
  );
  const labels = points.flatMap(point => (point === 'loop' ? ['', 'loop'] : [label(point)]));
  return draw(
    {
      title: panels.map(({ world, left, top }) => ({
        text: titleOf(world),
        left: left + 46,
        top,
        textStyle: { fontSize: 13, color: INK },
      })),
      legend: { top: 6, textStyle: { color: INK } },
      grid: axes.map(({ grid }) => grid),
      xAxis: panels.map((_, i) => ({
        type: 'category',
        gridIndex: i,
        data: labels,
        axisTick: { show: false },
        axisLabel: { color: INK },
      })),
      yAxis: panels.map((_, i) => ({
        type: 'value',
        gridIndex: i,
        min: 0,
        max: 100,
        axisLabel: { color: INK, formatter: '{value} %' },
        splitLine: { lineStyle: { color: LINE } },
      })),
      series: lines,
    },
    columns * PANEL.width,
    40 + Math.ceil(worlds.length / columns) * PANEL.height,
  );
}

/** The share of tenths whose 95 % interval holds what was predicted; between the dashed lines it is as it should be. */
export function calibrationChart({ worlds }) {
  const sizes = Object.keys(worlds[0].calibration);
  const bound = yAxis => ({ yAxis, lineStyle: { color: INK, type: 'dashed' } });
  return draw(
    {
      legend: { top: 6, textStyle: { color: INK } },
      grid: { left: 60, right: 20, top: 44, bottom: 34 },
      xAxis: { type: 'category', data: worlds.map(titleOf), axisTick: { show: false }, axisLabel: { color: INK } },
      yAxis: {
        type: 'value',
        min: 80,
        max: 100,
        axisLabel: { color: INK, formatter: '{value} %' },
        splitLine: { lineStyle: { color: LINE } },
      },
      series: sizes.map((size, i) => ({
        type: 'bar',
        name: size === 'loop' ? 'loop' : `${label(size)} shows`,
        color: ['#9fc7b7', '#4d9c80', '#0b6e4f', '#6d7a86'][i % 4],
        data: worlds.map(
          ({ calibration }) => Math.round((1000 * calibration[size].held) / calibration[size].tenths) / 10,
        ),
        ...(i === 0 && {
          markLine: { silent: true, symbol: 'none', label: { show: false }, data: [93, 97].map(bound) },
        }),
      })),
    },
    2 * PANEL.width,
    PANEL.height,
  );
}
