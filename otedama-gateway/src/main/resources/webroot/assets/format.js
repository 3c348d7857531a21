// Numbers, times and names as people read them.
import { h } from "./dom.js";

const PREFIXES = ["", "k", "M", "G", "T", "P", "E", "Z", "Y"];
const WHOLE = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const TIME = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "medium" });
const RELATIVE = new Intl.RelativeTimeFormat("en", { numeric: "always", style: "short" });
const COIN = 100_000_000n;
export const NONE = "–";

function isNumber(value) {
  return typeof value === "number" && Number.isFinite(value);
}

/** Three significant digits and an SI prefix: 12.3 T. */
export function si(value) {
  const number = Number(value);
  if (value === null || value === undefined || value === "" || !Number.isFinite(number)) {
    return NONE;
  }
  let step = 0;
  let scaled = Math.abs(number);
  while (scaled >= 999.5 && step < PREFIXES.length - 1) {
    scaled /= 1000;
    step += 1;
  }
  const text = step === 0 && Number.isInteger(scaled) ? String(scaled) : scaled.toPrecision(3);
  return (number < 0 ? "−" : "") + text + (PREFIXES[step] ? "\u202f" + PREFIXES[step] : "");
}

export function hashrate(value) {
  const text = si(value);
  return text === NONE ? NONE : text + (/[a-zA-Z]$/.test(text) ? "" : "\u202f") + "H/s";
}

export function whole(value) {
  return isNumber(value) ? WHOLE.format(value) : NONE;
}

export function percent(value, digits = 1) {
  return isNumber(value) ? value.toFixed(digits) + "\u202f%" : NONE;
}

/** Base units as coins, exact and to the last digit: no floating point touches money here either. */
export function coins(value, unit) {
  if (!Number.isSafeInteger(value)) {
    return NONE;
  }
  const units = BigInt(Math.abs(value));
  const fraction = (units % COIN).toString().padStart(8, "0");
  return (value < 0 ? "−" : "") + (units / COIN).toLocaleString("en") + "." + fraction + (unit ? "\u00a0" + unit : "");
}

export function relative(at, now = Date.now()) {
  const seconds = Math.round((at - now) / 1000);
  const size = Math.abs(seconds);
  if (size < 5) {
    return "just now";
  }
  if (size < 60) {
    return RELATIVE.format(seconds, "second");
  }
  if (size < 3600) {
    return RELATIVE.format(Math.trunc(seconds / 60), "minute");
  }
  if (size < 86_400) {
    return RELATIVE.format(Math.trunc(seconds / 3600), "hour");
  }
  return RELATIVE.format(Math.trunc(seconds / 86_400), "day");
}

export function duration(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) {
    return seconds + "\u202fs";
  }
  if (seconds < 3600) {
    return Math.floor(seconds / 60) + "\u202fmin";
  }
  if (seconds < 86_400) {
    return Math.floor(seconds / 3600) + "\u202fh " + Math.floor((seconds % 3600) / 60) + "\u202fmin";
  }
  return Math.floor(seconds / 86_400) + "\u202fd " + Math.floor((seconds % 86_400) / 3600) + "\u202fh";
}

/** A moment, how long ago in words and in full as title; kept current by {@link refreshTimes}. */
export function time(at) {
  const date = new Date(at || NaN);
  if (Number.isNaN(date.getTime())) {
    return NONE;
  }
  return h("time", { datetime: date.toISOString(), title: TIME.format(date), "data-at": at }, relative(at));
}

export function refreshTimes() {
  for (const element of document.querySelectorAll("time[data-at]")) {
    const text = relative(Number(element.dataset.at));
    if (element.textContent !== text) {
      element.textContent = text;
    }
  }
}

/** Control characters and those that turn the reading direction, written out: a name cannot pose as another. */
export function plain(text) {
  // eslint-disable-next-line no-control-regex
  return String(text ?? "").replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]/gu,
    (character) => "\\u" + character.codePointAt(0).toString(16).padStart(4, "0"));
}

/** A name from outside, kept to its own direction, cut by the style sheet and whole in the title. */
export function name(text, href) {
  const shown = plain(text);
  const inner = h("bdi", { class: "name", title: shown }, shown);
  return href ? h("a", { href, class: "name-link" }, inner) : inner;
}

export function shortHash(hash) {
  const text = plain(hash);
  return text.length > 20 ? text.slice(0, 8) + "…" + text.slice(-8) : text;
}

export function minerHref(account) {
  return "#/miner/" + encode(account);
}

/** One path segment; half of a surrogate pair would make the encoder throw. */
export function encode(text) {
  return encodeURIComponent(String(text).replace(/[\ud800-\udfff]/gu, "\ufffd"));
}

const WORDS = {
  FOUND: "Submitted", IN_CHAIN: "Maturing", MATURE: "Mature", ORPHANED: "Orphaned",
  INTENDED: "Prepared", BROADCAST: "Sent", CONFIRMED: "Confirmed", CONFLICTED: "Conflicted", CANCELLED: "Cancelled",
  UP: "Up", DEGRADED: "Degraded", DOWN: "Down",
};
const TONES = {
  MATURE: "good", CONFIRMED: "good", UP: "good", IN_CHAIN: "busy", FOUND: "busy", INTENDED: "busy", BROADCAST: "busy",
  DEGRADED: "warn", CANCELLED: "warn", ORPHANED: "bad", CONFLICTED: "bad", DOWN: "bad",
};

export function statusWord(status) {
  return WORDS[status] ?? plain(status ?? "unknown").toLowerCase().replaceAll("_", " ");
}

export function badge(status, more) {
  return h("span", { class: "badge", "data-tone": TONES[status] ?? "busy" }, statusWord(status), more ? " " + more : null);
}
