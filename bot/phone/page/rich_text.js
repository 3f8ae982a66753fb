// (text, entities) -> elements. Offsets count UTF-16 units, as JavaScript strings do.
// Text only ever becomes text nodes; no markup is parsed anywhere.
import { html, useState } from "./vendor/preact-htm.js";
import { useActions } from "./actions.js";
import { Icon } from "./icons.js";

const SAFE_LINK = /^(https?|mailto|tel|tg):/i;
const BLOCKS = ["blockquote", "expandable_blockquote", "pre"];
// Of two entities over the very same text, the block one is the outer one.
const rank = (entity) => (BLOCKS.includes(entity.type) ? 0 : 1);
const byPlace = (a, b) => a.offset - b.offset || b.length - a.length || rank(a) - rank(b);
const endOf = (entity) => entity.offset + entity.length;
const between = (entity, from, to) => ({ ...entity, offset: from, length: to - from });

/** Splits `others` at `end`: what lies before it, and what lies after it. */
function splitAt(others, end) {
  const before = [];
  const after = [];
  for (const other of others) {
    if (other.offset < end) before.push(between(other, other.offset, Math.min(endOf(other), end)));
    if (endOf(other) > end) after.push(between(other, Math.max(other.offset, end), endOf(other)));
  }
  return [before, after];
}

/** A tree of strings and {entity, children}; entities that overlap only in part are cut where they cross. */
export function nest(text, entities, from = 0, to = text.length) {
  const nodes = [];
  let waiting = entities.filter((entity) => entity.length > 0 && endOf(entity) <= to).sort(byPlace);
  let at = from;
  while (waiting.length) {
    const [entity, ...others] = waiting;
    const [inside, after] = splitAt(others, endOf(entity));
    if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
    nodes.push({ entity, children: nest(text, inside, entity.offset, endOf(entity)) });
    at = endOf(entity);
    // A block already ends its line: the newline after it would show as an empty one.
    if (BLOCKS.includes(entity.type) && text[at] === "\n" && at < to) at += 1;
    waiting = after.sort(byPlace);
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

const plain = (nodes) => nodes.map((node) => (typeof node === "string" ? node : plain(node.children))).join("");

function Link({ href, children }) {
  const target = /^[a-z][a-z0-9+.-]*:/i.test(href) ? href : `https://${href}`;
  if (!SAFE_LINK.test(target)) return html`<span class="entity-link">${children}</span>`;
  return html`<a class="entity-link" href=${target} target="_blank" rel="noopener noreferrer">${children}</a>`;
}

function Command({ text }) {
  const { sendText } = useActions();
  return html`<button type="button" class="entity-link entity-button" onClick=${() => sendText(text)}>${text}</button>`;
}

function Spoiler({ children }) {
  const [revealed, reveal] = useState(false);
  if (revealed) return html`<span class="spoiler revealed">${children}</span>`;
  const show = (event) => {
    event.preventDefault();
    event.stopPropagation();
    reveal(true);
  };
  return html`
    <span class="spoiler" role="button" tabindex="0" aria-label="Hidden text, tap to show"
      onClickCapture=${show} onKeyDown=${(event) => event.key === "Enter" && show(event)}>
      <span aria-hidden="true">${children}</span>
    </span>
  `;
}

function Quote({ expandable, children, length }) {
  const [open, setOpen] = useState(false);
  const folds = expandable && length > 120;
  return html`
    <blockquote class=${folds && !open ? "quote folded" : "quote"}>
      <div class="quote-text">${children}</div>
      ${folds &&
      html`<button type="button" class="quote-fold" aria-expanded=${open} onClick=${() => setOpen(!open)}>
        ${open ? "Show less" : "Show more"}<${Icon} name=${open ? "up" : "down"} size=${16} />
      </button>`}
    </blockquote>
  `;
}

function Code({ text }) {
  const { toast } = useActions();
  const copy = () => navigator.clipboard?.writeText(text).then(() => toast("Copied"), () => {});
  return html`<code class="code" title="Tap to copy" onClick=${copy}>${text}</code>`;
}

const Pre = ({ text, language }) => html`
  <pre class="pre" dir="ltr">${language && html`<span class="pre-language">${language}</span>`}<code>${text}</code></pre>
`;

function styled(entity, children, text) {
  switch (entity.type) {
    case "bold":
      return html`<strong>${children}</strong>`;
    case "italic":
      return html`<em>${children}</em>`;
    case "underline":
      return html`<u>${children}</u>`;
    case "strikethrough":
      return html`<s>${children}</s>`;
    case "spoiler":
      return html`<${Spoiler}>${children}<//>`;
    case "code":
      return html`<${Code} text=${text} />`;
    case "pre":
      return html`<${Pre} text=${text} language=${entity.language} />`;
    case "blockquote":
    case "expandable_blockquote":
      return html`<${Quote} expandable=${entity.type === "expandable_blockquote"} length=${text.length}>${children}<//>`;
    case "bot_command":
      return html`<${Command} text=${text} />`;
    case "text_link":
      return html`<${Link} href=${entity.url}>${children}<//>`;
    case "url":
      return html`<${Link} href=${text}>${children}<//>`;
    case "email":
      return html`<${Link} href=${`mailto:${text}`}>${children}<//>`;
    case "mention":
    case "text_mention":
    case "hashtag":
    case "cashtag":
    case "phone_number":
      return html`<span class="entity-link">${children}</span>`;
    default:
      return children;
  }
}

const elements = (nodes) =>
  nodes.map((node) => (typeof node === "string" ? node : styled(node.entity, elements(node.children), plain(node.children))));

export const RichText = ({ text, entities = [] }) => elements(nest(text, entities));
