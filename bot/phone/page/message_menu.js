// What one can do with a single message: react, copy, edit one's own.
import { html } from "./vendor/preact-htm.js";
import { useActions } from "./actions.js";
import { Icon } from "./icons.js";
import { Sheet } from "./layers.js";
import { inOneLine } from "./media.js";

const EMOJI = ["👍", "❤️", "🔥", "👏", "😁", "🤔", "😢"];

const Deed = ({ icon, label, testid, onClick }) => html`
  <button type="button" class="menu-item" data-testid=${testid} onClick=${onClick}><${Icon} name=${icon} size=${20} />${label}</button>
`;

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
        ${EMOJI.map((emoji) => {
          const given = message.person_reactions?.includes(emoji) ?? false;
          return html`
            <button type="button" key=${emoji} class="emoji" data-testid="react" aria-label=${`React ${emoji}`} aria-pressed=${given}
              onClick=${choose(() => react(message.message_id, given ? "" : emoji))}>${emoji}</button>
          `;
        })}
      </div>
      ${words && html`<${Deed} icon="copy" label="Copy text" onClick=${choose(copy)} />`}
      ${message.out && message.text && html`<${Deed} icon="edit" label="Edit" testid="edit" onClick=${choose(() => onEdit(message))} />`}
    <//>
  `;
}
