// Blocks, workers, payments: lists with little around them.
import { get } from "./api.js";
import { debounce, fill, h } from "./dom.js";
import { badge, coins, encode, hashrate, minerHref, name, NONE, percent, plain, si, time, whole } from "./format.js";
import { blockColumns, hash, load, loading, section } from "./parts.js";
import { PagedTable } from "./table.js";

const SEARCH_PAUSE_MS = 250;
const REFRESH_MS = 15_000;

export function blocksPage(context) {
  const unit = context.pool()?.coinUnit;
  const blocks = new PagedTable(context, { path: "blocks", caption: "Blocks found by the pool", columns: blockColumns(unit), empty: "No block yet." });
  const rounds = new PagedTable(context, {
    path: "rounds", caption: "Rounds", empty: "No round yet.",
    columns: [
      { key: "height", label: "Block", cell: (round) => (round.height ?? null) === null ? "going on" : whole(round.height) },
      { key: "started", label: "Started", cell: (round) => time(round.startedAt) },
      { key: "ended", label: "Ended", cell: (round) => time(round.endedAt) },
      { key: "shares", label: "Shares", number: true, cell: (round) => whole(round.shares) },
      { key: "work", label: "Work", number: true, cell: (round) => h("span", { title: String(round.work) + " hashes" }, si(round.work)) },
      { key: "effort", label: "Effort", number: true, cell: (round) => percent(round.effortPercent, 0) },
    ],
  });
  const luck = h("div", null, loading());
  const showLuck = () => load(context, luck, "luck", (answer) => fill(luck, luckList(answer.items ?? [])));
  const all = () => {
    blocks.refresh();
    rounds.refresh();
    showLuck();
  };
  blocks.load();
  rounds.load();
  showLuck();
  context.on("blocks", all);
  context.every(REFRESH_MS * 2, all);
  return {
    title: "Blocks",
    node: [
      section("Luck", luck, h("p", { class: "quiet" }, "Luck compares the work that the network asks for with the work that the rounds took: above 100 % blocks came early. Effort is the other way round, for one round.")),
      section("Found", blocks.node),
      section("Rounds", rounds.node),
    ],
  };
}

function luckList(items) {
  return items.length === 0
    ? h("p", { class: "empty" }, "No block yet, so no luck to speak of.")
    : h("dl", { class: "tiles small" }, items.map((item) => h("div", { class: "tile" },
      h("dt", null, item.blocks === 1 ? "Last round" : "Last " + whole(item.blocks) + " rounds"),
      h("dd", { class: "tile-value" }, percent(item.percent, 0)))));
}

/** Columns of a worker. The name links to its account's page, except on that page. */
export function workerColumns(context, links) {
  return [
    { key: "name", label: "Worker", wide: true, sort: "name", first: "asc", cell: (worker) => [
      presence(worker.connected), links ? name(worker.name, worker.account ? minerHref(worker.account) : null) : ownName(worker)] },
    { key: "hashrate", label: "Hashrate", number: true, sort: "hashrate", first: "desc", cell: (worker) => rate(worker.hashrate) },
    { key: "difficulty", label: "Difficulty", number: true, sort: "difficulty", first: "desc",
      cell: (worker) => [h("span", { title: worker.difficulty ?? "not connected" }, si(worker.difficulty)), worker.fixedDifficulty ? h("span", { class: "quiet" }, " fixed") : null],
      question: () => "Why is my difficulty what it is?",
      explain: async (worker) => (await get("workers/" + encode(worker.name), context.signal)).difficultyExplanation },
    { key: "accepted", label: "Accepted", number: true, sort: "accepted", first: "desc", cell: (worker) => whole(worker.acceptedShares) },
    { key: "rejected", label: "Rejected", number: true, sort: "rejected", first: "desc", cell: (worker) => rejected(worker) },
    { key: "last", label: "Last share", sort: "lastShare", first: "desc", cell: (worker) => worker.lastShareAt ? time(worker.lastShareAt) : NONE },
  ];
}

/** On its account's page a worker goes by what follows the account. */
function ownName(worker) {
  const own = worker.name.startsWith(worker.account + ".") ? worker.name.slice(worker.account.length) : worker.name;
  const element = name(own.length > 1 ? own : worker.name);
  element.title = plain(worker.name);
  return element;
}

function presence(connected) {
  const word = connected ? "connected" : "away";
  return h("span", { class: "dot", "data-on": String(Boolean(connected)), role: "img", "aria-label": word, title: word });
}

function rate(windows) {
  const title = "1 min " + hashrate(windows?.oneMinute) + ", 1 h " + hashrate(windows?.oneHour) + ", 24 h " + hashrate(windows?.oneDay);
  return h("span", { title }, hashrate(windows?.fiveMinutes));
}

function rejected(worker) {
  const all = (worker.acceptedShares ?? 0) + (worker.rejectedShares ?? 0);
  const share = all > 0 && worker.rejectedShares > 0 ? " (" + percent(worker.rejectedShares * 100 / all, 2) + ")" : "";
  return [whole(worker.rejectedShares), share ? h("span", { class: "quiet" }, share) : null];
}

export function workersPage(context) {
  const workers = new PagedTable(context, { path: "workers", caption: "Workers", columns: workerColumns(context, true), empty: "No worker yet. The Overview says where miners connect.", sort: "hashrate", order: "desc" });
  workers.load();
  context.every(REFRESH_MS, () => workers.refresh());
  const search = debounce(SEARCH_PAUSE_MS, (text) => workers.set({ search: text.trim() }));
  return {
    title: "Workers",
    node: [section("All workers",
      h("div", { class: "toolbar", role: "search" }, h("label", { for: "search" }, "Search"),
        h("input", { id: "search", type: "search", placeholder: "Part of a name or an address", autocomplete: "off", spellcheck: "false", maxlength: "128", input: (event) => search(event.target.value) })),
      workers.node)],
  };
}

export function paymentColumns(unit, own) {
  return [
    { key: "time", label: "Decided", cell: (payment) => time(payment.decidedAt) },
    { key: "status", label: "Status", cell: (payment) => badge(payment.status) },
    { key: "sent", label: "Sent", number: true, cell: (payment) => coins(payment.sent, unit) },
    own ? { key: "debited", label: "Debited", number: true, cell: (payment) => coins(payment.debited, unit) }
      : { key: "payees", label: "Payees", number: true, cell: (payment) => whole(payment.payees) },
    { key: "fee", label: "Fee", number: true, cell: (payment) => coins(payment.fee, unit) },
    { key: "txid", label: "Transaction", cell: (payment) => payment.txid ? hash(payment.txid, "transaction id") : NONE },
  ];
}

export function paymentsPage(context) {
  const payments = new PagedTable(context, { path: "payments", caption: "Payments", columns: paymentColumns(context.pool()?.coinUnit, false), empty: "No payment yet." });
  payments.load();
  context.on("blocks", () => payments.refresh());
  context.every(REFRESH_MS * 2, () => payments.refresh());
  return { title: "Payments", node: [section("Sent to miners", payments.node)] };
}
