// One miner: what an address has, gets and does.
import { get } from "./api.js";
import { HashrateChart } from "./chart.js";
import { fill, h, setText } from "./dom.js";
import { badge, coins, encode, hashrate, plain, percent, relative, whole } from "./format.js";
import { copyButton, section, tile } from "./parts.js";
import { PagedTable } from "./table.js";
import { paymentColumns, workerColumns } from "./pages.js";

const REFRESH_MS = 15_000;
const CHART_MS = 300_000;

export function minerPage(context, account) {
  const path = "miners/" + encode(account);
  const unit = () => context.pool()?.coinUnit;
  const chart = new HashrateChart("Hashrate of this miner over 24 hours");
  const figures = new MinerFigures(unit);
  const status = h("p", { class: "empty" }, "Loading…");

  const update = (miner) => {
    status.hidden = true;
    figures.show(miner);
    chart.live(Date.now(), miner.hashrate?.fiveMinutes);
  };
  const ask = () => get(path, context.signal).then((miner) => {
    context.reached();
    update(miner);
  }).catch((problem) => {
    if (!context.signal.aborted) {
      context.failed(problem);
      status.hidden = false;
      fill(status, problem.status === 404 ? "The pool knows no such miner." : problem.message, " ", h("button", { type: "button", click: ask }, "Try again"));
    }
  });
  const series = () => get(path + "/hashrate", context.signal).then((answer) => chart.load(answer)).catch(() => chart.load({}));
  ask();
  series();
  context.on("miner:" + account, (message) => message.data && update(message.data));
  context.every(CHART_MS, series);

  const lists = minerLists(context, path, unit());
  const refresh = () => lists.forEach((list) => list.table.refresh());
  lists.forEach((list) => list.table.load());
  context.on("blocks", refresh);
  context.every(REFRESH_MS, () => {
    ask();
    refresh();
  });
  return {
    title: "Miner",
    node: [
      h("p", { class: "miner-address" }, h("code", { dir: "ltr" }, plain(account)), copyButton(account, "address")),
      status,
      figures.balances,
      h("section", { class: "panel hero", "aria-label": "Hashrate" }, figures.hero, chart.node),
      lists.map((list) => section(list.title, list.table.node)),
    ],
    dispose: () => chart.dispose(),
  };
}

function minerLists(context, path, unit) {
  return [
    { title: "Workers", table: new PagedTable(context, { path: path + "/workers", caption: "Workers of this miner", columns: workerColumns(context, false), empty: "No worker yet.", sort: "name", order: "asc" }) },
    { title: "Credits", table: new PagedTable(context, { path: path + "/credits", caption: "Credits by block", columns: creditColumns(unit), empty: "No credit yet: credits come with the pool's next block." }) },
    { title: "Payments", table: new PagedTable(context, { path: path + "/payments", caption: "Payments to this miner", columns: paymentColumns(unit, true), empty: "No payment yet." }) },
  ];
}

function creditColumns(unit) {
  return [
    { key: "height", label: "Block", cell: (credit) => h("span", { title: plain(credit.block) }, whole(credit.height)) },
    { key: "status", label: "Status", cell: (credit) => badge(credit.status) },
    { key: "owed", label: "Owed", number: true, cell: (credit) => coins(credit.owed, unit) },
    { key: "direct", label: "In the coinbase", number: true, cell: (credit) => coins(credit.direct, unit) },
    { key: "percent", label: "Part", number: true, cell: (credit) => percent(credit.percent, 3),
      question: (credit) => "Why did I get this amount for block " + whole(credit.height) + "?",
      explain: async (credit) => credit.explanation },
  ];
}

class MinerFigures {
  #unit;
  #rate = h("span", { class: "hero-value", "data-tile": "miner-hashrate" }, "–");
  #windows = [["oneMinute", "1 min"], ["oneHour", "1 h"], ["oneDay", "24 h"]]
    .map(([key, label]) => ({ key, label, value: h("dd", null, "–") }));
  #tiles = Object.fromEntries([
    ["immature", "Immature"], ["payable", "Payable"], ["paying", "Being paid"], ["paid", "Paid"], ["miner-workers", "Workers"], ["miner-accepted", "Accepted shares"],
  ].map(([key, label]) => [key, tile(key, label)]));

  hero = h("div", { class: "hero-head" },
    h("div", null, h("h2", { class: "hero-label" }, "Hashrate"), this.#rate),
    h("dl", { class: "windows" }, this.#windows.map((window) => h("div", null, h("dt", null, window.label), window.value))));

  balances = h("dl", { class: "tiles balances", "aria-label": "Balances" }, Object.values(this.#tiles).map((one) => one.node));

  constructor(unit) {
    this.#unit = unit;
  }

  show(miner) {
    const unit = this.#unit();
    setText(this.#rate, hashrate(miner.hashrate?.fiveMinutes));
    for (const window of this.#windows) {
      setText(window.value, hashrate(miner.hashrate?.[window.key]));
    }
    const balance = miner.balance ?? {};
    this.#tiles.immature.set(coins(balance.immature), unit ?? "");
    this.#tiles.payable.set(coins(balance.payable), unit ?? "");
    this.#tiles.paying.set(coins(balance.paying), unit ?? "");
    this.#tiles.paid.set(coins(balance.paid), unit ?? "");
    this.#tiles["miner-workers"].set(whole(miner.workers), whole(miner.connected) + " connected");
    this.#tiles["miner-accepted"].set(whole(miner.acceptedShares),
      whole(miner.rejectedShares) + " rejected" + (miner.lastShareAt ? ", last " + relative(miner.lastShareAt) : ""));
  }
}
