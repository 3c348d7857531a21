// A hashrate over time: uPlot on a canvas, a sentence for those who cannot see it, and the same figures as a table.
import { fill, h, uniqueId } from "./dom.js";
import { hashrate } from "./format.js";

const HEIGHT = 240;
const NARROW_HEIGHT = 190;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A day of buckets of one minute, and some. */
const MAX_POINTS = 1_500;
/** A pool that has just begun: an hour is shown, and its points beside the line. */
const MIN_SPAN_S = 3_600;
const FEW_POINTS = 4;
const CLOCK = new Intl.DateTimeFormat("en", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const DAY_AND_CLOCK = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

export class HashrateChart {
  #points = new Map();
  #bucket = 300_000;
  #plot = null;
  #canvas;
  #readout;
  #rows;
  #table;
  #resize;
  #loaded = false;
  #latest = null;
  #unit = 1;

  constructor(caption) {
    this.caption = caption;
    this.#canvas = h("div", { class: "chart", role: "img", "aria-label": caption });
    this.#readout = h("p", { class: "chart-readout", "aria-hidden": "true" }, "\u00a0");
    this.#rows = h("tbody");
    this.#table = h("details", { class: "chart-table", toggle: () => this.#tabulate() },
      h("summary", null, "The chart as a table"),
      h("div", { class: "table-scroll", tabindex: "0", role: "group", "aria-label": caption + ", by hour" },
        h("table", { class: "data" },
          h("caption", { class: "hidden" }, caption + ", by hour"),
          h("thead", null, h("tr", null, h("th", { scope: "col" }, "Hour"), h("th", { scope: "col", class: "number" }, "Hashrate"))),
          this.#rows)));
    this.node = h("div", { class: "chart-box", id: uniqueId("chart") }, this.#readout, this.#canvas, this.#table);
    this.#resize = new ResizeObserver(() => this.#draw());
    this.#resize.observe(this.#canvas);
    this.scheme = matchMedia("(prefers-color-scheme: dark)");
    this.recolor = () => this.#rebuild();
    this.scheme.addEventListener("change", this.recolor);
    document.addEventListener("themechange", this.recolor);
  }

  dispose() {
    this.#resize.disconnect();
    this.scheme.removeEventListener("change", this.recolor);
    document.removeEventListener("themechange", this.recolor);
    this.#plot?.destroy();
    this.#plot = null;
  }

  /** The answer of a hashrate series; buckets that it leaves out had no work. */
  load(series) {
    this.#bucket = Math.max(1_000, series.bucketMillis || this.#bucket);
    this.#points.clear();
    const items = series.items ?? [];
    for (const item of items) {
      this.#points.set(this.#slot(item.at), item.hashrate);
    }
    if (items.length > 0) {
      // the newest whole bucket may not have reached the store yet
      const end = this.#slot(Date.now()) - this.#bucket;
      for (let at = this.#slot(items[0].at); at < end && this.#points.size < MAX_POINTS; at += this.#bucket) {
        if (!this.#points.has(at)) {
          this.#points.set(at, 0);
        }
      }
    }
    this.#loaded = true;
    if (this.#latest) {
      this.#points.set(this.#slot(this.#latest.at), this.#latest.value);
    }
    this.#draw();
  }

  /** The newest bucket is not over yet: its point is the current estimate. */
  live(at, value) {
    if (!Number.isFinite(value)) {
      return;
    }
    this.#latest = { at, value };
    if (this.#loaded) {
      this.#points.set(this.#slot(at), value);
      this.#draw();
    }
  }

  #slot(at) {
    return Math.floor(at / this.#bucket) * this.#bucket;
  }

  #data() {
    const since = Date.now() - DAY_MS - this.#bucket;
    const times = [...this.#points.keys()].sort((a, b) => a - b).filter((at) => at >= since).slice(-MAX_POINTS);
    return [times.map((at) => at / 1000), times.map((at) => this.#points.get(at))];
  }

  #draw() {
    if (!this.#loaded) {
      return;
    }
    const data = this.#data();
    const most = Math.max(0, ...data[1]);
    this.#describe(data);
    if (most === 0) {
      this.#plot?.destroy();
      this.#plot = null;
      fill(this.#canvas, h("p", { class: "empty" }, "No work in the last 24 hours."));
      return;
    }
    const width = Math.floor(this.#canvas.clientWidth);
    if (width === 0 || !globalThis.uPlot) {
      return;
    }
    const height = width < 560 ? NARROW_HEIGHT : HEIGHT;
    // uPlot chooses steps of an axis for small numbers only
    this.#unit = 1000 ** Math.floor(Math.log10(most) / 3);
    data[1] = data[1].map((rate) => rate / this.#unit);
    if (!this.#plot) {
      this.#canvas.replaceChildren();
      this.#plot = new globalThis.uPlot(this.#options(width, height), data, this.#canvas);
    } else {
      if (this.#plot.width !== width || this.#plot.height !== height) {
        this.#plot.setSize({ width, height });
      }
      this.#plot.setData(data);
    }
    if (this.#table.open) {
      this.#tabulate();
    }
  }

  #rebuild() {
    this.#plot?.destroy();
    this.#plot = null;
    this.#draw();
  }

  #describe([times, rates]) {
    const last = rates.at(-1);
    const text = Math.max(0, ...rates) === 0
      ? this.caption + ": no work yet."
      : this.caption + ": now " + hashrate(last) + ", lowest " + hashrate(Math.min(...rates)) + ", highest " + hashrate(Math.max(...rates))
        + ", since " + DAY_AND_CLOCK.format(times[0] * 1000) + ".";
    this.#canvas.setAttribute("aria-label", text);
  }

  #tabulate() {
    if (!this.#table.open) {
      return;
    }
    const hours = new Map();
    const [times, rates] = this.#data();
    times.forEach((second, index) => {
      const hour = Math.floor(second * 1000 / HOUR_MS) * HOUR_MS;
      hours.set(hour, [...(hours.get(hour) ?? []), rates[index]]);
    });
    fill(this.#rows, [...hours].reverse().map(([hour, values]) => h("tr", null,
      h("td", null, DAY_AND_CLOCK.format(hour)),
      h("td", { class: "number" }, hashrate(values.reduce((sum, value) => sum + value, 0) / values.length)))));
  }

  #options(width, height) {
    const style = getComputedStyle(document.documentElement);
    const color = (name) => style.getPropertyValue(name).trim();
    const axis = { stroke: color("--muted"), font: "12px " + style.getPropertyValue("--font").trim(), ticks: { show: false } };
    return {
      width,
      height,
      padding: [8, 18, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { setScale: false }, points: { size: 8 } },
      scales: { x: { range: ({ data: [times] }) => [Math.min(times[0], times.at(-1) - MIN_SPAN_S), times.at(-1)] }, y: { range: (plot, low, high) => [0, high > 0 ? high * 1.12 : 1] } },
      hooks: { setCursor: [(plot) => this.#point(plot)] },
      series: [{}, { stroke: color("--accent"), fill: color("--accent-soft"), width: 2, points: { show: (shown) => shown.data[0].length < FEW_POINTS, size: 6, fill: color("--accent") } }],
      axes: [
        { ...axis, grid: { show: false }, size: 30, space: 64, values: (plot, splits) => splits.map((second) => CLOCK.format(second * 1000)) },
        { ...axis, grid: { stroke: color("--line"), width: 1 }, size: 78, space: 42, values: (plot, splits) => splits.map((value) => hashrate(value * this.#unit).replace(/\.0+(?=\D)/, "")) },
      ],
    };
  }

  #point(plot) {
    const index = plot.cursor.idx;
    const shown = index !== null && index !== undefined && plot.data[0][index] !== undefined;
    this.#readout.textContent = shown
      ? DAY_AND_CLOCK.format(plot.data[0][index] * 1000) + " · " + hashrate(plot.data[1][index] * this.#unit)
      : "\u00a0";
  }
}
