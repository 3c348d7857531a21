// The REST side. A refusal is a Problem with words for people; nothing else is thrown.

const TIMEOUT_MS = 10_000;
const KEY = "token";
export const NO_STORE = "This pool runs without a store: it keeps no history of this.";

export class Problem extends Error {
  constructor(status, title, detail, type = "") {
    super(detail || title);
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.type = type;
  }

  /** A pool without a store has no history to tell; that is no failure. */
  get isNoStore() {
    return this.type.endsWith(":no-store");
  }
}

export function token() {
  try {
    return sessionStorage.getItem(KEY);
  } catch (blocked) {
    return null;
  }
}

export function setToken(value) {
  try {
    if (value) {
      sessionStorage.setItem(KEY, value);
    } else {
      sessionStorage.removeItem(KEY);
    }
  } catch (blocked) {
    // a browser that forbids storage goes without
  }
}

export function address(path) {
  return new URL("api/v1/" + path, document.baseURI);
}

/** A path with those parameters that are set. */
export function query(path, parameters) {
  const set = Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const text = new URLSearchParams(set).toString();
  return text ? path + "?" + text : path;
}

export async function get(path, signal) {
  const headers = { Accept: "application/json" };
  const credential = token();
  if (credential) {
    headers.Authorization = "Bearer " + credential;
  }
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), TIMEOUT_MS);
  const end = () => stop.abort();
  signal?.addEventListener("abort", end);
  try {
    const response = await fetch(address(path), { headers, signal: stop.signal, cache: "no-cache", credentials: "omit" });
    if (response.ok) {
      return await response.json();
    }
    throw await problemOf(response);
  } catch (failure) {
    if (failure instanceof Problem || signal?.aborted) {
      throw failure;
    }
    throw stop.signal.aborted
      ? new Problem(0, "No answer", "The pool has not answered within " + TIMEOUT_MS / 1000 + " seconds.")
      : new Problem(0, "Not reachable", "The pool cannot be reached. The page keeps trying.");
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", end);
  }
}

async function problemOf(response) {
  let body = {};
  try {
    body = await response.json();
  } catch (notJson) {
    // a proxy's page: the number says enough
  }
  const title = typeof body.title === "string" ? body.title : "Error " + response.status;
  const detail = typeof body.detail === "string" ? body.detail : "";
  const type = typeof body.type === "string" ? body.type : "";
  return new Problem(response.status, title, detail, type);
}
