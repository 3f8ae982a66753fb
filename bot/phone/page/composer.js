// Where the person writes: the field, the command menu, the reply keyboard and the way to the attachments.
import { html, useEffect, useLayoutEffect, useRef, useState } from "./vendor/preact-htm.js";
import { useActions } from "./actions.js";
import { Icon } from "./icons.js";
import { ReplyKeyboard } from "./keyboards.js";
import { inOneLine } from "./media.js";

const MAX_HEIGHT_PX = 132;
const fitsFinger = () => matchMedia("(pointer: coarse)").matches;

function useGrowingField(field, text) {
  useLayoutEffect(() => {
    const { current } = field;
    current.style.height = "auto";
    current.style.height = `${Math.min(current.scrollHeight, MAX_HEIGHT_PX)}px`;
  }, [text]);
}

/** The commands that fit what is being typed; all of them when the menu is open. */
function fitting(commands, text, menuOpen) {
  if (menuOpen) return commands;
  if (!/^\/\S*$/.test(text)) return [];
  const start = text.slice(1).toLowerCase();
  return commands.filter(({ command }) => command.startsWith(start));
}

const Commands = ({ commands, onChoose }) => html`
  <div class="commands" role="menu" aria-label="Commands">
    ${commands.map(
      ({ command, description }) => html`
        <button type="button" role="menuitem" key=${command} class="command" data-testid="command" onClick=${() => onChoose(`/${command}`)}>
          <span class="command-name">/${command}</span><span class="command-about" dir="auto">${description}</span>
        </button>
      `,
    )}
  </div>
`;

const Strip = ({ icon, title, text, onClose }) => html`
  <div class="strip">
    <${Icon} name=${icon} size=${20} />
    <span class="strip-words"><strong>${title}</strong><span dir="auto">${text}</span></span>
    <button type="button" class="icon-button" aria-label="Cancel" onClick=${onClose}><${Icon} name="close" size=${18} /></button>
  </div>
`;

function Field({ field, text, placeholder, onText, onSend }) {
  useGrowingField(field, text);
  const onKeyDown = (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    onSend();
  };
  return html`
    <textarea ref=${field} class="field-text" data-testid="composer-input" rows="1" dir="auto" enterkeyhint="send" maxlength="4096"
      aria-label="Message" placeholder=${placeholder} value=${text} onInput=${(event) => onText(event.currentTarget.value)} onKeyDown=${onKeyDown}></textarea>
  `;
}

function useDraft(editing, field) {
  const [text, setText] = useState("");
  useEffect(() => {
    if (!editing) return;
    setText(editing.text);
    field.current.focus();
  }, [editing]);
  return [text, setText];
}

/** A forced reply puts the cursor into the field, as a phone would bring up its keyboard. */
function useForcedReply(forcedReply, field) {
  useEffect(() => {
    if (forcedReply) field.current.focus();
  }, [forcedReply]);
}

export function Composer({ state, editing, onEdited, onAttach, onLocation }) {
  const { bot, replyKeyboard: markup, forcedReply, keyboardShown, messages } = state;
  const { sendText, editText, showKeyboard, stopReplying } = useActions();
  const field = useRef(null);
  const [text, setText] = useDraft(editing, field);
  const [menuOpen, setMenuOpen] = useState(false);
  useForcedReply(forcedReply, field);
  const commands = fitting(bot.commands ?? [], text, menuOpen);
  const hasKeyboard = Boolean(markup);

  useEffect(() => {
    if (!fitsFinger()) field.current.focus({ preventScroll: true });
  }, [state.person]);

  const clear = () => {
    setText("");
    setMenuOpen(false);
    onEdited();
  };
  const send = () => {
    const words = text.trim();
    if (!words) return;
    if (editing) editText(editing.message_id, words);
    else sendText(words);
    stopReplying();
    clear();
  };
  const sendCommand = (command) => {
    sendText(command);
    clear();
  };
  const pressReply = (words) => {
    sendText(words);
    if (markup.one_time_keyboard) showKeyboard(false);
  };
  const write = (words) => {
    setText(words);
    setMenuOpen(false);
  };
  const placeholder = (forcedReply ?? markup)?.input_field_placeholder ?? "Message";
  const question = forcedReply && messages.filter((message) => !message.out).at(-1);

  return html`
    <footer class="composer">
      ${commands.length > 0 && html`<${Commands} commands=${commands} onChoose=${sendCommand} />`}
      ${question && html`<${Strip} icon="edit" title=${`Reply to ${bot.first_name}`} text=${inOneLine(question)} onClose=${stopReplying} />`}
      ${editing && html`<${Strip} icon="edit" title="Edit message" text=${editing.text} onClose=${clear} />`}
      ${hasKeyboard && keyboardShown && !commands.length && html`<${ReplyKeyboard} markup=${markup} onSend=${pressReply} onLocation=${onLocation} />`}
      <div class="composer-line">
        ${bot.commands?.length > 0 &&
        html`<button type="button" class=${menuOpen ? "menu-button open" : "menu-button"} data-testid="menu" aria-expanded=${menuOpen} aria-label="Menu of commands"
          onClick=${() => setMenuOpen(!menuOpen)}>
          <${Icon} name=${menuOpen ? "close" : "menu"} size=${20} /><span>Menu</span>
        </button>`}
        <div class="field-box">
          <${Field} field=${field} text=${text} placeholder=${placeholder} onText=${write} onSend=${send} />
          ${hasKeyboard &&
          html`<button type="button" class=${keyboardShown ? "icon-button on" : "icon-button"} data-testid="toggle-keyboard" aria-pressed=${keyboardShown}
            aria-label=${keyboardShown ? "Hide the reply keyboard" : "Show the reply keyboard"} onClick=${() => showKeyboard(!keyboardShown)}>
            <${Icon} name="keyboard" size=${22} />
          </button>`}
          <button type="button" class="icon-button" data-testid="attach" aria-label="Attach" onClick=${onAttach}><${Icon} name="attach" size=${22} /></button>
        </div>
        <button type="button" class="send-button" data-testid="send" aria-label=${editing ? "Save" : "Send"} disabled=${!text.trim()} onClick=${send}>
          <${Icon} name=${editing ? "check" : "send"} size=${22} />
        </button>
      </div>
    </footer>
  `;
}
