// The live line to the server. A state is fetched each time the line opens; what is heard
// while that state is on its way is told after it, so nothing falls between the two.
import * as api from "./api.js";

const NAMES = ["message", "edited", "deleted", "callback", "reply_keyboard", "commands", "people", "clock", "action"];
const RETRY_MS = 2000;

/** Follows one person's chat and tells `tell(name, facts)` all that happens, until the returned function is called. */
export function follow(person, tell) {
  let source = null;
  let retry = null;
  let held = [];
  let latestLoad = 0;
  let stopped = false;

  const hear = (name, facts) => (held ? held.push([name, facts]) : tell(name, facts));

  async function load() {
    if (stopped) return;
    const mine = ++latestLoad;
    const overtaken = () => stopped || mine !== latestLoad;
    held ??= [];
    try {
      const loaded = await api.state(person);
      if (overtaken()) return;
      tell("loaded", loaded);
      const waiting = held;
      held = null;
      waiting.forEach(([name, facts]) => tell(name, facts));
    } catch (error) {
      if (overtaken()) return;
      if (error.status >= 400 && error.status < 500) tell("nobody");
      else retry = setTimeout(load, RETRY_MS);
    }
  }

  function open() {
    source = new EventSource(api.eventsUrl(person));
    source.onopen = () => {
      tell("connection", "live");
      load();
    };
    source.onerror = () => {
      tell("connection", "lost");
      // The browser comes back by itself unless the server refused; then the line is closed for good.
      if (source.readyState === EventSource.CLOSED) retry = setTimeout(open, RETRY_MS);
    };
    source.addEventListener("reload", load);
    for (const name of NAMES) source.addEventListener(name, (event) => hear(name, JSON.parse(event.data)));
  }

  load();
  open();
  return () => {
    stopped = true;
    clearTimeout(retry);
    source.close();
  };
}
