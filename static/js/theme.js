/* The reader's choice of colours, kept in the browser. Not deferred: it applies before paint. */
(() => {
  const root = document.documentElement;
  const apply = (theme) => {
    root.dataset.theme = theme;
    for (const meta of document.querySelectorAll("meta[data-scheme]")) {
      const { scheme } = meta.dataset;
      meta.media = theme === "system" ? `(prefers-color-scheme: ${scheme})` : scheme === theme ? "all" : "not all";
    }
  };
  let theme = "system";
  try { theme = localStorage.theme || theme; } catch { /* storage is switched off */ }
  apply(theme);
  addEventListener("DOMContentLoaded", () => {
    for (const control of document.querySelectorAll(".themes")) {
      for (const radio of control.querySelectorAll("input")) radio.checked = radio.value === theme;
      control.hidden = false;
      control.onchange = ({ target }) => {
        apply(target.value);
        try { localStorage.theme = target.value; } catch { /* as above */ }
      };
    }
  });
})();
