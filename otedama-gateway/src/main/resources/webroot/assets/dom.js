// Builds the page. Whatever a miner can name reaches the document as text or as a checked attribute, never as markup.

const ATTRIBUTES = /^(aria-[a-z]+|class|colspan|data-[a-z-]+|datetime|dir|disabled|for|href|id|inputmode|maxlength|name|open|placeholder|role|scope|selected|spellcheck|autocomplete|tabindex|title|type|value)$/;

/** An element; a function as a property listens to that event, null and false leave the attribute out. */
export function h(tag, props, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (typeof value === "function") {
      element.addEventListener(name, value);
    } else {
      setAttribute(element, name, value);
    }
  }
  append(element, children);
  return element;
}

function setAttribute(element, name, value) {
  if (!ATTRIBUTES.test(name)) {
    throw new Error("no such attribute here: " + name);
  }
  // only places in this page: a link is never a script
  if (name === "href" && !String(value).startsWith("#/")) {
    throw new Error("no link out of the page");
  }
  element.setAttribute(name, value === true ? "" : String(value));
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) {
      element.append(child instanceof Node ? child : String(child));
    }
  }
}

/** Puts new children in the place of the old ones. */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
  return element;
}

export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

let ids = 0;

export function uniqueId(prefix) {
  ids += 1;
  return prefix + "-" + ids;
}

export function debounce(milliseconds, action) {
  let timer = 0;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...args), milliseconds);
  };
}
