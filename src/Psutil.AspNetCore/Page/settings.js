// The theme and the keys.

import { byId, setAttribute, setText } from './dom.js';

const themes = ['system', 'dark', 'light'];

export function setUpTheme(onChange) {
  let theme = stored('psutil-theme') ?? 'system';
  const show = () => {
    setAttribute(document.documentElement, 'data-theme', theme);
    setText(byId('theme'), `Theme: ${theme}`);
    onChange();
  };
  const cycle = () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length];
    store('psutil-theme', theme);
    show();
  };
  byId('theme').addEventListener('click', cycle);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', onChange);
  show();
  return cycle;
}

// A browser may forbid a page to keep anything.
function stored(key) {
  try {
    const value = localStorage.getItem(key);
    return themes.includes(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function store(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // The theme then lasts as long as the page.
  }
}

export function setUpKeys({ tables, details, cycleTheme, togglePause, cycleSpan }) {
  const help = byId('help');
  const filter = byId('filter');
  byId('help-open').addEventListener('click', () => help.showModal());
  const keys = {
    '/': () => {
      filter.focus();
      filter.select();
    },
    '?': () => help.showModal(),
    c: () => tables.sortProcesses('cpu'),
    m: () => tables.sortProcesses('memory'),
    i: () => tables.sortProcesses('io'),
    n: () => tables.sortProcesses('name'),
    t: () => tables.toggleTree(),
    x: () => tables.toggleTable(),
    w: cycleSpan,
    p: togglePause,
    d: cycleTheme,
  };
  document.addEventListener('keydown', event => {
    const isInField = event.target instanceof HTMLInputElement && event.target !== filter;
    if (isInField || help.open || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    const isTyping = event.target === filter;
    if (event.key === 'Escape') {
      if (isTyping && filter.value) {
        tables.setFilter('');
      } else if (details.isOpen) {
        details.close();
      } else if (filter.value) {
        tables.setFilter('');
      } else if (isTyping) {
        tables.focus();
      } else {
        return;
      }
    } else if (isTyping) {
      if (event.key !== 'Enter' && event.key !== 'ArrowDown') {
        return;
      }
      tables.focus();
    } else if (Object.hasOwn(keys, event.key)) {
      keys[event.key]();
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && event.target === document.body) {
      tables.focus();
    } else {
      return;
    }
    event.preventDefault();
  });
}
