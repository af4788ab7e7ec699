// Charts over time on a canvas: stacked areas or lines. All charts of the page share the time shown and the moment under the pointer.
// Colours are custom properties of the style sheet, so that a theme changes them too.

import { element, setText, setAttribute } from './dom.js';
import { clock } from './format.js';

export class TimeView {
  // step: how far samples are apart, where that is more than a few seconds.
  constructor(series, { span = 300, step = 0 } = {}) {
    this.series = series;
    this.span = span;
    this.step = step;
    this.cursor = NaN;
    this.mark = NaN;
    this.charts = [];
  }

  get end() {
    return this.endsAt ?? this.series.last;
  }

  draw() {
    for (const chart of this.charts) {
      chart.draw();
    }
  }

  moveTo(instant) {
    if (!Object.is(this.cursor, instant)) {
      this.cursor = instant;
      requestAnimationFrame(() => this.draw());
    }
  }
}

// What every chart has: a canvas as wide as its panel, sharp on any screen, with a time axis and a cursor.
class Canvas {
  constructor(panel, view) {
    this.view = view;
    // The frame has the size; were it the canvas's own, each would follow the other.
    const frame = element('div', 'chart');
    this.canvas = element('canvas');
    this.canvas.setAttribute('role', 'img');
    frame.append(this.canvas);
    panel.append(frame);
    this.context = this.canvas.getContext('2d');
    this.width = 0;
    this.height = 0;
    new ResizeObserver(entries => this.#resize(entries[0].contentRect)).observe(frame);
    this.canvas.addEventListener('pointermove', event => this.#point(event));
    this.canvas.addEventListener('pointerdown', event => this.#point(event));
    this.canvas.addEventListener('pointerleave', () => view.moveTo(NaN));
    this.canvas.addEventListener('click', event => view.onPick?.(this.#timeAt(event)));
    view.charts.push(this);
  }

  colour(name) {
    return getComputedStyle(this.canvas).getPropertyValue(`--${name}`).trim();
  }

  x(time) {
    return this.width - (this.view.end - time) / this.view.span * this.width;
  }

  prepare() {
    const scale = devicePixelRatio || 1;
    if (this.canvas.width !== Math.round(this.width * scale) || this.canvas.height !== Math.round(this.height * scale)) {
      this.canvas.width = Math.round(this.width * scale);
      this.canvas.height = Math.round(this.height * scale);
    }
    this.context.setTransform(scale, 0, 0, scale, 0, 0);
    this.context.clearRect(0, 0, this.width, this.height);
  }

  // The samples in sight, those of one pixel together.
  *buckets() {
    const { series, span, end } = this.view;
    const pixels = Math.max(1, Math.min(this.width, span));
    let index = series.from(end - span - 2);
    while (index < series.next) {
      const bucket = Math.floor(series.time(index) / span * pixels);
      const start = index;
      while (index < series.next && Math.floor(series.time(index) / span * pixels) === bucket) {
        index++;
      }
      yield [start, index];
    }
  }

  // The mean of a value over samples; NaN if none has it.
  mean(key, start, end) {
    let sum = 0;
    let known = 0;
    for (let index = start; index < end; index++) {
      const value = this.view.series.value(key, index);
      if (value === value) {
        sum += value;
        known++;
      }
    }
    return known ? sum / known : NaN;
  }

  largest(key, start, end) {
    let most = NaN;
    for (let index = start; index < end; index++) {
      const value = this.view.series.value(key, index);
      if (!(value <= most)) {
        most = value === value ? value : most;
      }
    }
    return most;
  }

  drawTimes() {
    const { span, end } = this.view;
    if (!Number.isFinite(end)) {
      return;
    }
    const step = span <= 300 ? 60 : span <= 900 ? 300 : span <= 3600 ? 900 : this.width < 500 ? 21600 : 10800;
    // By the clock on the wall: midnight is at 0:00.
    const zone = new Date(end * 1000).getTimezoneOffset() * 60;
    const context = this.context;
    context.strokeStyle = this.colour('grid');
    context.fillStyle = this.colour('muted');
    context.font = `${this.colour('small') || '11px'} system-ui, sans-serif`;
    context.textAlign = 'center';
    context.textBaseline = 'bottom';
    context.lineWidth = 1;
    for (let time = Math.ceil((end - span - zone) / step) * step + zone; time <= end; time += step) {
      const x = Math.round(this.x(time)) + 0.5;
      context.beginPath();
      context.moveTo(x, 0);
      context.lineTo(x, this.height - 15);
      context.stroke();
      if (x > 24 && x < this.width - 20) {
        context.fillText(clock(time).slice(0, 5), x, this.height - 1);
      }
    }
  }

  drawCursor() {
    this.#drawMoment(this.view.mark, 'accent');
    this.#drawMoment(this.view.cursor, 'text');
  }

  #drawMoment(at, colour) {
    if (!Number.isFinite(at)) {
      return;
    }
    const context = this.context;
    const x = Math.round(this.x(at)) + 0.5;
    const label = clock(at);
    context.strokeStyle = this.colour(colour);
    context.textAlign = 'center';
    context.textBaseline = 'bottom';
    context.beginPath();
    context.moveTo(x, 0);
    context.lineTo(x, this.height - 15);
    context.stroke();
    const half = context.measureText(label).width / 2 + 4;
    const centre = Math.min(Math.max(x, half), this.width - half);
    context.fillStyle = this.colour('panel');
    context.fillRect(centre - half, this.height - 15, half * 2, 15);
    context.fillStyle = this.colour(colour);
    context.fillText(label, centre, this.height - 1);
  }

  #timeAt(event) {
    const { span, end, series } = this.view;
    const time = end - (this.width - event.offsetX) / this.width * span;
    return Math.min(Math.max(time, series.first), end);
  }

  #point(event) {
    this.view.moveTo(this.#timeAt(event));
  }

  #resize(size) {
    this.width = Math.round(size.width);
    this.height = Math.round(size.height);
    this.draw();
  }
}

// layers: [{key, label, colour}], from the bottom up where stacked. most: the top of the axis, or a function of what is in sight.
export class Chart extends Canvas {
  constructor(panel, view, { layers, stacked = false, format, most, floor = 1 }) {
    const legend = element('ul', 'legend');
    panel.append(legend);
    super(panel, view);
    Object.assign(this, { layers, stacked, format, most, floor });
    this.legend = layers.map(layer => {
      const item = element('li');
      const swatch = element('span', `swatch ${layer.colour}`);
      const value = element('span', 'value');
      item.append(swatch, element('span', 'label', layer.label), ' ', value);
      legend.append(item);
      return { item, value };
    });
  }

  draw() {
    this.#writeLegend();
    if (!this.width || !this.height) {
      return;
    }
    this.prepare();
    this.drawTimes();
    const top = this.#top();
    this.#drawScale(top);
    this.stacked ? this.#drawStack(top) : this.#drawLines(top);
    this.drawCursor();
  }

  #writeLegend() {
    const { series, cursor } = this.view;
    const parts = [];
    this.layers.forEach((layer, index) => {
      const value = Number.isFinite(cursor) ? series.at(layer.key, cursor) : series.latest(layer.key);
      const text = this.format(value);
      const known = series.columns.has(layer.key);
      this.legend[index].item.hidden = !known && Boolean(layer.optional);
      setText(this.legend[index].value, text);
      if (known) {
        parts.push(`${layer.label} ${text}`);
      }
    });
    setAttribute(this.canvas, 'aria-label', parts.join(', ') || 'No data yet');
  }

  #top() {
    if (typeof this.most === 'number') {
      return this.most;
    }
    if (this.most) {
      return Math.max(this.most(), this.floor);
    }
    let most = this.floor;
    for (const [start, end] of this.buckets()) {
      for (const layer of this.layers) {
        const value = this.largest(layer.key, start, end);
        if (value > most) {
          most = value;
        }
      }
    }
    return most * 1.1;
  }

