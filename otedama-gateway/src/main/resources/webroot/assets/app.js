// Puts the page together: header, address bar, live connection, messages.
import { get, Problem, setToken, token } from "./api.js";
import { h, fill, setText } from "./dom.js";
import { eventsPage } from "./events.js";
import { plain, refreshTimes, statusWord } from "./format.js";
import { LiveFeed } from "./live.js";
import { minerPage } from "./miner.js";
import { overviewPage } from "./overview.js";
import { blocksPage, paymentsPage, workersPage } from "./pages.js";

const PAGES = { "": overviewPage, blocks: blocksPage, workers: workersPage, payments: paymentsPage, events: eventsPage, miner: minerPage };
const LIVE_WORDS = { connecting: "Connecting", live: "Live", reconnecting: "Reconnecting", polling: "Polling" };
const THEMES = ["auto", "dark", "light"];
const TIMES_MS = 10_000;
const MAX_NOTICES = 3;

const byId = (id) => document.getElementById(id);
const main = byId("main");
let pool = null;
let page = null;
const poolListeners = new Set();

// messages

const notices = new Map();

/** Says something once, however often it is reported. */
function notice(text, action) {
  if (notices.has(text)) {
    return;
  }
  if (notices.size >= MAX_NOTICES) {
    dismiss(notices.keys().next().value);
  }
  const node = h("div", { class: "notice" }, h("p", null, text), action,
    h("button", { type: "button", "aria-label": "Dismiss: " + text, click: () => dismiss(text) }, "Dismiss"));
  notices.set(text, node);
  byId("notices").append(node);
}

function dismiss(text) {
  notices.get(text)?.remove();
  notices.delete(text);
}

const unreachable = new Set();

function failed(problem) {
  if (problem.name === "AbortError" || problem.isNoStore) {
    return;
  }
  if (!(problem instanceof Problem)) {
    console.error(problem);
  }
  if (problem.status === 401 || problem.status === 403) {
    const refused = token();
    if (problem.status === 401) {
      forgetToken();
    }
    notice(refused ? "The token does not open this: " + plain(problem.message) : "This needs a token.", h("button", { type: "button", class: "primary", click: openToken }, "Enter a token"));
    return;
  }
  const text = problem.title && problem.title !== problem.message ? plain(problem.title) + ": " + plain(problem.message) : plain(problem.message);
  if (problem.status === 0) {
    unreachable.add(text);
  }
  notice(text);
}

function reached() {
  unreachable.forEach(dismiss);
  unreachable.clear();
}

// the pool, in the header and for the pages

function showPool(value) {
  const first = pool === null;
  pool = value;
  setText(byId("pool-name"), plain(pool.name || "Mining pool"));
  setText(byId("pool-sub"), [pool.network, statusWord(pool.state)].filter(Boolean).map(plain).join(" · "));
  setText(byId("foot-text"), "Otedama " + plain(pool.version ?? ""));
  poolListeners.forEach((listener) => listener(pool));
  if (first && page) {
    // built before the pool could answer: without its unit, and full of failures
    [...notices.keys()].forEach(dismiss);
    route(false);
  }
}

const live = new LiveFeed((state) => {
  byId("live").dataset.state = state;
  setText(byId("live"), LIVE_WORDS[state]);
  if (state === "live") {
    reached();
  }
}, (text) => notice(plain(text)));
live.on("pool", (message) => message.data && showPool(message.data));
live.on("blocks", (message) => {
  if (message.type === "block-found") {
    byId("live").title = "Newest block: " + plain(message.data?.height ?? "");
  }
});

// pages

class Context {
  #stop = new AbortController();
  #ends = [];
  failed = failed;
  reached = reached;

  get signal() {
    return this.#stop.signal;
  }

  pool() {
    return pool;
  }

  /** The pool as it is known, now and whenever it changes. */
  onPool(listener) {
    poolListeners.add(listener);
    this.#ends.push(() => poolListeners.delete(listener));
    if (pool) {
      listener(pool);
    }
  }

  on(topic, listener) {
    this.#ends.push(live.on(topic, listener));
  }

  /** Not while nobody looks. */
  every(milliseconds, action) {
    const timer = setInterval(() => document.hidden || action(), milliseconds);
    this.#ends.push(() => clearInterval(timer));
  }

  end() {
    this.#stop.abort();
    this.#ends.forEach((end) => end());
  }
}

function route(moved) {
  if (location.hash && !location.hash.startsWith("#/")) {
    return;
  }
  const [kind, ...rest] = location.hash.slice(2).split("/");
  const make = PAGES[kind];
  page?.dispose?.();
  page?.context.end();
  const context = new Context();
  let built;
  try {
    built = make && (kind === "miner") === (rest.length > 0) ? make(context, decodeURIComponent(rest.join("/"))) : missing();
  } catch (malformedAddress) {
    built = missing();
  }
  page = { ...built, context };
  const heading = h("h1", { tabindex: "-1" }, built.title);
  fill(main, heading, built.node);
  document.title = built.title + " · " + plain(pool?.name || "Mining pool");
  for (const link of byId("nav").children) {
    if (link.getAttribute("href") === "#/" + kind) {
      link.setAttribute("aria-current", "page");
    } else {
      link.removeAttribute("aria-current");
    }
  }
  if (moved) {
    scrollTo(0, 0);
    heading.focus({ preventScroll: true });
  }
}

function missing() {
  return { title: "Not here", node: [h("p", { class: "empty" }, "There is no such page. ", h("a", { href: "#/" }, "Go to the overview"))] };
}

// theme and token

function theme() {
  return document.documentElement.dataset.theme ?? "auto";
}

function setTheme(next) {
  if (next === "auto") {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = next;
  }
  try {
    localStorage.setItem("theme", next);
  } catch (blocked) {
    // not remembered, then
  }
  setText(byId("theme"), "Theme: " + next);
  document.dispatchEvent(new Event("themechange"));
}

function openToken() {
  byId("token-input").value = token() ?? "";
  byId("token-dialog").showModal();
}

function useToken(value) {
  setToken(value);
  byId("token-dialog").close();
  byId("token-open").dataset.set = String(Boolean(value));
  [...notices.keys()].forEach(dismiss);
  live.reconnect();
  start();
}

/** What is refused once is not shown again every few seconds. */
function forgetToken() {
  setToken(null);
  byId("token-open").dataset.set = "false";
}

async function start() {
  try {
    showPool(await get("pool"));
    reached();
  } catch (problem) {
    failed(problem);
  }
  route(false);
}

byId("theme").addEventListener("click", () => setTheme(THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length]));
byId("token-open").addEventListener("click", openToken);
byId("token-cancel").addEventListener("click", () => byId("token-dialog").close());
byId("token-clear").addEventListener("click", () => useToken(null));
byId("token-form").addEventListener("submit", (event) => {
  event.preventDefault();
  useToken(byId("token-input").value.trim() || null);
});
byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
addEventListener("hashchange", () => route(true));
setTheme(theme());
byId("token-open").dataset.set = String(Boolean(token()));
setInterval(refreshTimes, TIMES_MS);
live.reconnect();
start();
