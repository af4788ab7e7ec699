// The page: what arrives is kept in one series and one table of processes, and drawn once for each event.

import { TimeView } from './chart.js';
import { Details } from './details.js';
import { button, byId, element, fill, setAttribute, setText } from './dom.js';
import { findingsOf, notesOf } from './findings.js';
import { clock, duration, short } from './format.js';
import { loadHistory, valuesOf } from './machine.js';
import { Panels } from './panels.js';
import { Past } from './past.js';
import { Processes } from './processes.js';
import { Series } from './series.js';
import { setUpKeys, setUpTheme } from './settings.js';
import { Stream } from './stream.js';
import { Tables } from './tables.js';

const api = new URL('../api/v1/', import.meta.url);
const series = new Series();
const processes = new Processes();
const view = new TimeView(series);
const panels = new Panels(view);
const details = new Details(api, processes, row => open(row));
const tables = new Tables(api, processes, row => row && open(row));
const past = new Past(get);
let lastEvent = {};
let paused = false;
let announced;

const stream = new Stream(api, {
  open: connect,
  machine(event) {
    lastEvent = event;
    series.append(event.time, valuesOf(event));
    panels.update(event);
    view.draw();
    showFindings();
  },
  processes(event, isFirst) {
    processes.apply(event, isFirst || event.all === true);
    tables.update();
    details.update(event.time);
    showFindings();
  },
  state: showState,
});

// What is asked once for each connection: whose machine this is, and its last hour.
async function connect() {
  const machine = await get('machine');
  const host = machine.host ?? {};
  const name = short(host.name ?? location.hostname, 60);
  setText(byId('host'), name);
  document.title = `${name}, psutil`;
  const uptime = Number.isFinite(machine.boot_time) ? `up ${duration(machine.time - machine.boot_time)}` : undefined;
  setText(byId('system'), [host.os ?? machine.platform, host.kernel, uptime].filter(Boolean).map(part => short(part, 60)).join(', '));
  byId('tables').hidden = machine.processes_shown === false;
  past.show(machine.recording_shown === true, machine.processes_shown !== false);
  const history = await get('history');
  series.clear();
  loadHistory(history, series);
  view.draw();
}

async function get(path) {
  const response = await fetch(new URL(path, api), { cache: 'no-store' });
  if (response.status === 401 || response.status === 403) {
    const failure = new Error('The server asks for a token: load this page again.');
    failure.name = 'denied';
    failure.isFinal = true;
    throw failure;
  }
  if (!response.ok) {
    throw new Error(`The server answers ${response.status}.`);
  }
  return response.json();
}

function showState(state, since, message) {
  const texts = {
    connecting: 'Connecting',
    live: 'Live',
    paused: 'Paused',
    denied: message,
    lost: `No answer since ${clock(since)}; trying again`,
  };
  const target = byId('link');
  setText(target, texts[state]);
  setAttribute(target, 'data-state', state);
  setAttribute(document.documentElement, 'data-link', state);
}

function showFindings() {
  const found = findingsOf(lastEvent, series, processes);
  setAttribute(document.documentElement, 'data-worst', found[0].level);
  fill(byId('findings'), [...found, ...notesOf(processes)], makeFinding, writeFinding);
  // Numbers change every second: read aloud is only what begins and ends.
  const ids = found.map(finding => finding.id).join('\n');
  if (ids !== announced) {
    announced = ids;
    setText(byId('announcement'), found.map(finding => short(finding.what)).join(' '));
  }
}

function makeFinding() {
  const item = element('li');
  const cause = button('link cause', '', () => item.cause && open(item.cause));
  item.append(element('span', 'badge'), ' ', element('span', 'what'), ' ', cause, ' ', element('span', 'since'));
  return item;
}

const words = { bad: 'Critical', warn: 'Warning', good: 'OK', note: '' };

function writeFinding(item, finding) {
  const [badge, what, cause, since] = item.children;
  setAttribute(item, 'data-level', finding.level);
  setAttribute(item, 'data-id', finding.id);
  setText(badge, words[finding.level]);
  setText(what, short(finding.what));
  item.cause = finding.cause?.row;
  cause.hidden = !finding.cause;
  setText(cause, finding.cause ? `${short(finding.cause.row.name, 60)} ${finding.cause.row.pid}: ${finding.cause.text}` : '');
  setText(since, [sinceText(finding.since), finding.until].filter(Boolean).join(', '));
}

function sinceText(since) {
  if (!Number.isFinite(since)) {
    return '';
  }
  const lasted = duration(series.last - since);
  // What was there at the first sample began then or before.
  const isFromStart = Math.abs(since - series.first) < 2;
  return isFromStart ? `for ${lasted} or longer` : `for ${lasted}, since ${clock(since).slice(0, 5)}`;
}

function open(row) {
  tables.reveal(row);
  details.open(row);
}

function setSpan(seconds) {
  view.span = seconds;
  for (const choice of document.querySelectorAll('[data-span]')) {
    setAttribute(choice, 'aria-pressed', Number(choice.dataset.span) === seconds);
  }
  view.draw();
}

function togglePause() {
  paused = !paused;
  setAttribute(byId('pause'), 'aria-pressed', paused);
  setText(byId('pause'), paused ? 'Go on' : 'Pause');
  paused ? stream.pause() : stream.start();
}

for (const choice of document.querySelectorAll('[data-span]')) {
  choice.addEventListener('click', () => setSpan(Number(choice.dataset.span)));
}
byId('pause').addEventListener('click', togglePause);
const cycleTheme = setUpTheme(() => {
  view.draw();
  past.draw();
});
setUpKeys({
  tables,
  details,
  cycleTheme,
  togglePause,
  cycleSpan() {
    const spans = [300, 900, 3600];
    setSpan(spans[(spans.indexOf(view.span) + 1) % spans.length]);
  },
});
stream.start();
