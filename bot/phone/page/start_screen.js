// What somebody sees who has never talked to the bot.
import { html } from "./vendor/preact-htm.js";
import { useActions } from "./actions.js";
import { Avatar } from "./avatar.js";

export const StartScreen = ({ bot }) => html`
  <div class="start-screen">
    <${Avatar} of=${bot} bot size=${96} />
    <h2 dir="auto">${bot.first_name}</h2>
    ${bot.username && html`<p class="start-username">@${bot.username}</p>`}
    ${bot.description &&
    html`<section class="start-card">
      <h3>What can this bot do?</h3>
      <p dir="auto">${bot.description}</p>
    </section>`}
  </div>
`;

export function StartButton() {
  const { sendText } = useActions();
  return html`
    <footer class="composer single">
      <button type="button" class="main-button start-button" data-testid="start" onClick=${() => sendText("/start")}>START</button>
    </footer>
  `;
}

export function UnblockButton() {
  const { block } = useActions();
  return html`
    <footer class="composer single">
      <button type="button" class="main-button start-button" data-testid="unblock" onClick=${() => block(false)}>Unblock</button>
    </footer>
  `;
}
