// The last day, from a recording: curves, and the processes of the moment that a click chooses. Nothing is asked for while it is closed.

import { Chart, TimeView } from './chart.js';
import { byId, element, fill, setAttribute, setText } from './dom.js';
import { bytes, clock, count, instant, percent, rate, short, unknown } from './format.js';
import { Series } from './series.js';

const day = 86400;
// The recording has a new point every three minutes.
const interval = 60_000;
// The server has read a part of the day, and goes on when it is asked again.
const soon = 1000;

export class Past {
  constructor(get) {
    this.get = get;
    this.series = new Series(600);
    this.view = new TimeView(this.series, { span: day, step: 180 });
    this.view.onPick = time => this.choose(time);
    this.part = byId('past');
    this.sort = 'cpu';
    this.#makeCharts();
    this.part.addEventListener('toggle', () => this.#load());
    document.addEventListener('visibilitychange', () => this.#load());
    byId('past-before').addEventListener('click', () => this.#move(-1));
    byId('past-after').addEventListener('click', () => this.#move(1));
    byId('past-time').addEventListener('change', event => {
      const time = new Date(event.target.value).getTime() / 1000;
      if (Number.isFinite(time)) {
        this.choose(time);
      }
    });
    for (const choice of document.querySelectorAll('[data-past-sort]')) {
      choice.addEventListener('click', () => this.#sortBy(choice.dataset.pastSort));
    }
  }

  show(isShown, hasProcesses) {
    this.part.hidden = !isShown;
    this.hasProcesses = hasProcesses;
    byId('past-moments').hidden = !hasProcesses;
    this.#load();
  }

  draw() {
    this.view.draw();
  }

  // The processes of a moment. The recording has none before its start or after its end.
  async choose(time) {
    if (!this.hasProcesses || !Number.isFinite(this.first)) {
      return;
    }
    const chosen = Math.min(Math.max(time, this.first), this.last);
    this.chosen = chosen;
    this.view.mark = chosen;
    byId('past-time').value = localText(chosen);
    this.draw();
    try {
      const moment = await this.get(`recording/moment?time=${chosen.toFixed(3)}`);
      if (this.chosen === chosen) {
        this.moment = moment;
        this.#writeMoment();
      }
    } catch (failure) {
      byId('past-moment').hidden = this.moment === undefined;
      this.#say(`${clock(chosen)}: ${failure.message}`);
    }
  }

  get #isOpen() {
    return this.part.open && !this.part.hidden && !document.hidden;
  }

  async #load() {
    clearTimeout(this.timer);
    if (!this.#isOpen) {
      return;
    }
    const asked = this.to;
    let delay = interval;
    try {
      const answer = await this.get(asked === undefined ? 'recording' : `recording?to=${Math.round(asked)}`);
      if (asked === this.to) {
        this.#take(answer);
      }
      delay = answer.complete ? interval : soon;
    } catch (failure) {
      this.#say(failure.message);
    }
    if (asked === this.to) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.#load(), delay);
    }
  }

  #take(answer) {
    this.answer = answer;
    this.first = answer.recording_start ?? NaN;
    this.last = answer.recording_end ?? answer.time.at(-1) ?? NaN;
    this.view.step = answer.step;
    this.view.endsAt = answer.to;
    this.series.clear();
    const columns = Object.entries(answer.series);
    answer.time.forEach((time, index) => {
      const values = {};
      for (const [name, ranges] of columns) {
        values[name] = ranges.mean[index];
        values[`${name}.max`] = ranges.max[index];
      }
      // A point stands in the middle of its part.
      this.series.append(time + answer.step / 2, values);
    });
    byId('past-pressure').hidden = !columns.some(([name]) => name.startsWith('pressure.'));
    setText(byId('past-span'), `${instant(answer.from).slice(0, -3)} to ${instant(answer.to).slice(0, -3)}`);
    byId('past-before').disabled = !(answer.from > this.first);
    byId('past-after').disabled = !(answer.to < this.last);
    this.#say(stateOf(answer));
    this.draw();
  }

  #move(days) {
    const to = (this.answer?.to ?? Date.now() / 1000) + days * day;
    this.to = to >= this.last ? undefined : to;
    this.#load();
  }

