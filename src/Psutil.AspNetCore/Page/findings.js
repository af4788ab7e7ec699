// What is wrong, who does it, since when. Each finding rests on values that the page has; the process named is the one with most of
// what runs short. A finding begins at the first sample of the hour from which its condition has held.

import { bytes, celsius, duration, percent, rate } from './format.js';
import { ioOf } from './processes.js';

const MiB = 1024 * 1024;
const mostVolumes = 5;

const cpuOf = row => row.cpu_percent;
const rssOf = row => row.rss;

// [{id, level: 'bad' | 'warn', what, since, until?, cause?: {row, text}}], the worst first.
export function findings(event, series, processes) {
  const found = [
    cpu(series, processes),
    cpuPressure(series, processes),
    memory(series, processes),
    swapping(series, processes),
    waiting(series, processes),
    ...volumes(event, series),
    ...temperatures(event),
    battery(event),
  ].filter(Boolean);
  return found.sort((a, b) => (a.level === b.level ? 0 : a.level === 'bad' ? -1 : 1));
}

export function busiest(processes) {
  const row = processes.most(cpuOf);
  return row && { row, text: percent(row.cpu_percent) };
}

export function largest(processes) {
  const row = processes.most(rssOf);
  return row && { row, text: bytes(row.rss) };
}

function mostIO(processes) {
  const row = processes.most(ioOf);
  return row && { row, text: rate(ioOf(row)) };
}

// A condition is worth a line once it has lasted: a compiler that runs for five seconds is no trouble.
function lasting(series, seconds, holds) {
  const since = series.since(holds);
  return series.last - since >= seconds ? since : NaN;
}

function cpu(series, processes) {
  const since = lasting(series, 15, value => value('cpu.percent') >= 90);
  return Number.isFinite(since)
    ? { id: 'cpu', level: 'warn', what: `CPU saturated: ${percent(series.latest('cpu.percent'))}`, since, cause: busiest(processes) }
    : undefined;
}

function cpuPressure(series, processes) {
  const since = lasting(series, 15, value => value('pressure.cpu') >= 40 && !(value('cpu.percent') >= 90));
  return Number.isFinite(since)
    ? {
      id: 'cpu-pressure',
      level: 'warn',
      what: `Processes wait for a CPU ${percent(series.latest('pressure.cpu'))} of the time`,
      since,
      cause: busiest(processes),
    }
    : undefined;
}

function memory(series, processes) {
  const scarce = lasting(series, 5, value => value('memory.available') < value('memory.total') * 0.05);
  if (Number.isFinite(scarce)) {
    const left = series.latest('memory.available');
    return { id: 'memory', level: 'bad', what: `Memory nearly full: ${bytes(left)} available`, since: scarce, cause: largest(processes) };
  }
  const pressed = lasting(series, 10, value => value('pressure.memory') >= 10);
  return Number.isFinite(pressed)
    ? {
      id: 'memory',
      level: series.latest('pressure.memory') >= 40 ? 'bad' : 'warn',
      what: `Memory pressure: ${percent(series.latest('pressure.memory'))} of the time lost`,
      since: pressed,
      cause: largest(processes),
    }
    : undefined;
}

function swapping(series, processes) {
  const since = lasting(series, 10, value => value('swap.in') >= MiB && value('swap.out') >= MiB);
  return Number.isFinite(since)
    ? {
      id: 'swap',
      level: 'bad',
      what: `Swap storm: ${rate(series.latest('swap.in'))} in, ${rate(series.latest('swap.out'))} out`,
      since,
      cause: largest(processes),
    }
    : undefined;
}

function waiting(series, processes) {
  const since = lasting(series, 15, value => value('pressure.io') >= 25);
  return Number.isFinite(since)
    ? {
      id: 'io',
      level: series.latest('pressure.io.full') >= 60 ? 'bad' : 'warn',
      what: `Processes wait for disks ${percent(series.latest('pressure.io'))} of the time`,
      since,
      cause: mostIO(processes),
    }
    : undefined;
}

function volumes(event, series) {
  const full = (event.file_systems ?? []).filter(volume => volume.percent >= 90 && volume.total > 0 && !isReadOnly(volume));
  return full.sort((a, b) => b.percent - a.percent).slice(0, mostVolumes).map(volume => {
    const key = `volume.${volume.mountpoint}`;
    const left = timeUntilFull(series, key, volume);
    return {
      id: key,
      level: volume.percent >= 97 || left < 3600 ? 'bad' : 'warn',
      what: `Disk nearly full: ${volume.mountpoint} ${percent(volume.percent)}, ${bytes(volume.free)} free`,
      since: series.since(value => value(key) >= 90),
      until: Number.isFinite(left) ? `full in ${duration(left)}` : undefined,
    };
  });
}

// An image such as a snap's is always full.
const isReadOnly = volume => (volume.opts ?? '').split(',').includes('ro') || volume.fstype === 'squashfs' || volume.fstype === 'iso9660';

// Of growth over ten minutes or more: a shorter time tells nothing.
function timeUntilFull(series, key, volume) {
  const from = Math.max(series.first, series.last - 3600);
  const before = series.at(key, from);
  const seconds = series.last - from;
  const grown = volume.percent - before;
  return seconds >= 600 && grown > 0.1 ? (100 - volume.percent) / grown * seconds : NaN;
}

function temperatures(event) {
  return (event.temperatures ?? []).filter(sensor => sensor.current >= (sensor.critical ?? sensor.high)
    || sensor.current >= (sensor.high ?? sensor.critical)).slice(0, 3).map(sensor => ({
    id: `temperature.${sensor.name}.${sensor.label}`,
    level: sensor.current >= sensor.critical ? 'bad' : 'warn',
    what: `Hot: ${sensor.label || sensor.name} ${celsius(sensor.current)}, limit ${celsius(sensor.critical ?? sensor.high)}`,
  }));
}

function battery(event) {
  const state = event.battery;
  return state && state.power_plugged === false && state.percent < 15
    ? { id: 'battery', level: state.percent < 5 ? 'bad' : 'warn', what: `Battery at ${percent(state.percent)}` }
    : undefined;
}
