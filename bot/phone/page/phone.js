// The phone: its screen, and what comes to lie over it.
import { html, useEffect, useMemo, useState } from "./vendor/preact-htm.js";
import { useActions } from "./actions.js";
import { AttachSheet, FileSheet, LocationSheet } from "./attach.js";
import { Composer } from "./composer.js";
import { nowOf } from "./clock.js";
import { ChatMenu, Header, StatusBar } from "./header.js";
import { Alert, Banner, PhotoViewer, Sheet, Toast } from "./layers.js";
import { MessageList } from "./message_list.js";
import { MessageMenu } from "./message_menu.js";
import { People } from "./people.js";
import { rememberBuzzes } from "./remembered.js";
import { StartButton, StartScreen, UnblockButton } from "./start_screen.js";
import { TimeStrip } from "./time_bar.js";

const SHAKE_MS = 500;

const hasBlocked = ({ people, person }) => Boolean(people.find(({ id }) => id === person)?.blocked);

/** True for the moment in which the phone shakes; the banner stays until it is put away. */
function useBuzz(state) {
  const [shaking, setShaking] = useState(false);
  const [banner, setBanner] = useState(null);
  useEffect(() => {
    setBanner(state.buzz);
    if (!state.buzz) return undefined;
    rememberBuzzes(state.person, state.buzzes);
    setShaking(true);
    navigator.vibrate?.([60, 40, 60]);
    const timer = setTimeout(() => setShaking(false), SHAKE_MS);
    return () => clearTimeout(timer);
  }, [state.buzz]);
  return { shaking, banner, dismiss: () => setBanner(null) };
}

function OpenLayer({ layer, state, open, close, onEdit }) {
  const openFile = (kind, file) => open({ kind: "file", file, as: kind });
  switch (layer?.kind) {
    case "people":
      return html`
        <${Sheet} title="Whose phone is this?" onClose=${close}>
          <${People} people=${state.people} person=${state.person} onChosen=${close} />
        <//>
      `;
    case "chat-menu":
      return html`<${ChatMenu} blocked=${hasBlocked(state)} onClose=${close} />`;
    case "attach":
      return html`<${AttachSheet} onClose=${close} onFile=${openFile} onLocation=${() => open({ kind: "location" })} />`;
    case "file":
      return html`<${FileSheet} kind=${layer.as} file=${layer.file} onClose=${close} />`;
    case "location":
      return html`<${LocationSheet} onClose=${close} onShared=${layer.onShared} />`;
    case "photo":
      return html`<${PhotoViewer} photo=${layer.photo} onClose=${close} />`;
    case "message":
      return html`<${MessageMenu} message=${layer.message} onEdit=${onEdit} onClose=${close} />`;
    default:
      return null;
  }
}

function Talk({ state, open }) {
  const { messages, taps, clock, person } = state;
  return useMemo(
    () => html`
      <${MessageList} key=${person} messages=${messages} taps=${taps} now=${nowOf(clock)}
        onOpenPhoto=${(photo) => open({ kind: "photo", photo })} onOpenMenu=${(message) => open({ kind: "message", message })} />
    `,
    [messages, taps, clock, person],
  );
}

/** What stands at the bottom: the way in, the way back, or the place to write. */
function Foot({ state, open, editing, onEdited }) {
  const { showKeyboard } = useActions();
  if (hasBlocked(state)) return html`<${UnblockButton} />`;
  if (!state.messages.length) return html`<${StartButton} />`;
  const hideAfterUse = () => state.replyKeyboard?.one_time_keyboard && showKeyboard(false);
  const askPlace = () => open({ kind: "location", onShared: hideAfterUse });
  return html`
    <${Composer} key=${state.person} state=${state} editing=${editing} onEdited=${onEdited}
      onAttach=${() => open({ kind: "attach" })} onLocation=${askPlace} />
  `;
}

function Chat({ state, tell, open, editing, onEdited }) {
  if (!state.ready) return html`<div class="talk"></div>`;
  return html`
    <div class="toast-place">${state.toast && html`<${Toast} toast=${state.toast} onDone=${() => tell("toast", null)} />`}</div>
    ${state.messages.length ? html`<${Talk} state=${state} open=${open} />` : html`<div class="talk"><${StartScreen} bot=${state.bot} /></div>`}
    <${Foot} state=${state} open=${open} editing=${editing} onEdited=${onEdited} />
  `;
}

export function Phone({ state, tell, narrow, theme, onToggleTheme, time }) {
  const [layer, open] = useState(null);
  const [editing, setEditing] = useState(null);
  const buzz = useBuzz(state);
  const close = () => open(null);
  const covered = Boolean(layer || state.alert);
  return html`
    <main class=${`phone${buzz.shaking ? " shaking" : ""}`}>
      <div class="screen" inert=${covered}>
        ${!narrow && html`<${StatusBar} clock=${state.clock} />`}
        <${Header} state=${state} narrow=${narrow} theme=${theme} onToggleTheme=${onToggleTheme}
          onPeople=${() => open({ kind: "people" })} onMenu=${() => open({ kind: "chat-menu" })} />
        ${narrow && time && html`<${TimeStrip} ...${time} />`}
        ${state.connection === "lost" && html`<div class="reconnecting" role="status">Reconnecting…</div>`}
        <${Chat} state=${state} tell=${tell} open=${open} editing=${editing} onEdited=${() => setEditing(null)} />
      </div>
      ${buzz.banner && html`<${Banner} message=${buzz.banner} bot=${state.bot} onDone=${buzz.dismiss} onOpen=${buzz.dismiss} />`}
      <${OpenLayer} layer=${layer} state=${state} open=${open} close=${close} onEdit=${setEditing} />
      ${state.alert && html`<${Alert} title=${state.bot.first_name} text=${state.alert.text} onClose=${() => tell("alertRead")} />`}
    </main>
  `;
}
