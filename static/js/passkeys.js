/* Shows what needs passkeys where the browser has them, and says in words when one was not used.
   Without this file those parts stay hidden; password, mailed code and app work without it. */
(() => {
  "use strict";
  const able = Boolean(window.PublicKeyCredential);
  document.querySelectorAll("[data-needs-passkeys]").forEach((part) => { part.hidden = !able; });
  document.querySelectorAll("[data-without-passkeys]").forEach((part) => { part.hidden = able; });

  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    const problem = document.querySelector("[data-passkey-problem]");
    problem.hidden = true; // shown anew each time, so that it is read out each time
    requestAnimationFrame(() => { problem.hidden = false; });
  });
})();
