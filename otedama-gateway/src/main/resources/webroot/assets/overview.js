// The first page: the pool at a glance.
import { get } from "./api.js";
import { HashrateChart } from "./chart.js";
import { fill, h, setText } from "./dom.js";
import { eventFeed } from "./events.js";
import { badge, coins, duration, hashrate, minerHref, percent, plain, si, time, whole } from "./format.js";
import { blockColumns, copyButton, load, loading, section, tile } from "./parts.js";
import { PagedTable } from "./table.js";

const COMPONENTS_MS = 15_000;
const CHART_MS = 300_000;
const RECENT = 5;
const MOST_FACTS = 24;

export function overviewPage(context) {
  const figures = new Figures();
  const chart = new HashrateChart("Hashrate of the pool over 24 hours");
  const components = h("div", null, loading());
  const update = (pool) => {
    figures.show(pool);
    chart.live(Date.now(), pool.hashrate?.fiveMinutes);
  };
  context.onPool(update);
  context.every(1_000, () => figures.age());

  const series = () => get("hashrate", context.signal).then((answer) => chart.load(answer)).catch((problem) => {
    chart.load({});
    context.failed(problem);
  });
  const health = () => load(context, components, "components", (answer) => showComponents(components, answer.items ?? []));
  series();
  health();
  context.every(CHART_MS, series);
  context.every(COMPONENTS_MS, health);

  const blocks = new PagedTable(context, {
    path: "blocks", caption: "Newest blocks", columns: blockColumns(context.pool()?.coinUnit, true), empty: "No block yet.", limit: RECENT, sizes: false,
    map: (items) => items.slice(0, RECENT),
  });
  blocks.load();
  context.on("blocks", () => blocks.refresh());
  blocks.node.querySelector(".pager").remove();

  return {
    title: "Overview",
    node: [
      h("section", { class: "panel hero", "aria-label": "Hashrate" }, figures.hero, chart.node),
      figures.tiles,
      h("div", { class: "columns" },
        h("div", { class: "column" }, section("Newest blocks", blocks.node, h("p", { class: "more" }, h("a", { href: "#/blocks" }, "All blocks and rounds"))),
          section("What happened", eventFeed(context, { most: 8 }).node, h("p", { class: "more" }, h("a", { href: "#/events" }, "All events")))),
        h("div", { class: "column side" }, lookup(), figures.connect, section("Health", components))),
    ],
    dispose: () => chart.dispose(),
  };
}

function lookup() {
  const input = h("input", { id: "lookup", type: "text", autocomplete: "off", spellcheck: "false", placeholder: "Address", maxlength: "128" });
  const form = h("form", { class: "lookup", submit: (event) => {
    event.preventDefault();
    const account = input.value.trim();
    if (account) {
      location.hash = minerHref(account);
    }
  } }, h("label", { for: "lookup" }, "Your payout address"), h("div", { class: "joined" }, input, h("button", { type: "submit", class: "primary" }, "Show")));
  return section("Find a miner", form);
}

