// The button of a decision repeats the choice: "Publish version 2". Without this script it says "Decide".
"use strict";
for (const form of document.querySelectorAll("form.decision")) {
  const button = form.querySelector("button[type=submit]");
  const repeat = () => {
    const chosen = form.querySelector("input[data-says]:checked");
    if (chosen) button.textContent = chosen.dataset.says;
  };
  form.addEventListener("change", repeat);
  window.addEventListener("pageshow", repeat); // the browser may bring an earlier choice back
}
