// The table of contents of the page: state, live line, and the parts of the phone.
import { html, render, useEffect, useMemo, useReducer, useRef, useState } from "./vendor/preact-htm.js";
import * as api from "./api.js";
import { ActionsProvider, makeActions, useActions } from "./actions.js";
import { AttachSheet, FileSheet, LocationSheet } from "./attach.js";
import { Composer } from "./composer.js";
import { nowOf } from "./clock.js";
import { follow } from "./events.js";
import { ChatMenu, Header, StatusBar } from "./header.js";
import { Alert, Banner, PhotoViewer, Sheet, Toast } from "./layers.js";
import { useMedia } from "./media_query.js";
import { MessageList } from "./message_list.js";
import { MessageMenu } from "./message_menu.js";
import { emptyState, reduce } from "./model.js";
import { People } from "./people.js";
import { rememberBuzzes, rememberedBuzzes } from "./remembered.js";
import { StartButton, StartScreen, UnblockButton } from "./start_screen.js";
import { ThemeButton, useTheme } from "./theme.js";
import { TimeCard, TimeStrip } from "./time_bar.js";
import { useScreenHeight } from "./screen_height.js";

const TYPING_MS = 5500;
const SHAKE_MS = 500;
const RETRY_MS = 2000;

function personInAddress() {
  const person = Number(new URLSearchParams(location.search).get("person"));
  return Number.isInteger(person) && person > 0 ? person : null;
}

function putInAddress(person) {
  const address = new URL(location.href);
  address.searchParams.set("person", person);
  history.replaceState(null, "", address);
}

/** The state, and `tell(name, facts)` to change it; `latest` always holds the newest one. */
function useModel() {
  const [state, dispatch] = useReducer(reduce, { ...emptyState, person: personInAddress() });
  const latest = useRef(state);
  latest.current = state;
  const tell = useMemo(() => (name, facts) => dispatch([name, facts]), []);
  return [state, tell, latest];
}

/** Without a person in the address, the server names the first one. */
function useFirstPerson(person, tell) {
  const [attempt, again] = useState(0);
  useEffect(() => {
    if (person !== null) return undefined;
    const timer = setTimeout(() => again(attempt + 1), RETRY_MS);
    api.state().then(
      (loaded) => {
        clearTimeout(timer);
        tell("chosen", loaded.person);
      },
      () => tell("connection", "lost"),
    );
    return () => clearTimeout(timer);
  }, [person, attempt]);
}

function useLiveLine(person, tell, actions) {
  useEffect(() => {
    if (person === null) return undefined;
    putInAddress(person);
    tell("buzzes", rememberedBuzzes(person));
    return follow(person, (name, facts) => {
      tell(name, facts);
      const buzzes = name === "message" && !facts.out && !facts.silent;
      if (buzzes && !actions.repliedJustNow()) tell("buzz", facts);
    });
  }, [person]);
}