class Figures {
  #rate = h("span", { class: "hero-value", "data-tile": "hashrate" }, "–");
  #windows = [["oneMinute", "1 min"], ["fiveMinutes", "5 min"], ["oneHour", "1 h"], ["oneDay", "24 h"]]
    .map(([key, label]) => ({ key, label, value: h("dd", { "data-tile": "hashrate-" + key }, "–") }));
  #tiles = Object.fromEntries([
    ["miners", "Miners"], ["workers", "Workers"], ["connections", "Connections"], ["accepted", "Accepted shares"], ["rejected", "Rejected shares"],
    ["luck", "Luck"], ["blocks", "Blocks"], ["networkDifficulty", "Network difficulty"], ["height", "Height"], ["job", "Job age"],
  ].map(([key, label]) => [key, tile(key, label)]));
  #jobAt = null;
  #addresses = "";
  #connectBody = h("div", null, loading());

  hero = h("div", { class: "hero-head" },
    h("div", null, h("h2", { class: "hero-label" }, "Pool hashrate"), this.#rate),
    h("dl", { class: "windows" }, this.#windows.map((window) => h("div", null, h("dt", null, window.label), window.value))));

  tiles = h("dl", { class: "tiles", "aria-label": "Figures" }, Object.values(this.#tiles).map((one) => one.node));

  connect = section("Connect", this.#connectBody);

  show(pool) {
    const rates = pool.hashrate ?? {};
    setText(this.#rate, hashrate(rates.fiveMinutes));
    for (const window of this.#windows) {
      setText(window.value, hashrate(rates[window.key]));
    }
    const judged = (pool.acceptedShares ?? 0) + (pool.rejectedShares ?? 0);
    const tiles = this.#tiles;
    tiles.miners.set(whole(pool.miners));
    tiles.workers.set(whole(pool.workers));
    tiles.connections.set(whole(pool.connections));
    tiles.accepted.set(si(pool.acceptedShares), whole(pool.acceptedShares));
    tiles.rejected.set(si(pool.rejectedShares), judged > 0 ? percent(pool.rejectedShares * 100 / judged, 2) + " of all" : "none yet");
    tiles.luck.set(percent(pool.luck?.percent, 0), luckNote(pool.luck));
    tiles.blocks.set(whole(pool.blocks), pool.blocks > 0 ? coins(pool.earned, pool.coinUnit) : "no block yet");
    tiles.networkDifficulty.set(si(pool.networkDifficulty), plain(pool.algorithm ?? ""));
    tiles.height.set(whole(pool.height), plain(pool.network ?? ""));
    this.#jobAt = pool.jobAt ?? null;
    tiles.job.node.title = plain(pool.jobId ? "Job " + pool.jobId : "No job yet");
    this.age();
    this.#showConnect(pool);
  }

  age() {
    this.#tiles.job.set(this.#jobAt === null ? "–" : duration(Date.now() - this.#jobAt), this.#jobAt === null ? "no job yet" : "");
  }

  #showConnect(pool) {
    const addresses = JSON.stringify([pool.stratum, pool.payout, pool.startedAt, pool.version]);
    if (addresses === this.#addresses) {
      return;
    }
    this.#addresses = addresses;
    const stratum = Array.isArray(pool.stratum) ? pool.stratum : [];
    fill(this.#connectBody,
      stratum.length > 0
        ? h("ul", { class: "addresses" }, stratum.map((one) => h("li", null, h("code", null, plain(one)), copyButton(one, "address"))))
        : h("p", { class: "empty" }, "No port is open to miners."),
      h("dl", { class: "facts" },
        fact("User name", "your address, a dot, a name for the worker"),
        pool.payout ? fact("Payout", plain(pool.payout)) : null,
        pool.startedAt ? fact("Running since", time(pool.startedAt)) : null));
  }
}

function luckNote(luck) {
  return luck?.blocks > 0 ? "over " + whole(luck.blocks) + (luck.blocks === 1 ? " round" : " rounds") : "no round ended yet";
}

function fact(label, value) {
  return h("div", null, h("dt", null, label), h("dd", null, value));
}

/** Redrawn only on a change, so that an opened detail stays open. */
function showComponents(element, items) {
  const text = JSON.stringify(items.map((one) => [one.component, one.status, one.detail, one.parts]));
  if (element.dataset.shown === text) {
    return;
  }
  element.dataset.shown = text;
  fill(element, items.length === 0
    ? h("p", { class: "empty" }, "No component reports.")
    : h("ul", { class: "components" }, items.map((one) => component(one, 0))));
}

function component(one, depth) {
  const facts = Object.entries(one.facts ?? {}).slice(0, MOST_FACTS);
  const parts = depth < 3 ? one.parts ?? [] : [];
  const head = [
    h("span", { class: "component-head" }, h("span", { class: "component-name" }, plain(one.component)), badge(one.status)),
    one.detail ? h("span", { class: "component-detail" }, plain(one.detail)) : null];
  if (facts.length + parts.length === 0) {
    return h("li", { "data-status": plain(one.status) }, head);
  }
  return h("li", { "data-status": plain(one.status) },
    h("details", { open: one.status !== "UP" && depth === 0 }, h("summary", null, head),
      facts.length > 0 ? h("dl", { class: "facts" }, facts.map(([key, value]) => fact(plain(key), plain(typeof value === "object" ? JSON.stringify(value) : value)))) : null,
      parts.length > 0 ? h("ul", { class: "components" }, parts.map((part) => component(part, depth + 1))) : null));
}
