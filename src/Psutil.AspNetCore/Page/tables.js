// The two tables, processes and connections: what they show, in which order, filtered by what.

import { address } from './details.js';
import { byId, setAttribute, setText } from './dom.js';
import { bytes, clock, count, instant, percent, rate, short, unknown } from './format.js';
import { Grid } from './grid.js';
import { ioOf, keyOf, orderBy } from './processes.js';

const connectionsInterval = 5000;

const heat = (value, warn, bad) => (value >= bad ? 'bad' : value >= warn ? 'warn' : 'none');

const processColumns = [
  { key: 'name', label: 'Name', value: row => row.name ?? '', text: row => nameOf(row) },
  { key: 'pid', label: 'PID', numeric: true, value: row => row.pid, text: row => String(row.pid) },
  { key: 'user', label: 'User', value: row => row.username ?? undefined, text: row => short(row.username ?? unknown, 40) },
  {
    key: 'cpu', label: 'CPU', title: 'CPU, in percent of one core', numeric: true, descending: true,
    value: row => row.cpu_percent, text: row => percent(row.cpu_percent ?? NaN), mark: row => heat(row.cpu_percent, 50, 90),
  },
  {
    key: 'memory', label: 'Memory', title: 'Memory resident (RSS)', numeric: true, descending: true,
    value: row => row.rss, text: row => bytes(row.rss ?? NaN),
  },
  {
    key: 'io', label: 'Disk I/O', title: 'Read and written, per second', numeric: true, descending: true,
    value: ioOf, text: row => rate(ioOf(row)),
  },
  { key: 'threads', label: 'Threads', numeric: true, descending: true, value: row => row.num_threads, text: row => count(row.num_threads ?? NaN) },
  {
    key: 'state', label: 'State', value: row => row.status ?? undefined, text: row => row.status ?? unknown,
    mark: row => (row.status === 'zombie' || row.status === 'disk-sleep' ? 'warn' : 'none'),
  },
  { key: 'started', label: 'Started', numeric: true, descending: true, value: row => row.create_time, text: row => startOf(row) },
];

const connectionColumns = [
  { key: 'name', label: 'Process', value: row => row.name ?? undefined, text: row => short(row.name ?? unknown, 60) },
  { key: 'pid', label: 'PID', numeric: true, value: row => row.pid ?? undefined, text: row => String(row.pid ?? unknown) },
  { key: 'protocol', label: 'Type', value: row => row.type, text: row => protocolOf(row) },
  { key: 'local', label: 'Local address', value: row => address(row.laddr), text: row => short(address(row.laddr)) },
  { key: 'remote', label: 'Remote address', value: row => address(row.raddr), text: row => short(address(row.raddr)) },
  { key: 'state', label: 'State', value: row => row.status, text: row => (row.status === 'NONE' ? '' : short(row.status ?? unknown, 20)) },
];

const nameOf = row => (row.cmdline?.length > 0 ? `${short(row.name ?? unknown, 80)}  ${short(row.cmdline.slice(1).join(' '))}` : short(row.name ?? unknown, 80));

const startOf = row => (Date.now() / 1000 - row.create_time < 86400 ? clock(row.create_time) : instant(row.create_time).slice(0, 10));

const protocolOf = row => `${row.type === 'SOCK_STREAM' ? 'TCP' : row.type === 'SOCK_DGRAM' ? 'UDP' : String(row.type).replace('SOCK_', '')}`
  + `${row.family === 'AF_INET6' ? '6' : ''}`;

const connectionKey = row => `${row.pid}/${row.fd}/${row.type}/${address(row.laddr)}/${address(row.raddr)}`;

