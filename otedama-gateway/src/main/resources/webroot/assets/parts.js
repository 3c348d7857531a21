// Pieces that several pages use.
import { get, NO_STORE } from "./api.js";
import { fill, h, setText, uniqueId } from "./dom.js";
import { badge, coins, name, NONE, percent, plain, shortHash, time, minerHref, whole } from "./format.js";

const COPIED_MS = 1_500;

/** A part of a page under its own heading. */
export function section(title, ...children) {
  const id = uniqueId("section");
  return h("section", { class: "panel", "aria-labelledby": id }, h("div", { class: "panel-head" }, h("h2", { id }, title)), children);
}

/** A figure with its name; `set(text, note)` changes it. */
export function tile(key, label) {
  const value = h("dd", { class: "tile-value", "data-tile": key }, NONE);
  const note = h("dd", { class: "tile-note", "data-note": key }, "\u00a0");
  const node = h("div", { class: "tile" }, h("dt", null, label), value, note);
  return {
    node,
    set(text, more) {
      if (text instanceof Node) {
        fill(value, text);
      } else {
        setText(value, text);
      }
      setText(note, more || "\u00a0");
    },
  };
}

export function copyButton(text, what) {
  const button = h("button", { type: "button", class: "copy", "aria-label": "Copy " + what, title: "Copy " + what }, "Copy");
  button.addEventListener("click", async () => {
    const done = await copy(text);
    button.textContent = done ? "Copied" : "Failed";
    setTimeout(() => {
      button.textContent = "Copy";
    }, COPIED_MS);
  });
  return button;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (refused) {
    // plain http has no clipboard: the old way
    const area = h("textarea", { class: "hidden", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

export function hash(text, what) {
  return h("span", { class: "hash" }, h("code", { title: plain(text) }, shortHash(text)), copyButton(text, what));
}

export function account(text) {
  return text ? name(text, minerHref(text)) : NONE;
}

/** What is told of a block; `short` without its hash. */
export function blockColumns(unit, short = false) {
  const columns = [
    { key: "height", label: "Height", cell: (block) => whole(block.height) },
    { key: "hash", label: "Hash", cell: (block) => hash(block.hash, "block hash") },
    { key: "finder", label: "Finder", wide: true, cell: (block) => account(block.finder) },
    { key: "value", label: "Value", number: true, cell: (block) => coins(block.value, unit) },
    { key: "status", label: "Status", cell: (block) => maturity(block) },
    { key: "effort", label: "Effort", number: true, cell: (block) => percent(block.effortPercent, 0) },
    { key: "time", label: "Found", cell: (block) => time(block.foundAt ?? block.statusAt) },
  ];
  return short ? columns.filter((column) => column.key !== "hash") : columns;
}

function maturity(block) {
  const deep = typeof block.confirmations === "number" && block.status !== "ORPHANED";
  return [badge(block.status), deep ? h("span", { class: "confirmations" }, whole(block.confirmations) + " conf.") : null];
}

/** Fills a part of the page from one request and says so where it fails. */
export async function load(context, element, path, show) {
  try {
    const answer = await get(path, context.signal);
    context.reached();
    show(answer);
  } catch (problem) {
    if (problem.isNoStore) {
      fill(element, h("p", { class: "empty" }, NO_STORE));
    } else if (!context.signal.aborted) {
      context.failed(problem);
      fill(element, h("p", { class: "empty" }, problem.message + " ",
        h("button", { type: "button", click: () => load(context, element, path, show) }, "Try again")));
    }
  }
}

export function loading() {
  return h("p", { class: "empty" }, "Loading…");
}
