// Where the person writes: the field, the command menu, the reply keyboard and the way to the attachments.
import { html, useEffect, useLayoutEffect, useRef, useState } from "./vendor/preact-htm.js";
import { useActions } from "./actions.js";
import { Icon } from "./icons.js";
import { ReplyKeyboard } from "./keyboards.js";
import { inOneLine } from "./media.js";

const MAX_HEIGHT_PX = 132;
const isTouched = () => matchMedia("(pointer: coarse)").matches;

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
    <textarea ref=${field} class="field-text" data-testid="composer-input" aria-label="Message" placeholder=${placeholder}
      rows="1" dir="auto" enterkeyhint="send" maxlength="4096" value=${text}
      onInput=${(event) => onText(event.currentTarget.value)} onKeyDown=${onKeyDown}></textarea>
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

/** A forced reply puts the cursor into the field; so does a new chat, where that brings up no keyboard. */
function useFocus(field, forcedReply, person) {
  useEffect(() => {
    if (forcedReply) field.current.focus();
  }, [forcedReply]);
  useEffect(() => {
    if (!isTouched()) field.current.focus({ preventScroll: true });
  }, [person]);
}

const MenuButton = ({ open, onClick }) => html`
  <button type="button" class=${open ? "menu-button open" : "menu-button"} data-testid="menu"
    aria-expanded=${open} aria-label="Menu of commands" onClick=${onClick}>
    <${Icon} name=${open ? "close" : "menu"} size=${20} /><span>Menu</span>
  </button>
`;

const KeyboardButton = ({ shown, onClick }) => html`
  <button type="button" class=${shown ? "icon-button on" : "icon-button"} data-testid="toggle-keyboard" aria-pressed=${shown}
    aria-label=${shown ? "Hide the reply keyboard" : "Show the reply keyboard"} onClick=${onClick}>
    <${Icon} name="keyboard" size=${22} />
  </button>
`;

const SendButton = ({ saves, disabled, onClick }) => html`
  <button type="button" class="send-button" data-testid="send" aria-label=${saves ? "Save" : "Send"} disabled=${disabled} onClick=${onClick}>
    <${Icon} name=${saves ? "check" : "send"} size=${22} />
  </button>
`;

/** What the next words will do when they are not simply a new message. */
function Purpose({ state, editing, onStopEditing }) {
  const { stopReplying } = useActions();
  const { bot, forcedReply, messages } = state;
  if (editing) return html`<${Strip} icon="edit" title="Edit message" text=${editing.text} onClose=${onStopEditing} />`;
  const question = forcedReply && messages.findLast((message) => !message.out);
  return question && html`<${Strip} icon="edit" title=${`Reply to ${bot.first_name}`} text=${inOneLine(question)} onClose=${stopReplying} />`;
}

function Keyboard({ markup, onLocation }) {
  const { sendText, showKeyboard } = useActions();
  const press = (words) => {
    sendText(words);
    if (markup.one_time_keyboard) showKeyboard(false);
  };
  return html`<${ReplyKeyboard} markup=${markup} onSend=${press} onLocation=${onLocation} />`;
}

export function Composer({ state, editing, onEdited, onAttach, onLocation }) {
  const { bot, replyKeyboard: markup, forcedReply, keyboardShown, person } = state;
  const { sendText, editText, showKeyboard, stopReplying } = useActions();
  const field = useRef(null);
  const [text, setText] = useDraft(editing, field);
  const [menuOpen, setMenuOpen] = useState(false);
  useFocus(field, forcedReply, person);
  const commands = fitting(bot.commands ?? [], text, menuOpen);

  const write = (words) => {
    setText(words);
    setMenuOpen(false);
  };
  const finish = () => {
    write("");
    onEdited();
  };
  const sendCommand = (command) => {
    sendText(command);
    finish();
  };
  const send = () => {
    const words = text.trim();
    if (!words) return;
    if (editing) editText(editing.message_id, words);
    else sendText(words);
    stopReplying();
    finish();
  };

  const placeholder = (forcedReply ?? markup)?.input_field_placeholder ?? "Message";
  return html`
    <footer class="composer">
      ${commands.length > 0 && html`<${Commands} commands=${commands} onChoose=${sendCommand} />`}
      <${Purpose} state=${state} editing=${editing} onStopEditing=${finish} />
      ${markup && keyboardShown && !commands.length && html`<${Keyboard} markup=${markup} onLocation=${onLocation} />`}
      <div class="composer-line">
        ${bot.commands?.length > 0 && html`<${MenuButton} open=${menuOpen} onClick=${() => setMenuOpen(!menuOpen)} />`}
        <div class="field-box">
          <${Field} field=${field} text=${text} placeholder=${placeholder} onText=${write} onSend=${send} />
          ${markup && html`<${KeyboardButton} shown=${keyboardShown} onClick=${() => showKeyboard(!keyboardShown)} />`}
          <button type="button" class="icon-button" data-testid="attach" aria-label="Attach" onClick=${onAttach}>
            <${Icon} name="attach" size=${22} />
          </button>
        </div>
        <${SendButton} saves=${Boolean(editing)} disabled=${!text.trim()} onClick=${send} />
      </div>
    </footer>
  `;
}