export class Tables {
  constructor(api, processes, onOpen) {
    this.api = api;
    this.processes = processes;
    this.isTree = false;
    this.connections = [];
    this.filterField = byId('filter');
    this.processGrid = this.#grid('processes', 'Processes', processColumns, keyOf, { key: 'cpu', descending: true }, onOpen);
    this.connectionGrid = this.#grid('connections', 'Connections', connectionColumns, connectionKey, { key: 'local', descending: false },
      row => onOpen(this.processes.byPid(row.pid)));
    this.filterField.addEventListener('input', () => this.update());
    byId('tree').addEventListener('click', () => this.toggleTree());
    for (const name of ['processes', 'connections']) {
      byId(`tab-${name}`).addEventListener('click', () => this.showTable(name));
      byId(`tab-${name}`).addEventListener('keydown', event => {
        if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
          this.toggleTable();
          byId(`tab-${this.shown}`).focus();
          event.preventDefault();
        }
      });
    }
    this.shown = 'processes';
  }

  get grid() {
    return this.shown === 'processes' ? this.processGrid : this.connectionGrid;
  }

  focus() {
    this.grid.root.focus();
    if (this.grid.index < 0 && this.grid.items.length > 0) {
      this.grid.select(this.grid.keyOf(this.grid.items[0].row));
    }
  }

  setFilter(text) {
    this.filterField.value = text;
    this.update();
  }

  toggleTree() {
    this.isTree = !this.isTree;
    setAttribute(byId('tree'), 'aria-pressed', this.isTree);
    this.update();
  }

  toggleTable() {
    this.showTable(this.shown === 'processes' && !byId('tab-connections').hidden ? 'connections' : 'processes');
  }

  showTable(name) {
    this.shown = name;
    for (const other of ['processes', 'connections']) {
      byId(other).hidden = other !== name;
      setAttribute(byId(`tab-${other}`), 'aria-selected', other === name);
      byId(`tab-${other}`).tabIndex = other === name ? 0 : -1;
    }
    setAttribute(byId('table'), 'aria-labelledby', `tab-${name}`);
    byId('tree').hidden = name !== 'processes';
    this.update();
    this.#askConnections();
  }

  sortProcesses(key) {
    this.showTable('processes');
    this.#sort(this.processGrid, processColumns.find(column => column.key === key), true);
  }

  reveal(row) {
    this.processGrid.select(keyOf(row), this.shown === 'processes');
  }

  update() {
    const filter = this.filterField.value.trim();
    const { grid } = this;
    const column = grid.columns.find(candidate => candidate.key === grid.sort.key);
    const order = orderBy(column.value, grid.sort.descending);
    if (this.shown === 'processes') {
      const items = this.isTree
        ? this.processes.tree(filter, order)
        : this.processes.list(filter, order).map(row => ({ row }));
      grid.show(items, this.isTree, filter ? 'No process matches the filter.' : 'No processes yet.');
      this.#count(items.length, this.processes.rows.size, ['process', 'processes'], filter);
    } else {
      const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
      const rows = this.connections.filter(row => words.every(word =>
        connectionColumns.some(part => part.text(row).toLowerCase().includes(word))));
      grid.show(rows.sort(order).map(row => ({ row })), false, filter ? 'No connection matches the filter.' : this.connectionsState ?? 'Asking.');
      this.#count(rows.length, this.connections.length, ['connection', 'connections'], filter);
    }
  }

  #grid(id, label, columns, key, sort, onOpen) {
    const grid = new Grid(byId(id), {
      label, columns, keyOf: key, sort, onOpen,
      onSort: column => this.#sort(grid, column, false),
      onToggle: item => this.#toggle(item),
    });
    return grid;
  }

  #sort(grid, column, isFixed) {
    const isSame = grid.sort.key === column.key;
    grid.sortBy(column.key, isSame && !isFixed ? !grid.sort.descending : Boolean(column.descending));
    grid.root.scrollTop = 0;
    this.update();
  }

  #toggle(item) {
    const { collapsed, rows } = this.processes;
    const key = keyOf(item.row);
    if (!collapsed.delete(key)) {
      collapsed.add(key);
    }
    // What ended needs no memory.
    for (const other of collapsed) {
      if (!rows.has(parseInt(other, 10))) {
        collapsed.delete(other);
      }
    }
    this.update();
  }

  #count(shown, all, [one, many], filter) {
    const noun = all === 1 ? one : many;
    setText(byId('count'), filter && shown !== all ? `${count(shown)} of ${count(all)} ${noun}` : `${count(all)} ${noun}`);
  }

  async #askConnections() {
    clearTimeout(this.timer);
    if (this.shown !== 'connections') {
      return;
    }
    try {
      if (!document.hidden) {
        const response = await fetch(new URL('connections', this.api), { cache: 'no-store' });
        if (!response.ok) {
          throw new Error(`The server answers ${response.status}.`);
        }
        this.connections = (await response.json()).connections ?? [];
        this.connectionsState = 'No connections.';
      }
    } catch (failure) {
      this.connectionsState = failure.message;
    }
    if (this.shown === 'connections') {
      this.update();
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.#askConnections(), connectionsInterval);
    }
  }
}
