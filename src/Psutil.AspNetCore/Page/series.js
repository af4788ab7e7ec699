// One hour of samples: a time and any number of named values, in rings. A value that a sample lacks is NaN.

// Interfaces and mounts come and go for as long as a page is open: what they fill is bounded.
const mostColumns = 800;

export class Series {
  constructor(capacity = 3700) {
    this.capacity = capacity;
    this.clear();
  }

  clear() {
    this.times = new Float64Array(this.capacity);
    this.columns = new Map();
    this.next = 0;
    this.count = 0;
  }

  append(time, values) {
    if (this.count > 0 && time <= this.last) {
      return;
    }
    const at = this.next % this.capacity;
    this.times[at] = time;
    for (const column of this.columns.values()) {
      column[at] = NaN;
    }
    for (const [key, value] of Object.entries(values)) {
      // What a machine does not have gets no column, and no place in a legend.
      const column = Number.isFinite(value) ? this.#column(key) : undefined;
      if (column) {
        column[at] = value;
      }
    }
    this.next++;
    this.count = Math.min(this.count + 1, this.capacity);
  }

  get last() {
    return this.count > 0 ? this.times[(this.next - 1) % this.capacity] : NaN;
  }

  get first() {
    return this.count > 0 ? this.times[(this.next - this.count) % this.capacity] : NaN;
  }

  // The indexes (for time() and value()) of what is not older than an instant.
  from(instant) {
    let low = this.next - this.count;
    let high = this.next;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.times[middle % this.capacity] < instant) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  time(index) {
    return this.times[index % this.capacity];
  }

  value(key, index) {
    return this.columns.get(key)?.[index % this.capacity] ?? NaN;
  }

  latest(key) {
    return this.count > 0 ? this.value(key, this.next - 1) : NaN;
  }

  // The value at an instant: that of the sample next to it.
  at(key, instant) {
    const after = this.from(instant);
    const index = after >= this.next || (after > this.next - this.count && instant - this.time(after - 1) < this.time(after) - instant)
      ? after - 1
      : after;
    return index >= this.next - this.count && index >= 0 ? this.value(key, index) : NaN;
  }

  #column(key) {
    let column = this.columns.get(key);
    if (!column && this.columns.size < mostColumns) {
      column = new Float64Array(this.capacity).fill(NaN);
      this.columns.set(key, column);
    }
    return column;
  }
}
