// What one can do with a single message: react, copy, edit one's own.
import { html } from "./vendor/preact-htm.js";
import { useActions } from "./actions.js";
import { Icon } from "./icons.js";
import { Sheet } from "./layers.js";
import { inOneLine } from "./media.js";

const EMOJI = ["👍", "❤️", "🔥", "👏", "😁", "🤔", "😢"];

export function MessageMenu({ message, onEdit, onClose }) {
  const { react, toast } = useActions();
  const words = message.text ?? message.caption;
  const choose = (deed) => () => {
    onClose();
    deed();
  };
  const copy = () => navigator.clipboard?.writeText(words).then(() => toast("Copied"), () => toast("Could not copy"));
  return html`
    <${Sheet} title=${inOneLine(message).slice(0, 60)} onClose=${onClose}>
      <div class="emoji-row" role="group" aria-label="React">
        ${EMOJI.map((emoji) => html`<button type="button" key=${emoji} class="emoji" data-testid="react" aria-label=${`React ${emoji}`} onClick=${choose(() => react(message.message_id, emoji))}>${emoji}</button>`)}
      </div>
      ${words && html`<button type="button" class="menu-item" onClick=${choose(copy)}><${Icon} name="copy" size=${20} />Copy text</button>`}
      ${message.out && message.text && html`<button type="button" class="menu-item" data-testid="edit" onClick=${choose(() => onEdit(message))}><${Icon} name="edit" size=${20} />Edit</button>`}
    <//>
  `;
}
