// The stream of the server: it is closed while nobody looks, and opened again when the server comes back.

const firstDelay = 1000;
const longestDelay = 10000;
// What is silent for longer is taken for gone. A server can be set to send as seldom as once a minute.
const shortestSilence = 15000;
const firstSilence = 90000;

export class Stream {
  // on: {open(isAgain), machine(event), processes(event, isFirst), state(name, since)}
  constructor(api, on) {
    this.api = api;
    this.on = on;
    this.delay = firstDelay;
    this.wasOpen = false;
    this.wanted = false;
    this.attempt = 0;
    document.addEventListener('visibilitychange', () => this.#settle());
    // A browser that goes back to this page by its cache gets it with its connection closed.
    addEventListener('pageshow', event => event.persisted && this.#restart());
    addEventListener('pagehide', () => this.#close());
  }

  start() {
    this.wanted = true;
    this.#settle();
  }

  pause() {
    this.wanted = false;
    this.#settle();
  }

  #settle() {
    if (this.wanted && !document.hidden) {
      if (!this.source && !this.retry) {
        this.#open();
      }
    } else {
      this.#close();
      this.on.state('paused');
    }
  }

  #restart() {
    this.#close();
    this.#settle();
  }

  async #open() {
    const attempt = ++this.attempt;
    this.on.state(this.lostAt ? 'lost' : 'connecting', this.lostAt);
    try {
      await this.on.open(this.wasOpen);
    } catch (failure) {
      if (attempt === this.attempt) {
        this.#fail(failure);
      }
      return;
    }
    if (attempt !== this.attempt || !this.wanted || document.hidden) {
      return;
    }
    let isFirst = true;
    this.silence = firstSilence;
    this.lastTime = NaN;
    const source = new EventSource(new URL('stream', this.api));
    this.source = source;
    this.#watch();
    source.addEventListener('machine', message => {
      const event = JSON.parse(message.data);
      this.silence = Math.max(shortestSilence, 4000 * (event.time - this.lastTime) || firstSilence);
      this.lastTime = event.time;
      this.#hear();
      this.on.machine(event);
    });
    source.addEventListener('processes', message => {
      this.#hear();
      this.on.processes(JSON.parse(message.data), isFirst);
      isFirst = false;
    });
    source.addEventListener('error', () => source === this.source && this.#fail());
  }

  #hear() {
    this.delay = firstDelay;
    this.wasOpen = true;
    this.lostAt = undefined;
    this.on.state('live');
    this.#watch();
  }

  #watch() {
    clearTimeout(this.watch);
    this.watch = setTimeout(() => this.#fail(), this.silence);
  }

  #fail(failure) {
    this.#close();
    if (failure?.isFinal) {
      this.on.state(failure.name, undefined, failure.message);
      return;
    }
    this.lostAt ??= Date.now() / 1000;
    this.on.state('lost', this.lostAt);
    this.retry = setTimeout(() => {
      this.retry = undefined;
      this.#settle();
    }, this.delay);
    this.delay = Math.min(this.delay * 1.5, longestDelay);
  }

  #close() {
    this.attempt++;
    this.source?.close();
    this.source = undefined;
    clearTimeout(this.watch);
    clearTimeout(this.retry);
    this.retry = undefined;
  }
}
