// Keeps what is being typed in a form on this device, until it is sent. A convenience: every form works without it.
// <form data-draft="key">: text fields, choices and boxes are kept; files, hidden fields and [data-secret] never are.
(() => {
  "use strict";
  const LONGEST = 30 * 24 * 3600 * 1000;
  const kept = (field) =>
    field.name && !["hidden", "file", "password", "submit"].includes(field.type) && !field.hasAttribute("data-secret");
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const key = "draft:" + form.dataset.draft;
    const fields = () => [...form.elements].filter(kept);
    const read = () => {
      try {
        const draft = JSON.parse(localStorage.getItem(key) || "null");
        return draft && Date.now() - draft.at < LONGEST ? draft.values : null;
      } catch {
        return null;
      }
    };
    const write = () => {
      const values = fields().map((f) => [f.name, f.value, f.type === "radio" || f.type === "checkbox" ? f.checked : null]);
      try {
        localStorage.setItem(key, JSON.stringify({ at: Date.now(), values }));
      } catch {
        /* no room, or not allowed: nothing is kept */
      }
    };
    const draft = read();
    for (const [name, value, on] of draft || []) {
      const field = fields().find((f) => f.name === name && (on === null || f.value === value));
      if (!field) continue;
      if (on !== null) field.checked = on;
      // A choice has a value from the beginning; what was chosen on this device comes before it.
      else if (field.tagName === "SELECT" ? [...field.options].some((o) => o.value === value) : field.value === "") field.value = value;
    }
    const note = form.parentElement.querySelector("[data-draft-note]");
    if (note) note.hidden = false;
    form.addEventListener("input", write);
    form.addEventListener("change", write);
    form.addEventListener("submit", () => localStorage.removeItem(key));
  }
})();
