/* Recordings that lie here: the press on their link puts the film in the place of the picture, and only then loads it.
   Links to a second of one (data-from) play it from there. Without this file they lead to the file itself. */
(() => {
  "use strict";
  const captionsOf = ({ captions, language, label }) => {
    const track = document.createElement("track");
    Object.assign(track, { kind: "captions", src: captions, srclang: language, label, default: true });
    return track;
  };
  const play = (press, address) => {
    const film = document.createElement("video");
    Object.assign(film, { controls: true, autoplay: true, playsInline: true, src: address });
    film.setAttribute("aria-label", press.dataset.plays);
    if (press.dataset.captions) film.append(captionsOf(press.dataset));
    const poster = press.closest(".poster");
    poster.querySelectorAll("svg, .title, video").forEach((each) => each.remove());
    poster.prepend(film);
    film.focus();
  };
  const presses = [...document.querySelectorAll("a[data-plays]")];
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-plays], a[data-from]");
    const press = link && presses.find((each) => each.pathname === link.pathname);
    if (!press || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    play(press, link.href);
  });
})();
