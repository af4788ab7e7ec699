// The panels above the table: what they draw of the series, and what they list of the last event.

import { Chart, HeatMap } from './chart.js';
import { byId, element, fill, setAttribute, setText } from './dom.js';
import { bytes, celsius, count, duration, percent, rate, short, unknown } from './format.js';

const mostRows = 12;
const mostDevices = 4;
const mostNames = 1000;

export class Panels {
  constructor(view) {
    this.view = view;
    const series = view.series;
    new Chart(byId('cpu'), view, {
      stacked: true,
      most: 100,
      format: percent,
      layers: [
        { key: 'cpu.user', label: 'user', colour: 'user' },
        { key: 'cpu.nice', label: 'nice', colour: 'nice', optional: true },
        { key: 'cpu.system', label: 'system', colour: 'system' },
        { key: 'cpu.interrupts', label: 'interrupts', colour: 'interrupts', optional: true },
        { key: 'cpu.iowait', label: 'I/O wait', colour: 'wait', optional: true },
        { key: 'cpu.steal', label: 'steal', colour: 'steal', optional: true },
      ],
    });
    this.cores = new HeatMap(byId('cores'), view);
    new Chart(byId('memory'), view, {
      stacked: true,
      most: () => series.latest('memory.total') || 1,
      format: bytes,
      layers: [
        { key: 'memory.used', label: 'used', colour: 'user' },
        { key: 'memory.zfs_arc', label: 'ARC', colour: 'wait', optional: true },
        { key: 'memory.buffers', label: 'buffers', colour: 'nice', optional: true },
        { key: 'memory.cached', label: 'cache', colour: 'cache', optional: true },
      ],
    });
    new Chart(byId('pressure'), view, {
      most: 100,
      format: percent,
      layers: [
        { key: 'pressure.cpu', label: 'CPU', colour: 'user' },
        { key: 'pressure.memory', label: 'memory', colour: 'system' },
        { key: 'pressure.io', label: 'I/O', colour: 'nice' },
        { key: 'pressure.memory.full', label: 'memory, all', colour: 'system', dashed: true, optional: true },
        { key: 'pressure.io.full', label: 'I/O, all', colour: 'nice', dashed: true, optional: true },
      ],
    });
    new Chart(byId('disks'), view, {
      floor: 64 * 1024,
      format: rate,
      layers: [
        { key: 'disk.read', label: 'read', colour: 'user' },
        { key: 'disk.write', label: 'written', colour: 'system' },
      ],
    });
    new Chart(byId('network'), view, {
      floor: 16 * 1024,
      format: rate,
      layers: [
        { key: 'network.recv', label: 'received', colour: 'user' },
        { key: 'network.sent', label: 'sent', colour: 'system' },
      ],
    });
    this.disks = list('disks');
    this.links = list('network');
    this.everBusy = new Set();
  }

  update(event) {
    const series = this.view.series;
    const load = (event.load_average ?? []).map(value => value.toFixed(2)).join(' ');
    setText(byId('cpu-note'), load ? `load ${load}` : '');
    const cores = [...series.columns.keys()].filter(key => key.startsWith('core.')).length;
    this.cores.cores = cores;
    setText(byId('cores-note'), cores ? `${cores} ${cores === 1 ? 'core' : 'cores'}` : '');
    const memory = event.memory?.virtual;
    const swap = event.memory?.swap;
    const swapText = swap?.total > 0 ? `, swap ${bytes(swap.used)} of ${bytes(swap.total)}` : ', no swap';
    setText(byId('memory-note'), memory ? `${bytes(memory.available)} available${swap ? swapText : ''}` : '');
    byId('pressure').hidden = !event.pressure;
    this.#lists(event);
    this.#volumes(event);
    this.#sensors(event);
    this.#gpus(event);
  }

