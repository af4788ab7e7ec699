// The processes as the stream gives them, and which of them the table shows in which order.

const noChildren = [];

export const keyOf = row => `${row.pid}:${row.create_time}`;

export const ioOf = row => (Number.isFinite(row.read_rate) || Number.isFinite(row.write_rate)
  ? (row.read_rate || 0) + (row.write_rate || 0)
  : NaN);

export class Processes {
  constructor() {
    this.rows = new Map();
    this.collapsed = new Set();
  }

  // The first event after connecting holds all processes; a later one those that changed, and those that ended.
  apply(event, isFirst) {
    if (isFirst) {
      this.rows.clear();
    }
    for (const gone of event.ended ?? []) {
      this.rows.delete(gone.pid);
    }
    for (const row of event.changed ?? []) {
      this.rows.set(row.pid, row);
    }
  }

  byPid(pid) {
    return this.rows.get(pid);
  }

  // The row of a process as it is now; undefined if it has ended, even if another process has its number.
  now(row) {
    const current = this.rows.get(row.pid);
    return current && keyOf(current) === keyOf(row) ? current : undefined;
  }

  // The process with most of something; undefined if none has any.
  most(value) {
    let best;
    for (const row of this.rows.values()) {
      if (value(row) > (best === undefined ? 0 : value(best))) {
        best = row;
      }
    }
    return best;
  }

  list(filter, order) {
    const matches = matcher(filter);
    const rows = [];
    for (const row of this.rows.values()) {
      if (matches(row)) {
        rows.push(row);
      }
    }
    return rows.sort(order);
  }

  // Children below their parents, siblings in order, ancestors of what matches kept.
  tree(filter, order) {
    let shown = this.rows.values();
    if (filter) {
      const kept = new Set();
      for (const match of this.list(filter, () => 0)) {
        for (let row = match; row && !kept.has(row); row = parentOf(row, this.rows)) {
          kept.add(row);
        }
      }
      shown = kept;
    }
    const children = new Map();
    for (const row of shown) {
      const parent = parentOf(row, this.rows);
      const siblings = children.get(parent);
      siblings ? siblings.push(row) : children.set(parent, [row]);
    }
    for (const siblings of children.values()) {
      siblings.sort(order);
    }
    const result = [];
    // A stack rather than calls: a chain of processes can be as long as the table.
    const waiting = (children.get(undefined) ?? []).map(row => [row, 1]).reverse();
    while (waiting.length > 0) {
      const [row, level] = waiting.pop();
      const below = children.get(row) ?? noChildren;
      const isOpen = filter || !this.collapsed.has(keyOf(row));
      result.push({ row, level, expanded: below.length > 0 ? Boolean(isOpen) : undefined });
      if (isOpen) {
        for (let index = below.length - 1; index >= 0; index--) {
          waiting.push([below[index], level + 1]);
        }
      }
    }
    return result;
  }
}

// A parent that started later is another process that got the number. In one tick of the clock the number decides, so that no chain of
// parents is a circle.
function parentOf(row, byPid) {
  const parent = row.ppid === null || row.ppid === undefined ? undefined : byPid.get(row.ppid);
  const isOlder = parent && (parent.create_time < row.create_time || (parent.create_time === row.create_time && parent.pid < row.pid));
  return isOlder ? parent : undefined;
}

export function matcher(filter) {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return row => words.every(word =>
    (row.name ?? '').toLowerCase().includes(word)
    || (row.username ?? '').toLowerCase().includes(word)
    || (row.status ?? '').startsWith(word)
    || String(row.pid) === word
    || (row.cmdline ?? noChildren).some(part => part.toLowerCase().includes(word)));
}

// An order by one value: unknown values last, equal ones by PID, so that rows do not dance.
export function orderBy(value, descending) {
  const sign = descending ? -1 : 1;
  return (left, right) => {
    const a = value(left);
    const b = value(right);
    const hasA = a !== undefined && a !== null && a === a;
    const hasB = b !== undefined && b !== null && b === b;
    if (hasA !== hasB) {
      return hasA ? -1 : 1;
    }
    if (hasA && a !== b) {
      return (typeof a === 'string' ? a.localeCompare(b, 'en') : a - b) * sign || left.pid - right.pid;
    }
    return left.pid - right.pid;
  };
}
