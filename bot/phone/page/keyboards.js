// Inline keyboards under a bubble and reply keyboards at the input.
import { html } from "./vendor/preact-htm.js";
import { useActions } from "./actions.js";
import { Icon } from "./icons.js";

const NOT_HERE = "This kind of button does not work on the local phone.";
const styleClass = (button) => (["danger", "success", "primary"].includes(button.style) ? ` ${button.style}` : "");

function copyText(text, toast) {
  const copied = navigator.clipboard?.writeText(text) ?? Promise.reject();
  copied.then(() => toast("Copied"), () => toast("Could not copy"));
}

function InlineButton({ button, place, messageId, waiting }) {
  const { tap, toast } = useActions();
  const className = `inline-button${styleClass(button)}${waiting ? " waiting" : ""}`;
  if (button.url) {
    return html`
      <a class=${className} data-testid="inline-button" href=${button.url} target="_blank" rel="noopener noreferrer">
        <span class="button-label">${button.text}</span><${Icon} name="link" size=${13} />
      </a>
    `;
  }
  const press = () => {
    if (button.callback_data !== undefined) tap(messageId, place, button.callback_data);
    else if (button.copy_text) copyText(button.copy_text.text, toast);
    else toast(NOT_HERE);
  };
  return html`
    <button type="button" class=${className} data-testid="inline-button" aria-busy=${waiting} onClick=${press}>
      <span class="button-label" dir="auto">${button.text}</span>
      ${waiting && html`<span class="spinner" aria-hidden="true"></span>`}
    </button>
  `;
}

export function InlineKeyboard({ message, taps }) {
  return html`
    <div class="inline-keyboard">
      ${message.reply_markup.inline_keyboard.map(
        (row, y) => html`
          <div class="inline-row" key=${y}>
            ${row.map((button, x) => {
              const place = `${message.message_id}:${y}:${x}`;
              return html`<${InlineButton} key=${x} button=${button} place=${place} messageId=${message.message_id} waiting=${place in taps} />`;
            })}
          </div>
        `,
      )}
    </div>
  `;
}

function ReplyButton({ button, onSend, onLocation }) {
  const { toast } = useActions();
  const press = () => {
    if (button.request_location) onLocation();
    else if (Object.keys(button).some((key) => key.startsWith("request_") || key === "web_app")) toast(NOT_HERE);
    else onSend(button.text);
  };
  return html`
    <button type="button" class=${`reply-button${styleClass(button)}`} data-testid="reply-button" onClick=${press}>
      <span class="button-label" dir="auto">${button.text}</span>
    </button>
  `;
}

export function ReplyKeyboard({ markup, onSend, onLocation }) {
  const rows = markup.keyboard.map((row) => row.map((button) => (typeof button === "string" ? { text: button } : button)));
  return html`
    <div class=${`reply-keyboard${markup.resize_keyboard ? "" : " tall"}`} role="group" aria-label="Reply keyboard">
      ${rows.map(
        (row, y) => html`
          <div class="reply-row" key=${y}>
            ${row.map((button, x) => html`<${ReplyButton} key=${x} button=${button} onSend=${onSend} onLocation=${onLocation} />`)}
          </div>
        `,
      )}
    </div>
  `;
}