  #y(value, top) {
    const room = this.height - 17;
    return 1 + room - Math.min(value / top, 1) * room;
  }

  #drawScale(top) {
    const context = this.context;
    context.textAlign = 'left';
    context.fillStyle = this.colour('muted');
    context.strokeStyle = this.colour('grid');
    for (const part of [0.5, 1]) {
      const y = Math.round(this.#y(top * part, top)) + 0.5;
      context.beginPath();
      context.moveTo(0, y);
      context.lineTo(this.width, y);
      context.stroke();
    }
    this.scale = () => {
      context.textAlign = 'left';
      context.textBaseline = 'top';
      const label = this.format(top);
      context.globalAlpha = 0.75;
      context.fillStyle = this.colour('panel');
      context.fillRect(0, 2, context.measureText(label).width + 6, 14);
      context.globalAlpha = 1;
      context.fillStyle = this.colour('muted');
      context.fillText(label, 3, 4);
      context.textAlign = 'center';
      context.textBaseline = 'bottom';
    };
  }

  #drawStack(top) {
    const context = this.context;
    const buckets = [...this.buckets()];
    let below = new Float64Array(buckets.length);
    for (const layer of this.layers) {
      if (!this.view.series.columns.has(layer.key)) {
        continue;
      }
      const above = below.map((base, index) => {
        const value = this.mean(layer.key, ...buckets[index]);
        return base + (value === value ? value : 0);
      });
      context.fillStyle = this.colour(layer.colour);
      for (const [first, end] of this.#runs(buckets)) {
        context.beginPath();
        for (let index = first; index < end; index++) {
          context.lineTo(this.#middle(buckets[index]), this.#y(above[index], top));
        }
        for (let index = end - 1; index >= first; index--) {
          context.lineTo(this.#middle(buckets[index]), this.#y(below[index], top));
        }
        context.fill();
      }
      below = above;
    }
    this.scale();
  }

  #drawLines(top) {
    const context = this.context;
    const buckets = [...this.buckets()];
    context.lineWidth = 1.5;
    context.lineJoin = 'round';
    for (const layer of this.layers) {
      context.strokeStyle = this.colour(layer.colour);
      context.setLineDash(layer.dashed ? [4, 3] : []);
      for (const [first, end] of this.#runs(buckets)) {
        context.beginPath();
        for (let index = first; index < end; index++) {
          const value = this.largest(layer.key, ...buckets[index]);
          if (value === value) {
            context.lineTo(this.#middle(buckets[index]), this.#y(value, top));
          }
        }
        context.stroke();
      }
    }
    context.setLineDash([]);
    context.lineWidth = 1;
    this.scale();
  }

  #middle([start, end]) {
    return this.x((this.view.series.time(start) + this.view.series.time(end - 1)) / 2);
  }

  // Where samples are missing there is a gap, not a slope.
  *#runs(buckets) {
    const most = Math.max(5, this.view.step * 1.5, this.view.span / Math.max(1, this.width) * 3);
    let first = 0;
    for (let index = 1; index <= buckets.length; index++) {
      const series = this.view.series;
      if (index === buckets.length || series.time(buckets[index][0]) - series.time(buckets[index - 1][1] - 1) > most) {
        yield [first, index];
        first = index;
      }
    }
  }
}

