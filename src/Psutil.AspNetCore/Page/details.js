// One process in full, asked for when it is opened and every few seconds while it is.

import { button, byId, element, fill, setText } from './dom.js';
import { bytes, clock, count, duration, instant, percent, rate, short, unknown, visible } from './format.js';
import { ioOf, keyOf } from './processes.js';

const interval = 5000;
const mostItems = 200;
// In the order of their worth; what the server has beyond these follows.
const order = ['exe', 'cmdline', 'cwd', 'uids', 'gids', 'terminal', 'cgroup', 'memory_info', 'memory_info_ex', 'memory_footprint',
  'cpu_times', 'io_counters', 'num_threads', 'num_fds', 'num_handles', 'num_ctx_switches', 'page_faults', 'nice', 'ionice', 'cpu_num',
  'cpu_affinity', 'oom_score', 'rlimits', 'open_files', 'net_connections'];
const aside = ['schema', 'pid', 'ppid', 'name', 'status', 'create_time', 'cpu_percent', 'unavailable', 'time', 'username', 'rss',
  'read_rate', 'write_rate'];
const inBytes = new Set(['memory_info', 'memory_info_ex', 'memory_footprint', 'uss', 'rss', 'vms']);

export class Details {
  constructor(api, processes, onSelect) {
    this.api = api;
    this.processes = processes;
    this.onSelect = onSelect;
    this.panel = byId('details');
    byId('details-close').addEventListener('click', () => this.close());
  }

  get isOpen() {
    return !this.panel.hidden;
  }

  open(row) {
    this.returnTo ??= document.activeElement;
    this.key = keyOf(row);
    this.last = row;
    this.document = undefined;
    this.problem = undefined;
    this.panel.hidden = false;
    byId('details-body').replaceChildren();
    setText(byId('details-title'), `${short(row.name)} ${row.pid}`);
    byId('details-title').focus({ preventScroll: true });
    this.update();
    this.#ask();
  }

  close() {
    this.panel.hidden = true;
    clearTimeout(this.timer);
    this.key = undefined;
    this.returnTo?.focus({ preventScroll: true });
    this.returnTo = undefined;
  }

  // Called for every event of the stream: what the table knows is new every second.
  update(time) {
    if (!this.isOpen) {
      return;
    }
    const row = this.processes.now(this.last);
    if (row) {
      this.last = row;
      this.endedAt = undefined;
    } else {
      this.endedAt ??= time;
    }
    this.#write();
  }

  async #ask() {
    clearTimeout(this.timer);
    const key = this.key;
    const asked = this.last;
    try {
      if (!document.hidden && this.processes.now(asked)) {
        const response = await fetch(new URL(`processes/${asked.pid}`, this.api), { cache: 'no-store' });
        if (!response.ok) {
          throw new Error(response.status === 404 ? 'The process has ended.' : `The server answers ${response.status}.`);
        }
        const answer = await response.json();
        const document = answer.process ?? answer.processes?.[0] ?? answer;
        // The number may be another process's by now. (The clock may have been set meanwhile, which moves times by parts of a second.)
        if (key === this.key && Math.abs(document.create_time - asked.create_time) < 1) {
          this.document = document;
          this.problem = undefined;
        }
      }
    } catch (failure) {
      this.problem = failure.message;
    }
    if (key === this.key) {
      this.#write();
      this.timer = setTimeout(() => this.#ask(), interval);
    }
  }

  #write() {
    const row = this.last;
    const ended = this.processes.now(row) ? '' : this.endedAt ? `Ended about ${clock(this.endedAt)}. ` : 'Ended. ';
    setText(byId('details-state'), ended + (ended ? '' : this.problem ?? ''));
    const parent = this.processes.byPid(row.ppid);
    const children = [...this.processes.rows.values()].filter(other => other.ppid === row.pid && other !== row);
    const entries = [
      ['status', row.status ?? unknown],
      ['CPU', percent(row.cpu_percent)],
      ['memory (RSS)', bytes(row.rss)],
      ['disk I/O', rate(ioOf(row))],
      ['started', `${instant(row.create_time)}, ${duration(Date.now() / 1000 - row.create_time)} ago`],
      ['user', short(row.username ?? unknown)],
      ['parent', parent ? [parent] : String(row.ppid ?? unknown)],
      ['children', children.length > 0 ? children.slice(0, 20) : 'none'],
      ...this.#answered(),
    ];
    fill(byId('details-body'), entries, makeEntry, (target, [label, value]) => this.#entry(target, label, value));
  }

  #answered() {
    const document = this.document ?? {};
    const known = order.filter(key => key in document);
    const others = Object.keys(document).filter(key => !order.includes(key) && !aside.includes(key));
    const reasons = Object.entries(document.unavailable ?? {});
    return [
      ...[...known, ...others].filter(key => document[key] !== null && !(key === 'memory_info' && document.memory_info_ex)).map(key => [key, describe(key, document[key])]),
      ...(reasons.length > 0 ? [['not available', reasons.map(([key, reason]) => `${key}: ${short(text(reason))}`).join('\n')]] : []),
    ];
  }

  #entry(target, label, value) {
    const [term, definition] = target.children;
    setText(term, label);
    if (!Array.isArray(value)) {
      setText(definition, value);
      definition.dataset.links = '';
      return;
    }
    const links = value.map(keyOf).join(' ');
    if (definition.dataset.links !== links) {
      definition.dataset.links = links;
      definition.replaceChildren(...value.map(row => button('link', `${short(row.name, 40)} ${row.pid}`, () => this.onSelect(row))));
    }
  }
}

function makeEntry() {
  const entry = element('div', 'entry');
  entry.append(element('dt'), element('dd'));
  return entry;
}

function describe(key, value) {
  if (Array.isArray(value)) {
    if (key === 'cmdline') {
      return short(value.join(' '), 2000) || unknown;
    }
    const lines = value.slice(0, mostItems).map(item => short(text(item)));
    const more = value.length > mostItems ? `\nand ${value.length - mostItems} more` : '';
    return `${value.length === 0 ? 'none' : lines.join(typeof value[0] === 'object' ? '\n' : ', ')}${more}`;
  }
  if (value !== null && typeof value === 'object') {
    const parts = Object.entries(value).slice(0, mostItems).filter(([, part]) => part !== null);
    return parts.map(([name, part]) => `${visible(name)} ${number(inBytes.has(key) || key === 'cpu_times' ? key : name, part)}`).join(', ') || unknown;
  }
  return number(key, value);
}

function number(key, value) {
  if (typeof value !== 'number') {
    return short(text(value));
  }
  if (inBytes.has(key) || key.endsWith('_bytes') || key.endsWith('_chars')) {
    return bytes(value);
  }
  if (key === 'cpu_times') {
    return `${count(value)} s`;
  }
  return key === 'memory_percent' ? percent(value) : count(value);
}

function text(value) {
  if (value === null || value === undefined) {
    return unknown;
  }
  if (typeof value !== 'object') {
    return String(value);
  }
  if (Array.isArray(value)) {
    return value.map(text).join(' ');
  }
  if ('ip' in value && 'port' in value) {
    return address(value);
  }
  return Object.entries(value).filter(([, part]) => part !== null && part !== '').map(([name, part]) => `${name} ${text(part)}`).join('  ');
}

export function address(value) {
  if (!value) {
    return '';
  }
  if (typeof value === 'string') {
    return value;
  }
  return value.ip?.includes(':') ? `[${value.ip}]:${value.port}` : `${value.ip}:${value.port}`;
}
