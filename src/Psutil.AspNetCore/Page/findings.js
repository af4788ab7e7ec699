// What is wrong, who does it, since when: the server finds it, and here it becomes words. Without a trouble the line says so, and it
// always names the busiest and the largest process.

import { bytes, celsius, duration, percent, rate } from './format.js';
import { ioOf } from './processes.js';

const MiB = 1024 * 1024;

const cpu = { of: row => row.cpu_percent, text: percent };
const memory = { of: row => row.rss, text: bytes };
const io = { of: ioOf, text: rate };

// For each kind its sentence, and what of the process matters.
const kinds = {
  cpu: { what: found => `CPU saturated: ${percent(found.value)}`, part: cpu },
  memory: { what: found => `Memory nearly full: ${percent(found.value)} available`, part: memory },
  'memory-pressure': { what: found => `Memory pressure: all processes wait ${percent(found.value)} of the time`, part: memory },
  swapping: { what: found => `Swap storm: ${rate(found.value * MiB)}`, part: memory },
  'io-pressure': { what: found => `Disks too slow: all processes wait ${percent(found.value)} of the time`, part: io },
  'file-system': { what: found => `Disk nearly full: ${found.subject} ${percent(found.value)}` },
  temperature: { what: found => `Hot: ${found.subject} ${celsius(found.value)}, limit ${celsius(found.limit)}` },
};

// [{id, level: 'bad' | 'warn' | 'good' | 'note', what, since?, until?, cause?: {row, text}}]
export function findingsOf(event, series, processes) {
  const found = (event.findings ?? []).map(finding => {
    const kind = kinds[finding.kind] ?? { what: () => `${finding.kind}: ${finding.value} ${finding.unit}, limit ${finding.limit}` };
    return {
      id: finding.subject ? `${finding.kind} ${finding.subject}` : finding.kind,
      level: finding.severity === 'critical' ? 'bad' : 'warn',
      what: kind.what(finding),
      since: finding.since,
      until: finding.kind === 'file-system' ? untilFull(series, finding) : undefined,
      cause: causeOf(finding.process, kind.part, processes),
    };
  });
  return found.length > 0 ? found : [{ id: 'calm', level: 'good', what: 'Nothing is wrong.' }];
}

export function notesOf(processes) {
  return [note('busiest', 'Busiest', cpu, processes), note('largest', 'Largest', memory, processes)].filter(Boolean);
}

function note(id, what, part, processes) {
  const row = processes.most(part.of);
  return row && { id, level: 'note', what, cause: { row, text: part.text(part.of(row)) } };
}

function causeOf(process, part, processes) {
  const row = process && processes.byPid(process.pid);
  return row && { row, text: part ? part.text(part.of(row)) : '' };
}

// From growth over ten minutes or more: a shorter time tells nothing.
function untilFull(series, finding) {
  const key = `volume.${finding.subject}`;
  const from = Math.max(series.first, series.last - 3600);
  const seconds = series.last - from;
  const grown = finding.value - series.at(key, from);
  return seconds >= 600 && grown > 0.1 ? `full in ${duration((100 - finding.value) / grown * seconds)}` : undefined;
}
