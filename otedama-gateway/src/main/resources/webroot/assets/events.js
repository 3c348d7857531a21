// What happened: sentences from the events of the API. What is unknown is shown as it came.
import { get, query, token } from "./api.js";
import { fill, h } from "./dom.js";
import { coins, name, plain, shortHash, statusWord, time, whole } from "./format.js";
import { load, loading, section } from "./parts.js";
import { DataTable } from "./table.js";

const MAX_EVENTS = 200;
const REFRESH_MS = 15_000;

const SENTENCES = {
  "block-found": (event, unit) => ["Block ", strong(whole(event.height)), " found", by(event.finder ?? event.worker), worth(event, unit), "."],
  "block-submitted": (event) => ["Block ", strong(whole(event.height)), event.accepted === false ? " was refused by every node." : " was taken by the network.",
    answers(event.answers)],
  "block-status": (event) => ["Block ", strong(whole(event.height)), " is now ", strong(statusWord(event.status).toLowerCase()), "."],
  job: (event) => ["Job ", h("code", null, plain(event.jobId)), " for height ", whole(event.height), event.newBlock ? ", on a new block." : "."],
  state: (event) => ["The pool is now ", strong(statusWord(event.state)), "."],
  alarm: (event) => ["Alarm ", strong(plain(event.kind ?? "")), event.subject ? [" about ", name(event.subject)] : null, event.detail ? ": " + plain(event.detail) : "."],
  ban: (event) => [name(event.network ?? event.address ?? ""), " was banned", event.reason ? ": " + plain(event.reason) : "."],
};
const TONES = { "block-found": "good", "block-submitted": "good", "block-status": "busy", alarm: "warn", ban: "warn", state: "busy" };
const LABELS = { "block-found": "Block found", "block-submitted": "Block sent", "block-status": "Block", job: "Job", state: "State", alarm: "Alarm", ban: "Ban" };

function strong(text) {
  return h("strong", null, text);
}

function by(who) {
  return who ? [" by ", name(who)] : null;
}

function worth(event, unit) {
  const value = event.value ?? event.coinbaseValue;
  return typeof value === "number" ? [", worth ", coins(value, unit)] : null;
}

function answers(lines) {
  return Array.isArray(lines) && lines.length > 0 ? h("span", { class: "quiet" }, " " + lines.map(plain).join("; ")) : null;
}

function unknown(event) {
  const known = new Set(["id", "at", "type"]);
  return Object.entries(event).filter(([key, value]) => !known.has(key) && value !== null && typeof value !== "object")
    .map(([key, value]) => plain(key) + " " + plain(value)).join(", ");
}

function item(event, unit) {
  const sentence = SENTENCES[event.type];
  return h("li", { "data-type": plain(event.type) },
    h("span", { class: "badge", "data-tone": event.accepted === false || event.status === "ORPHANED" ? "bad" : TONES[event.type] ?? "busy" }, LABELS[event.type] ?? plain(event.type)),
    h("span", { class: "event-text" }, sentence ? sentence(event, unit) : unknown(event)),
    time(event.at));
}

/** A feed, newest first, that follows what happens; jobs are too many to be news and are left out unless wanted. */
export function eventFeed(context, { most = MAX_EVENTS, jobs = () => false } = {}) {
  const node = h("div", null, loading());
  let events = [];
  let after = null;

  const show = () => {
    const shown = events.filter((event) => jobs() || event.type !== "job").slice(-most).reverse();
    fill(node, shown.length > 0
      ? h("ol", { class: "events" }, shown.map((event) => item(event, context.pool()?.coinUnit)))
      : h("p", { class: "empty" }, "Nothing has happened yet."));
  };
  const take = (items) => {
    const known = new Set(events.map((event) => event.id));
    events = [...events, ...items.filter((event) => !known.has(event.id))].slice(-MAX_EVENTS * 2);
    after = events.at(-1)?.id ?? after;
    show();
  };
  const more = async () => {
    try {
      const answer = await get(query("events", { after, limit: MAX_EVENTS }), context.signal);
      context.reached();
      if ((answer.items ?? []).length > 0) {
        take(answer.items);
      }
    } catch (problem) {
      if (!context.signal.aborted) {
        context.failed(problem);
      }
    }
  };
  load(context, node, query("events", { limit: MAX_EVENTS }), (answer) => take(answer.items ?? []));
  context.on("blocks", more);
  context.every(REFRESH_MS, more);
  return { node, show };
}

export function eventsPage(context) {
  let jobs = false;
  const feed = eventFeed(context, { jobs: () => jobs });
  const box = h("input", { type: "checkbox", id: "show-jobs", change: (event) => {
    jobs = event.target.checked;
    feed.show();
  } });
  return {
    title: "Events",
    node: [section("What happened", h("p", { class: "toolbar" }, h("label", { for: "show-jobs", class: "check" }, box, " Show jobs")), feed.node),
      token() ? section("Bans", bans(context)) : null],
  };
}

/** The operator's; asked for only with a token. */
function bans(context) {
  const table = new DataTable({
    caption: "Networks that are refused", empty: "Nobody is banned.",
    columns: [
      { key: "network", label: "Network", cell: (ban) => name(ban.network) },
      { key: "reason", label: "Reason", wide: true, cell: (ban) => plain(ban.reason) },
      { key: "times", label: "Times", number: true, cell: (ban) => whole(ban.times) },
      { key: "since", label: "Since", cell: (ban) => time(ban.sinceAt) },
      { key: "until", label: "Until", cell: (ban) => time(ban.untilAt) },
    ],
  });
  const ask = async () => {
    try {
      table.show((await get("admin/bans", context.signal)).items ?? []);
    } catch (problem) {
      table.message(problem.status === 403 ? "This token does not open the list of bans." : problem.message);
    }
  };
  ask();
  context.every(REFRESH_MS, ask);
  return table.node;
}
