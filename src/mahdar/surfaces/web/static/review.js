/* Keys of the review: each presses the button, or follows the link, that names it. Everything works without them. */
"use strict";
let pressed = false;

/* The key as it is labelled, or, where it gives no Latin letter, as it lies: an Arabic keyboard has no A. */
function named(event) {
  if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
  if (event.key === "Escape") return "escape";
  return /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : "";
}

document.addEventListener("keydown", (event) => {
  if (pressed || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  const key = named(event);
  const written = event.target.closest("input:not([type=checkbox]), textarea, select");
  if (!key || (written && key !== "escape")) return;
  const found = document.querySelector(`[data-key="${key}"]`);
  if (!found) return;
  event.preventDefault();
  pressed = true;
  found.click();
});

/* A page that comes back from memory takes keys again. */
window.addEventListener("pageshow", () => {
  pressed = false;
  for (const form of document.forms) delete form.dataset.sent;
});

/* One press, one decision. */
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "1";
});

for (const all of document.querySelectorAll("[data-all]")) {
  all.closest("[hidden]").hidden = false;
  all.addEventListener("change", () => {
    for (const box of all.form.querySelectorAll(`[name="${all.dataset.all}"]`)) box.checked = all.checked;
  });
}
