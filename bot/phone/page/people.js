// Who holds this phone: the people to play, and a form for one more.
import { html, useState } from "./vendor/preact-htm.js";
import { useActions } from "./actions.js";
import { Avatar, fullName } from "./avatar.js";
import { Icon } from "./icons.js";

const LANGUAGES = ["en", "de", "es", "fr", "hi", "ar"];

function Person({ person, chosen, onChoose }) {
  const label = `${fullName(person)}${person.unread ? `, ${person.unread} unread` : ""}${person.blocked ? ", blocked the bot" : ""}`;
  return html`
    <button type="button" class=${chosen ? "person chosen" : "person"} data-testid="person" data-person-id=${person.id}
      aria-pressed=${chosen} aria-label=${label} onClick=${() => onChoose(person.id)}>
      <${Avatar} of=${person} size=${38} />
      <span class="person-names">
        <span class="person-name" dir="auto">${fullName(person)}</span>
        <span class="person-note">${person.blocked ? "blocked the bot" : person.username ? `@${person.username}` : person.language_code}</span>
      </span>
      ${person.unread > 0 && html`<span class="badge">${person.unread}</span>`}
      ${chosen && html`<span class="person-here"><${Icon} name="check" size=${18} /></span>`}
    </button>
  `;
}

function NewPerson({ onAdded, onCancel }) {
  const { addPerson } = useActions();
  const add = async (event) => {
    event.preventDefault();
    const { first_name, last_name, language_code } = Object.fromEntries(new FormData(event.currentTarget));
    const person = await addPerson({ first_name: first_name.trim(), language_code, ...(last_name.trim() && { last_name: last_name.trim() }) });
    if (person) onAdded(person.id);
  };
  return html`
    <form class="new-person" onSubmit=${add}>
      <label class="field"><span>First name</span><input name="first_name" required maxlength="64" autocomplete="off" ref=${(input) => input?.focus()} /></label>
      <label class="field"><span>Last name</span><input name="last_name" maxlength="64" autocomplete="off" /></label>
      <label class="field"><span>Language</span>
        <select name="language_code">${LANGUAGES.map((code) => html`<option key=${code} value=${code}>${code}</option>`)}</select>
      </label>
      <div class="form-buttons">
        <button type="button" class="plain-button" onClick=${onCancel}>Cancel</button>
        <button type="submit" class="main-button">Add</button>
      </div>
    </form>
  `;
}

export function People({ people, person, onChosen = () => {} }) {
  const { choose } = useActions();
  const [adding, setAdding] = useState(false);
  const take = (id) => {
    setAdding(false);
    if (id !== person) choose(id);
    onChosen();
  };
  return html`
    <div class="people">
      ${people.map((one) => html`<${Person} key=${one.id} person=${one} chosen=${one.id === person} onChoose=${take} />`)}
      ${adding
        ? html`<${NewPerson} onAdded=${take} onCancel=${() => setAdding(false)} />`
        : html`<button type="button" class="person add" data-testid="add-person" onClick=${() => setAdding(true)}>
            <span class="add-mark"><${Icon} name="plus" size=${20} /></span><span class="person-name">Add a person</span>
          </button>`}
    </div>
  `;
}