  #lists(event) {
    const disks = this.#busy('disk', event.disks ?? [], disk => (disk.read_rate || 0) + (disk.write_rate || 0));
    fill(this.disks, disks, rates, (target, disk) => {
      const use = Number.isFinite(disk.busy_percent) ? `, busy ${percent(disk.busy_percent)}` : '';
      writeRates(target, disk.name, `${rate(disk.read_rate)} read, ${rate(disk.write_rate)} written${use}`);
    });
    const links = this.#busy('link', event.network ?? [], link => (link.recv_rate || 0) + (link.sent_rate || 0));
    fill(this.links, links, rates, (target, link) => {
      writeRates(target, link.name, `${rate(link.recv_rate)} received, ${rate(link.sent_rate)} sent`);
    });
  }

  // Those that have done anything since the page was opened: a loop device that nobody uses is no news. In the order of their names, so
  // that lines stay where they are.
  #busy(kind, items, traffic) {
    for (const item of items) {
      if (traffic(item) > 0 && this.everBusy.size < mostNames) {
        this.everBusy.add(`${kind} ${item.name}`);
      }
    }
    return items.filter(item => this.everBusy.has(`${kind} ${item.name}`))
      .sort((a, b) => traffic(b) - traffic(a)).slice(0, mostDevices)
      .sort((a, b) => a.name.localeCompare(b.name, 'en'));
  }

  #volumes(event) {
    const volumes = [...event.file_systems ?? []].sort((a, b) => (b.percent ?? -1) - (a.percent ?? -1)).slice(0, mostRows);
    byId('volumes').hidden = volumes.length === 0;
    fill(byId('volume-list'), volumes, () => meter(), (target, volume) => {
      const free = Number.isFinite(volume.free) ? `${percent(volume.percent)}, ${bytes(volume.free)} free` : volume.reason ?? unknown;
      writeMeter(target, volume.mountpoint, free, volume.percent, 90, 97);
    });
  }

  #sensors(event) {
    const temperatures = (event.temperatures ?? []).map(sensor => ({
      name: sensor.label ? `${sensor.name} ${sensor.label}` : sensor.name,
      text: celsius(sensor.current),
      share: sensor.current / (sensor.critical ?? sensor.high ?? 100) * 100,
      limit: sensor.high !== null && sensor.critical ? sensor.high / sensor.critical * 100 : 100,
    }));
    const fans = (event.fans ?? []).map(fan => ({ name: fan.label || fan.name, text: `${count(fan.current)} rpm` }));
    const state = event.battery;
    const left = state?.power_plugged === false && state.secsleft > 0 ? `, ${duration(state.secsleft)} left` : '';
    const battery = state ? [{ name: 'Battery', text: `${percent(state.percent)}${left}` }] : [];
    const sensors = [...temperatures, ...fans, ...battery].slice(0, mostRows);
    byId('sensors').hidden = sensors.length === 0;
    fill(byId('sensor-list'), sensors, () => meter(), (target, sensor) => {
      writeMeter(target, sensor.name, sensor.text, sensor.share, sensor.limit, 100);
    });
  }

  #gpus(event) {
    const gpus = (event.gpus ?? []).slice(0, mostRows);
    byId('gpus').hidden = gpus.length === 0;
    fill(byId('gpu-list'), gpus, () => meter(), (target, gpu) => {
      const parts = [
        gpu.suspended ? 'asleep' : percent(gpu.utilization_percent),
        Number.isFinite(gpu.memory_used) && Number.isFinite(gpu.memory_total) ? `${bytes(gpu.memory_used)} of ${bytes(gpu.memory_total)}` : '',
        Number.isFinite(gpu.temperature_celsius) ? celsius(gpu.temperature_celsius) : '',
        Number.isFinite(gpu.power_watts) ? `${Math.round(gpu.power_watts)} W` : '',
      ];
      writeMeter(target, gpu.name ? `${gpu.name} ${gpu.id}` : gpu.id, parts.filter(part => part).join(', '), gpu.utilization_percent, 101, 101);
    });
  }
}

function list(panel) {
  const made = element('ul', 'rates');
  byId(panel).append(made);
  return made;
}

function rates() {
  const item = element('li');
  item.append(element('span', 'label'), ' ', element('span', 'value'));
  return item;
}

function writeRates(target, name, text) {
  setText(target.children[0], short(name, 40));
  setText(target.children[1], text);
}

function meter() {
  const item = element('li');
  const bar = element('meter');
  bar.min = 0;
  bar.max = 100;
  bar.setAttribute('aria-hidden', 'true');
  item.append(element('span', 'label'), ' ', element('span', 'value'), bar);
  return item;
}

function writeMeter(target, name, text, value, warn, bad) {
  const [label, shown, bar] = target.children;
  setText(label, short(name, 80));
  setText(shown, text);
  setAttribute(label, 'title', short(name));
  bar.hidden = !Number.isFinite(value);
  bar.value = Math.round(value) || 0;
  setAttribute(target, 'data-level', value >= bad ? 'bad' : value >= warn ? 'warn' : 'good');
}
