// The WebSocket side. While it is away the page says so, tries again with growing pauses, and polls after a few tries.
import { address, get, token } from "./api.js";
import { encode } from "./format.js";

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** Three heartbeats. */
const SILENCE_MS = 45_000;
const POLL_MS = 5_000;
const TRIES_BEFORE_POLLING = 3;

/** Keeps one connection for all topics; `changed(state)` hears connecting, live, reconnecting, polling. */
export class LiveFeed {
  #topics = new Map();
  #socket = null;
  #last = null;
  #tries = 0;
  #retry = 0;
  #watchdog = 0;
  #poll = 0;
  #changed;
  #problem;

  constructor(changed, problem) {
    this.#changed = changed;
    this.#problem = problem;
    addEventListener("online", () => this.reconnect());
  }

  /** `listener(message)` hears what comes; `{type: "refresh"}` means that something may have been missed. Returns the way out. */
  on(topic, listener) {
    const fresh = !this.#topics.has(topic);
    const listeners = this.#topics.get(topic) ?? new Set();
    this.#topics.set(topic, listeners.add(listener));
    if (fresh) {
      this.#send({ subscribe: [topic] });
    }
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#topics.get(topic) === listeners) {
        this.#topics.delete(topic);
        this.#send({ unsubscribe: [topic] });
      }
    };
  }

  /** At once, with the token that is set now. */
  reconnect() {
    this.#drop();
    this.#open();
  }

  #open() {
    clearTimeout(this.#retry);
    const url = address("live");
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(url);
    this.#socket = socket;
    this.#listenFor(SILENCE_MS);
    socket.addEventListener("open", () => this.#greet(socket));
    socket.addEventListener("message", (event) => this.#heard(socket, event.data));
    socket.addEventListener("close", () => this.#lost(socket));
  }

  #greet(socket) {
    if (socket !== this.#socket) {
      return;
    }
    const credential = token();
    if (credential) {
      this.#send({ token: credential });
    }
    this.#send({ subscribe: [...this.#topics.keys()], after: this.#last });
    const again = this.#tries > 0;
    clearInterval(this.#poll);
    this.#poll = 0;
    this.#changed("live");
    if (again && this.#last === null) {
      this.#refreshAll();
    }
  }

  #send(message) {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify(message));
    }
  }

  #heard(socket, text) {
    if (socket !== this.#socket) {
      return;
    }
    this.#tries = 0;
    this.#listenFor(SILENCE_MS);
    let message;
    try {
      message = JSON.parse(text);
    } catch (broken) {
      return;
    }
    if (message.id !== undefined && message.id !== null) {
      this.#last = message.id;
    }
    if (message.type === "error") {
      this.#problem(String(message.detail ?? "The live connection reports an error."));
    } else if (message.type === "lagged" || (message.type === "resumed" && message.lost > 0)) {
      this.#refreshAll();
    } else if (message.topic) {
      this.#tell(message.topic, message);
    }
  }

  #tell(topic, message) {
    for (const listener of [...(this.#topics.get(topic) ?? [])]) {
      listener(message);
    }
  }

  #refreshAll() {
    for (const topic of [...this.#topics.keys()]) {
      this.#ask(topic);
    }
  }

  /** What the socket would have said, asked by REST. */
  async #ask(topic) {
    try {
      if (topic === "pool") {
        this.#tell(topic, { topic, type: "pool", data: await get("pool") });
      } else if (topic.startsWith("miner:")) {
        this.#tell(topic, { topic, type: "miner", data: await get("miners/" + encode(topic.slice(6))) });
      } else {
        this.#tell(topic, { topic, type: "refresh" });
      }
    } catch (unreachable) {
      // the indicator says it already
    }
  }

  #listenFor(milliseconds) {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => {
      const silent = this.#socket;
      silent?.close();
      if (silent) {
        this.#lost(silent);
      }
    }, milliseconds);
  }

  #lost(socket) {
    if (socket !== this.#socket) {
      return;
    }
    this.#drop();
    this.#tries += 1;
    if (this.#tries > TRIES_BEFORE_POLLING && !this.#poll) {
      this.#poll = setInterval(() => this.#refreshAll(), POLL_MS);
      this.#refreshAll();
    }
    this.#changed(this.#poll ? "polling" : "reconnecting");
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (this.#tries - 1));
    this.#retry = setTimeout(() => this.#open(), pause * (0.5 + Math.random() / 2));
  }

  #drop() {
    const socket = this.#socket;
    this.#socket = null;
    clearTimeout(this.#watchdog);
    clearTimeout(this.#retry);
    socket?.close();
  }
}