  #say(text) {
    setText(byId('past-state'), short(text ?? '', 500));
  }

  #sortBy(sort) {
    this.sort = sort;
    for (const choice of document.querySelectorAll('[data-past-sort]')) {
      setAttribute(choice, 'aria-pressed', choice.dataset.pastSort === sort);
    }
    this.#writeMoment();
  }

  #writeMoment() {
    const moment = this.moment;
    byId('past-moment').hidden = !moment;
    if (!moment) {
      return;
    }
    const isFar = Math.abs(this.chosen - moment.time) > 60;
    const used = moment.memory_total - moment.memory_available;
    const parts = [
      isFar ? `Nothing was recorded at ${clock(this.chosen)}: this is ${instant(moment.time)}` : instant(moment.time),
      `CPU ${percent(moment.cpu_percent)}`,
      `memory ${bytes(used)}`,
      `${count(moment.process_count)} processes`,
    ];
    setText(byId('past-moment-title'), parts.join(', '));
    const value = this.sort === 'cpu' ? row => row.cpu_percent ?? -1 : row => row.memory_info?.rss ?? -1;
    const rows = [...moment.processes].sort((a, b) => value(b) - value(a));
    const hasIO = rows.some(row => 'read_rate' in row);
    setAttribute(byId('past-moment'), 'data-io', hasIO);
    fill(byId('past-processes'), rows, makeRow, writeRow);
    const killed = (moment.oom_kills ?? []).map(kill => ({ time: kill.time, name: kill.cgroup, text: `${kill.count} ended for lack of memory` }));
    const ended = moment.ended.map(exit => ({ time: exit.time, name: `${short(exit.name ?? unknown, 60)} ${exit.pid}`, text: endOf(exit.exit_code) }));
    const lines = [...ended, ...killed].sort((a, b) => a.time - b.time);
    const more = moment.ended_count > ended.length ? `, of which ${ended.length} are shown` : '';
    setText(byId('past-ended-title'), lines.length > 0 ? `Ended within a minute of it: ${count(moment.ended_count)}${more}` : 'Nothing is known to have ended within a minute of it');
    fill(byId('past-ended'), lines, () => element('li'), (item, line) => setText(item, `${clock(line.time)} ${short(line.name, 100)} ${line.text}`));
  }

  #makeCharts() {
    const line = (key, label, colour) => ({ key, label, colour });
    const most = (key, label, colour) => ({ key: `${key}.max`, label, colour, dashed: true });
    const make = (id, options) => new Chart(byId(id), this.view, options);
    make('past-cpu', {
      most: 100,
      format: percent,
      layers: [line('cpu.percent', 'average', 'user'), most('cpu.percent', 'most', 'user')],
    });
    make('past-memory', {
      most: 100,
      format: percent,
      layers: [line('memory.percent', 'used', 'user'), most('memory.percent', 'most', 'user')],
    });
    make('past-pressure', {
      most: 100,
      format: percent,
      layers: [
        { key: 'pressure.cpu.max', label: 'CPU', colour: 'user' },
        { key: 'pressure.memory.max', label: 'memory', colour: 'system' },
        { key: 'pressure.io.max', label: 'I/O', colour: 'nice' },
      ],
    });
    make('past-disks', {
      floor: 64 * 1024,
      format: rate,
      layers: [line('disk.read', 'read', 'user'), most('disk.read', 'most', 'user'), line('disk.write', 'written', 'system'), most('disk.write', 'most', 'system')],
    });
    make('past-network', {
      floor: 16 * 1024,
      format: rate,
      layers: [line('network.recv', 'received', 'user'), most('network.recv', 'most', 'user'), line('network.sent', 'sent', 'system'), most('network.sent', 'most', 'system')],
    });
  }
}

function stateOf(answer) {
  const recorder = answer.recorder;
  const parts = [];
  if (recorder?.failure) {
    parts.push(`Nothing is recorded since ${instant(recorder.failing_since)}: ${recorder.failure}.`);
  }
  if (recorder?.dropped_samples > 0) {
    parts.push(`${count(recorder.dropped_samples)} samples were lost.`);
  }
  for (const fault of answer.faults) {
    parts.push(`${fault.file} cannot be read beyond byte ${fault.position}: ${fault.reason}.`);
  }
  if (!answer.complete) {
    parts.push('The recording is being read.');
  } else if (answer.time.length === 0) {
    parts.push('Nothing was recorded in this time.');
  }
  return parts.join(' ');
}

function endOf(code) {
  return code === null || code === undefined ? 'ended' : code < 0 ? `was ended by signal ${-code}` : `exited with code ${code}`;
}

function makeRow() {
  const row = element('tr');
  const name = element('th');
  name.scope = 'row';
  row.append(name, element('td', 'number'), element('td', 'user'), element('td', 'number'), element('td', 'number'), element('td', 'number io'));
  return row;
}

function writeRow(row, process) {
  const [name, pid, user, cpu, memory, io] = row.children;
  setText(name, short(process.name ?? unknown, 80));
  setAttribute(name, 'title', short(process.cmdline?.join(' ') ?? process.name ?? ''));
  setText(pid, String(process.pid));
  setText(user, short(process.username ?? unknown, 40));
  setText(cpu, percent(process.cpu_percent));
  setText(memory, bytes(process.memory_info?.rss));
  const traffic = (process.read_rate ?? NaN) + (process.write_rate ?? NaN);
  setText(io, rate(traffic));
}

// As the field for a local time takes it.
function localText(seconds) {
  return instant(seconds).replace(' ', 'T');
}