function useTypingEnd(typing, tell) {
  useEffect(() => {
    if (!typing) return undefined;
    const timer = setTimeout(() => tell("typingOver"), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typing]);
}

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

/** The tab's title counts what came while the tab was not looked at. */
function useTitle(bot, buzz) {
  const [unseen, setUnseen] = useState(0);
  useEffect(() => {
    if (buzz && document.hidden) setUnseen((count) => count + 1);
  }, [buzz]);
  useEffect(() => {
    const listen = () => !document.hidden && setUnseen(0);
    document.addEventListener("visibilitychange", listen);
    return () => document.removeEventListener("visibilitychange", listen);
  }, []);
  useEffect(() => {
    if (bot) document.title = `${unseen ? `(${unseen}) ` : ""}${bot.first_name}`;
  }, [bot, unseen]);
}

function OpenLayer({ layer, state, open, close, onEdit }) {
  const blocked = state.people.find(({ id }) => id === state.person)?.blocked;
  const openFile = (kind, file) => open({ kind: "file", file, as: kind });
  switch (layer?.kind) {
    case "people":
      return html`<${Sheet} title="Whose phone is this?" onClose=${close}><${People} people=${state.people} person=${state.person} onChosen=${close} /><//>`;
    case "chat-menu":
      return html`<${ChatMenu} blocked=${blocked} onClose=${close} />`;
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

function Talk({ state, open, editing, onEdited }) {
  const { messages, taps, clock, people, person, replyKeyboard } = state;
  const { showKeyboard } = useActions();
  const blocked = people.find(({ id }) => id === person)?.blocked;
  const list = useMemo(
    () => html`
      <${MessageList} key=${person} messages=${messages} taps=${taps} now=${nowOf(clock)}
        onOpenPhoto=${(photo) => open({ kind: "photo", photo })} onOpenMenu=${(message) => open({ kind: "message", message })} />
    `,
    [messages, taps, clock, person],
  );
  if (!state.ready) return html`<div class="talk"></div>`;
  if (!messages.length) return html`<div class="talk"><${StartScreen} bot=${state.bot} /></div>${blocked ? html`<${UnblockButton} />` : html`<${StartButton} />`}`;
  const hideAfterUse = () => replyKeyboard?.one_time_keyboard && showKeyboard(false);
  return html`
    ${list}
    ${blocked
      ? html`<${UnblockButton} />`
      : html`<${Composer} key=${person} state=${state} editing=${editing} onEdited=${onEdited} onAttach=${() => open({ kind: "attach" })}
          onLocation=${() => open({ kind: "location", onShared: hideAfterUse })} />`}
  `;
}

const SidePanel = ({ state, theme, onToggleTheme, time }) => html`
  <aside class="side">
    <div class="side-head"><h2>Local phone</h2><p>A stand-in for the messenger. Nothing leaves this machine.</p></div>
    ${time && html`<${TimeCard} ...${time} />`}
    <section class="side-people" aria-label="People"><h3>Whose phone is this?</h3><${People} people=${state.people} person=${state.person} /></section>
    <${ThemeButton} theme=${theme} onToggle=${onToggleTheme} wide />
  </aside>
`;

function Phone({ state, tell, narrow, theme, onToggleTheme, time }) {
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
        <${Talk} state=${state} open=${open} editing=${editing} onEdited=${() => setEditing(null)} />
      </div>
      ${buzz.banner && html`<${Banner} message=${buzz.banner} bot=${state.bot} onDone=${buzz.dismiss} onOpen=${buzz.dismiss} />`}
      ${state.toast && html`<${Toast} toast=${state.toast} onDone=${() => tell("toast", null)} />`}
      <${OpenLayer} layer=${layer} state=${state} open=${open} close=${close} onEdit=${setEditing} />
      ${state.alert && html`<${Alert} title=${state.bot.first_name} text=${state.alert.text} onClose=${() => tell("alertRead")} />`}
    </main>
  `;
}

function App() {
  const [state, tell, latest] = useModel();
  const actions = useMemo(() => makeActions(() => latest.current, tell), []);
  const narrow = useMedia("(max-width: 819px)");
  const [theme, toggleTheme] = useTheme();
  useFirstPerson(state.person, tell);
  useLiveLine(state.person, tell, actions);
  useTypingEnd(state.typing, tell);
  useTitle(state.bot, state.buzz);
  useScreenHeight();
  if (!state.clock) return html`<p class="opening" role="status">${state.connection === "lost" ? "Waiting for the phone…" : ""}</p>`;
  const { clock, moving, buzzes } = state;
  const time = state.timeBar && { clock, moving, buzzes, canMove: state.connection !== "lost" };
  const parts = { state, narrow, theme, onToggleTheme: toggleTheme, time };
  return html`
    <${ActionsProvider} value=${actions}>
      ${!narrow && html`<${SidePanel} ...${parts} />`}
      <${Phone} ...${parts} tell=${tell} />
    <//>
  `;
}

render(html`<${App} />`, document.getElementById("root"));
