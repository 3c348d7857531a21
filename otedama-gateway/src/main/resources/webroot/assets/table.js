// A table that a keyboard and a screen reader can use, that becomes cards on a phone, and that pages through a list of the API.
import { get, NO_STORE, query } from "./api.js";
import { fill, h, setText, uniqueId } from "./dom.js";

export const PAGE_SIZES = [25, 50, 100];

/**
 * Rows under a caption. A column is `{key, label, cell(row), number, sort, first, explain, wide}`: `sort` is what the API calls the
 * order, `first` its direction when it is chosen, `explain(row)` resolves to a text that opens below the row.
 */
export class DataTable {
  #columns;
  #body;
  #heads = new Map();
  #empty;

  constructor({ caption, columns, empty, onSort }) {
    this.#columns = columns;
    this.#empty = empty;
    const captionId = uniqueId("caption");
    this.#body = h("tbody", { role: "rowgroup" });
    this.table = h("table", { class: "data cards", role: "table", "aria-labelledby": captionId },
      h("caption", { id: captionId, class: "hidden" }, caption),
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, columns.map((column) => this.#head(column, onSort)))),
      this.#body);
    this.node = h("div", { class: "table-scroll", role: "group", tabindex: "0", "aria-labelledby": captionId }, this.table);
    this.message("Loading…");
  }

  #head(column, onSort) {
    const label = column.sort && onSort
      ? h("button", { type: "button", class: "sort", click: () => onSort(column) }, column.label)
      : column.label;
    const head = h("th", { scope: "col", role: "columnheader", class: this.#class(column) }, label);
    if (column.sort && onSort) {
      this.#heads.set(column.sort, head);
      head.setAttribute("aria-sort", "none");
    }
    return head;
  }

  #class(column) {
    return (column.number ? "number" : "") + (column.wide ? " wide" : "") + (column.sort ? " sortable" : "");
  }

  sorted(sort, order) {
    for (const [key, head] of this.#heads) {
      head.setAttribute("aria-sort", key !== sort ? "none" : order === "asc" ? "ascending" : "descending");
    }
  }

  message(text, ...more) {
    this.table.toggleAttribute("data-empty", true);
    fill(this.#body, h("tr", { role: "row" },
      h("td", { role: "cell", class: "empty", colspan: this.#columns.length }, text, more)));
  }

  show(items, empty = this.#empty) {
    if (items.length === 0) {
      this.message(empty);
      return;
    }
    this.table.toggleAttribute("data-empty", false);
    fill(this.#body, items.map((item) => this.#row(item)));
  }

  /** Whether somebody is reading in it: then nothing is swapped underneath. */
  get inUse() {
    return this.#body.contains(document.activeElement) || this.#body.querySelector(".explain") !== null;
  }

  #row(item) {
    const row = h("tr", { role: "row" });
    row.append(...this.#columns.map((column) => h("td", { role: "cell", class: this.#class(column), "data-label": column.label },
      h("div", { class: "cell" }, column.cell(item), column.explain ? this.#why(column, item, row) : null))));
    return row;
  }

  #why(column, item, row) {
    const id = uniqueId("why");
    const question = column.question(item);
    const button = h("button", { type: "button", class: "why", "aria-expanded": "false", "aria-label": question, title: question }, "Why?");
    button.addEventListener("click", async () => {
      const open = document.getElementById(id);
      if (open) {
        open.remove();
        button.setAttribute("aria-expanded", "false");
        button.removeAttribute("aria-controls");
        return;
      }
      const text = h("p", { class: "explanation" }, "Loading…");
      row.after(h("tr", { role: "row", class: "explain", id }, h("td", { role: "cell", colspan: this.#columns.length },
        h("h3", null, question), text)));
      button.setAttribute("aria-expanded", "true");
      button.setAttribute("aria-controls", id);
      try {
        text.textContent = (await column.explain(item)) || "The pool gives no explanation.";
      } catch (problem) {
        text.textContent = problem.message;
      }
    });
    return button;
  }
}

/** A list of the API in pages: search, order, back and forth. */
export class PagedTable {
  #path;
  #context;
  #table;
  #columns;
  #cursors = [null];
  #next = null;
  #asked = 0;
  #items = [];
  #refused = false;
  #map;
  #empty;
  #pager;
  #page;
  #back;
  #forth;
  #size;
  parameters;

  constructor(context, { path, caption, columns, empty, sort, order, limit = PAGE_SIZES[0], parameters = {}, map = (items) => items, sizes = true }) {
    this.#context = context;
    this.#path = path;
    this.#columns = columns;
    this.#map = map;
    this.#empty = empty;
    this.parameters = { limit, sort, order, ...parameters };
    this.#table = new DataTable({ caption, columns, empty, onSort: sort ? (column) => this.#sortBy(column) : null });
    this.#table.sorted(sort, order);
    this.#page = h("span", { class: "page", role: "status" }, "Page 1");
    this.#back = h("button", { type: "button", disabled: true, click: () => this.#turn(-1) }, "Previous");
    this.#forth = h("button", { type: "button", disabled: true, click: () => this.#turn(1) }, "Next");
    this.#size = h("select", { change: (event) => this.set({ limit: Number(event.target.value) }) },
      PAGE_SIZES.map((size) => h("option", { value: size, selected: size === limit }, String(size))));
    this.#pager = h("div", { class: "pager", role: "group", "aria-label": caption + ": pages" },
      sizes ? h("label", null, "Rows ", this.#size) : null, this.#page, this.#back, this.#forth);
    this.node = h("div", { class: "paged" }, this.#table.node, this.#pager);
    this.#controls();
  }

  /** New parameters, from the first page on. */
  set(parameters) {
    Object.assign(this.parameters, parameters);
    this.#cursors = [null];
    return this.load();
  }

  async #sortBy(column) {
    const { sort, order: before } = this.parameters;
    const turned = this.parameters.order === "asc" ? "desc" : "asc";
    const order = this.parameters.sort === column.sort ? turned : column.first ?? "asc";
    this.#table.sorted(column.sort, order);
    await this.set({ sort: column.sort, order });
    if (this.#refused) {
      // an older server does not know every order
      this.#table.sorted(sort, before);
      await this.set({ sort, order: before });
    }
  }

  #turn(step) {
    if (step > 0) {
      this.#cursors.push(this.#next);
    } else {
      this.#cursors.pop();
    }
    this.load().then(() => {
      const button = step > 0 ? this.#forth : this.#back;
      (button.disabled ? this.#table.node : button).focus({ preventScroll: true });
      this.node.scrollIntoView({ block: "nearest" });
    });
  }

  async load() {
    this.#asked += 1;
    const mine = this.#asked;
    this.#refused = false;
    this.#table.node.setAttribute("aria-busy", "true");
    try {
      const answer = await get(query(this.#path, { ...this.parameters, cursor: this.#cursors.at(-1) }), this.#context.signal);
      if (mine === this.#asked) {
        this.#items = this.#map(answer.items ?? []);
        this.#next = answer.next ?? null;
        this.#context.reached();
        this.#table.show(this.#items, this.parameters.search ? "Nothing matches this search." : this.#empty);
      }
    } catch (problem) {
      if (mine === this.#asked && !this.#context.signal.aborted) {
        this.#items = [];
        this.#next = null;
        this.#refused = problem.status === 400;
        this.#fail(problem);
      }
    }
    if (mine === this.#asked) {
      this.#table.node.setAttribute("aria-busy", "false");
      this.#controls();
    }
  }

  #fail(problem) {
    if (problem.isNoStore) {
      this.#table.message(NO_STORE);
    } else {
      this.#context.failed(problem);
      this.#table.message(problem.message + " ", h("button", { type: "button", click: () => this.load() }, "Try again"));
    }
  }

  /** Asks again for the page that is shown, unless somebody works in it. */
  refresh() {
    return this.#table.inUse ? Promise.resolve() : this.load();
  }

  get items() {
    return this.#items;
  }

  #controls() {
    const first = this.#cursors.length === 1;
    this.#back.disabled = first;
    this.#forth.disabled = this.#next === null;
    this.#pager.hidden = first && this.#next === null && this.#items.length <= PAGE_SIZES[0];
    setText(this.#page, "Page " + this.#cursors.length);
  }
}