// One row for each core, the darker the busier, so that one core that is stuck shows among a hundred.
export class HeatMap extends Canvas {
  constructor(panel, view) {
    super(panel, view);
    this.cores = 0;
  }

  draw() {
    if (!this.width || !this.height) {
      return;
    }
    this.prepare();
    this.drawTimes();
    const { series, cursor } = this.view;
    const context = this.context;
    const room = this.height - 17;
    const row = this.cores ? room / this.cores : room;
    const gap = row >= 4 ? 1 : 0;
    const label = row >= 12;
    const isHigh = row >= 24;
    const busiest = [];
    context.fillStyle = this.colour('user');
    const buckets = [...this.buckets()];
    for (let core = 0; core < this.cores; core++) {
      const key = `core.${core}`;
      const y = 1 + core * row;
      for (const [start, end] of buckets) {
        const value = this.mean(key, start, end);
        if (value === value) {
          const left = this.x(series.time(start));
          const right = end < series.next ? this.x(series.time(end)) : this.width;
          const share = Math.min(value / 100, 1);
          // Where there is room, height shows it as well.
          const height = isHigh ? share * (row - gap) : row - gap;
          context.globalAlpha = isHigh ? 1 : 0.06 + 0.94 * share;
          context.fillRect(left - 0.3, y + row - gap - height, Math.min(right - left, 12) + 0.6, height);
        }
      }
      const now = Number.isFinite(cursor) ? series.at(key, cursor) : series.latest(key);
      busiest.push([core, now]);
      if (label) {
        const text = `${core}  ${Number.isFinite(now) ? `${now.toFixed(0)} %` : '–'}`;
        context.globalAlpha = 0.8;
        context.textAlign = 'left';
        context.textBaseline = 'middle';
        context.fillStyle = this.colour('panel');
        context.fillRect(0, y + row / 2 - 7, context.measureText(text).width + 8, 14);
        context.globalAlpha = 1;
        context.fillStyle = this.colour('text');
        context.fillText(text, 4, y + row / 2 + 0.5);
        context.fillStyle = this.colour('user');
      }
    }
    context.globalAlpha = 1;
    context.textAlign = 'center';
    context.textBaseline = 'bottom';
    busiest.sort((a, b) => (b[1] || 0) - (a[1] || 0));
    const names = busiest.slice(0, 4).map(([core, value]) => `core ${core} ${Number.isFinite(value) ? Math.round(value) : 0} %`);
    setAttribute(this.canvas, 'aria-label', `Busiest: ${names.join(', ')}`);
    this.drawCursor();
  }
}
