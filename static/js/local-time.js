/* Times of sessions by the reader's own clock, beside those of the host and of UTC, where it shows another time. */
(() => {
  "use strict";
  const language = document.documentElement.lang;
  const shown = (moment, options) => new Intl.DateTimeFormat(language, options).format(moment);
  const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const day = { year: "numeric", month: "long", day: "numeric" };
  const here = (moment, timeZone) => {
    try {
      return shown(moment, { ...day, ...time, timeZone });
    } catch {
      return ""; // a zone that this browser does not know
    }
  };
  const tell = (place) => {
    const { starts, ends, zone } = place.dataset;
    const [start, end] = [new Date(starts), ends && new Date(ends)];
    const mine = here(start);
    if (mine === here(start, zone) || mine === here(start, "UTC")) return;
    const clock = place.querySelector("time");
    clock.dateTime = starts;
    clock.textContent = [start, end].filter(Boolean).map((moment) => shown(moment, time)).join("–");
    try {
      if (shown(start, day) !== shown(start, { ...day, timeZone: zone })) place.append(` (${shown(start, day)})`);
    } catch { /* as above */ }
    place.hidden = false;
  };
  const all = () => document.querySelectorAll("[data-starts][hidden]").forEach(tell);
  document.addEventListener("htmx:afterSettle", all);
  all();
})();
