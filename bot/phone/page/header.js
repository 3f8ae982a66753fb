// The top of the phone: whose phone it is, whom one talks to, and the chat's own menu.
import { html } from "./vendor/preact-htm.js";
import { useActions } from "./actions.js";
import { Avatar, fullName } from "./avatar.js";
import { timeText, useNow } from "./clock.js";
import { Icon } from "./icons.js";
import { Popover } from "./layers.js";
import { ThemeButton } from "./theme.js";

const unreadElsewhere = (people, person) => people.filter(({ id }) => id !== person).reduce((sum, { unread }) => sum + unread, 0);

function PeopleButton({ people, person, onOpen }) {
  const holder = people.find(({ id }) => id === person);
  const unread = unreadElsewhere(people, person);
  if (!holder) return null;
  const label = `This is ${fullName(holder)}'s phone. Switch person${unread ? `, ${unread} unread` : ""}`;
  return html`
    <button type="button" class="people-button" data-testid="people" aria-label=${label} onClick=${onOpen}>
      <${Icon} name="back" size=${22} /><${Avatar} of=${holder} size=${30} />${unread > 0 && html`<span class="badge">${unread}</span>`}
    </button>
  `;
}

const Typing = () => html`<span class="typing">typing<span class="typing-dots" aria-hidden="true"><i></i><i></i><i></i></span></span>`;

export function Header({ state, narrow, theme, onToggleTheme, onPeople, onMenu }) {
  const { bot, people, person, typing } = state;
  return html`
    <header class="header">
      ${narrow && html`<${PeopleButton} people=${people} person=${person} onOpen=${onPeople} />`}
      <${Avatar} of=${bot} bot size=${40} />
      <div class="header-names">
        <h1 dir="auto">${bot.first_name}</h1>
        <p aria-live="polite">${typing ? html`<${Typing} />` : "bot"}</p>
      </div>
      ${narrow && html`<${ThemeButton} theme=${theme} onToggle=${onToggleTheme} />`}
      <button type="button" class="icon-button" data-testid="chat-menu" aria-label="Chat menu" aria-haspopup="menu" onClick=${onMenu}>
        <${Icon} name="dots" size=${22} />
      </button>
    </header>
  `;
}

export function ChatMenu({ blocked, onClose }) {
  const { block, sendText } = useActions();
  const choose = (deed) => () => {
    onClose();
    deed();
  };
  return html`
    <${Popover} label="Chat menu" onClose=${onClose}>
      ${!blocked &&
      html`<button type="button" role="menuitem" class="menu-item" onClick=${choose(() => sendText("/help"))}>
        <${Icon} name="alert" size=${20} />Help
      </button>`}
      <button type="button" role="menuitem" class=${blocked ? "menu-item" : "menu-item danger"} data-testid="block" data-autofocus
        onClick=${choose(() => block(!blocked))}>
        <${Icon} name="block" size=${20} />${blocked ? "Unblock the bot" : "Block the bot"}
      </button>
    <//>
  `;
}

/** The top edge of the phone's screen, on a desktop where there is no real one. */
export function StatusBar({ clock }) {
  const now = useNow(clock);
  return html`
    <div class="status-bar" aria-hidden="true">
      <span>${timeText(now)}</span>
      <span class="island"></span>
      <svg width="46" height="12" viewBox="0 0 46 12">
        <path d="M1 9.5v1.5M5 7v4M9 4.5v6.5M13 2v9" />
        <rect x="22.7" y="1.7" width="19" height="8.6" rx="2.6" />
        <path class="full" d="M24.8 3.8h13v4.4h-13z" />
        <path d="M44.2 5v2" />
      </svg>
    </div>
  `;
}
