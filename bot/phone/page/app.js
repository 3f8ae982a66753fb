// The page's table of contents: the state, the live line that changes it, and the phone that shows it.
import { html, render, useEffect, useMemo, useReducer, useRef, useState } from "./vendor/preact-htm.js";
import * as api from "./api.js";
import { ActionsProvider, makeActions } from "./actions.js";
import { follow } from "./events.js";
import { useMedia } from "./media_query.js";
import { emptyState, reduce } from "./model.js";
import { People } from "./people.js";
import { Phone } from "./phone.js";
import { rememberedBuzzes } from "./remembered.js";
import { useScreenHeight } from "./screen_height.js";
import { ThemeButton, useTheme } from "./theme.js";
import { TimeCard } from "./time_bar.js";

const TYPING_MS = 5500;
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

const SidePanel = ({ state, theme, onToggleTheme, time }) => html`
  <aside class="side">
    <div class="side-head"><h2>Local phone</h2><p>A stand-in for the messenger. Nothing leaves this machine.</p></div>
    ${time && html`<${TimeCard} ...${time} />`}
    <section class="side-people" aria-label="People"><h3>Whose phone is this?</h3><${People} people=${state.people} person=${state.person} /></section>
    <${ThemeButton} theme=${theme} onToggle=${onToggleTheme} wide />
  </aside>
`;

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
