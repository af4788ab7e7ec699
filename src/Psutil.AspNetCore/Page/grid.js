// A table that draws only the rows in sight, so that ten thousand cost no more than thirty. The focus stays on the grid; the selected
// row is its active descendant.

import { element, fill, setAttribute, setText } from './dom.js';

let serial = 0;

export class Grid {
  // columns: [{key, label, title?, text(row), value(row), descending, numeric?}]; keyOf(row) names a row for as long as it lives.
  constructor(root, { label, columns, keyOf, sort, onSort, onOpen, onToggle }) {
    Object.assign(this, { root, columns, keyOf, sort, onSort, onOpen, onToggle });
    this.id = `grid${++serial}`;
    this.items = [];
    this.selected = undefined;
    this.isTree = false;
    root.tabIndex = 0;
    root.setAttribute('aria-label', label);
    root.setAttribute('aria-colcount', columns.length);
    this.head = element('div', 'row head');
    this.head.setAttribute('role', 'row');
    this.head.setAttribute('aria-rowindex', 1);
    this.headers = columns.map(column => this.#header(column));
    this.head.append(...this.headers);
    this.space = element('div', 'space');
    this.space.setAttribute('role', 'rowgroup');
    this.empty = element('p', 'empty muted');
    root.append(this.head, this.space, this.empty);
    root.addEventListener('scroll', () => this.draw(), { passive: true });
    root.addEventListener('keydown', event => this.#key(event));
    this.space.addEventListener('click', event => this.#click(event));
    new ResizeObserver(() => this.draw()).observe(root);
    this.#writeSort();
  }

  // items: [{row, level?, expanded?}]
  show(items, isTree, empty) {
    this.items = items;
    this.isTree = isTree;
    setAttribute(this.root, 'role', isTree ? 'treegrid' : 'grid');
    setText(this.empty, items.length === 0 ? empty : '');
    this.draw();
  }

  sortBy(key, descending) {
    this.sort = { key, descending };
    this.#writeSort();
  }

  select(key, reveal = true) {
    this.selected = key;
    if (reveal) {
      this.#reveal();
    }
    this.draw();
  }

  get index() {
    return this.selected === undefined ? -1 : this.items.findIndex(item => this.keyOf(item.row) === this.selected);
  }

  draw() {
    const height = this.#rowHeight();
    if (!height || this.root.hidden) {
      return;
    }
    setAttribute(this.root, 'aria-rowcount', this.items.length + 1);
    const whole = `${this.items.length * height}px`;
    if (this.space.style.height !== whole) {
      this.space.style.height = whole;
    }
    const top = Math.max(0, this.root.scrollTop);
    const first = Math.max(0, Math.floor(top / height) - 4);
    const last = Math.min(this.items.length, Math.ceil((top + this.root.clientHeight) / height) + 4);
    const inSight = this.items.slice(first, last).map((item, index) => ({ item, index: first + index }));
    fill(this.space, inSight, () => this.#row(), (target, { item, index }) => this.#write(target, item, index, height));
    const active = this.index;
    if (active >= first && active < last) {
      setAttribute(this.root, 'aria-activedescendant', `${this.id}-${active - first}`);
    } else {
      this.root.removeAttribute('aria-activedescendant');
    }
  }

  #rowHeight() {
    return this.head.offsetHeight;
  }

  #header(column) {
    const cell = element('div', `cell ${column.key}${column.numeric ? ' numeric' : ''}`);
    cell.setAttribute('role', 'columnheader');
    const sorter = element('button', undefined, column.label);
    sorter.type = 'button';
    sorter.title = column.title ?? `Sort by ${column.label}`;
    sorter.addEventListener('click', () => this.onSort(column));
    cell.append(sorter);
    return cell;
  }

  #writeSort() {
    this.columns.forEach((column, index) => {
      const isSorted = column.key === this.sort.key;
      setAttribute(this.headers[index], 'aria-sort', isSorted ? (this.sort.descending ? 'descending' : 'ascending') : 'none');
    });
  }

  #row() {
    const row = element('div', 'row');
    row.setAttribute('role', 'row');
    row.id = `${this.id}-${this.space.children.length}`;
    for (const column of this.columns) {
      const cell = element('div', `cell ${column.key}${column.numeric ? ' numeric' : ''}`);
      cell.setAttribute('role', 'gridcell');
      if (column.key === 'name') {
        cell.append(element('span', 'indent'), element('span', 'twisty'), element('span', 'text'));
      }
      row.append(cell);
    }
    return row;
  }

  #write(target, item, index, height) {
    const transform = `translateY(${index * height}px)`;
    if (target.style.transform !== transform) {
      target.style.transform = transform;
    }
    const key = this.keyOf(item.row);
    target.dataset.key = key;
    setAttribute(target, 'aria-rowindex', index + 2);
    setAttribute(target, 'aria-selected', key === this.selected);
    if (this.isTree) {
      setAttribute(target, 'aria-level', item.level);
    } else {
      target.removeAttribute('aria-level');
    }
    if (item.expanded === undefined) {
      target.removeAttribute('aria-expanded');
    } else {
      setAttribute(target, 'aria-expanded', item.expanded);
    }
    this.columns.forEach((column, at) => {
      const cell = target.children[at];
      const text = column.text(item.row);
      if (column.key === 'name') {
        const indent = this.isTree ? `${Math.min(item.level - 1, 12)}em` : '0';
        if (cell.firstChild.style.width !== indent) {
          cell.firstChild.style.width = indent;
        }
        setText(cell.children[1], item.expanded === undefined ? '' : item.expanded ? '▾' : '▸');
        setText(cell.lastChild, text);
      } else {
        setText(cell, text);
      }
      if (column.mark) {
        setAttribute(cell, 'data-level', column.mark(item.row));
      }
    });
  }

  #reveal() {
    const height = this.#rowHeight();
    const index = this.index;
    if (index < 0 || !height) {
      return;
    }
    const top = index * height;
    const room = this.root.clientHeight - height;
    if (top < this.root.scrollTop) {
      this.root.scrollTop = top;
    } else if (top + height > this.root.scrollTop + room) {
      this.root.scrollTop = top + height - room;
    }
  }

  #click(event) {
    const row = event.target.closest('.row');
    if (!row) {
      return;
    }
    this.select(row.dataset.key, false);
    const item = this.items[this.index];
    if (event.target.classList.contains('twisty') && item?.expanded !== undefined) {
      this.onToggle(item);
    } else if (item) {
      this.onOpen(item.row);
    }
  }

  #key(event) {
    if (event.target !== this.root || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    const page = Math.max(1, Math.floor(this.root.clientHeight / this.#rowHeight()) - 2);
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
    const item = this.items[this.index];
    if (event.key in steps && this.items.length > 0) {
      const next = Math.min(Math.max(this.index + steps[event.key], 0), this.items.length - 1);
      this.select(this.keyOf(this.items[next].row));
    } else if (event.key === 'Enter' && item) {
      this.onOpen(item.row);
    } else if ((event.key === 'ArrowLeft' && item?.expanded === true) || (event.key === 'ArrowRight' && item?.expanded === false)) {
      this.onToggle(item);
    } else {
      return;
    }
    event.preventDefault();
  }
}
