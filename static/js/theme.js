/* The reader's choice of colours, kept in the browser: not deferred, since it applies before paint. And the menus that
   open over a page: they close by Escape, and when the focus goes on behind them. */
(() => {
  const root = document.documentElement;
  const apply = (theme) => {
    root.dataset.theme = theme;
    for (const meta of document.querySelectorAll("meta[data-scheme]")) {
      const { scheme } = meta.dataset;
      meta.media = theme === "system" ? `(prefers-color-scheme: ${scheme})` : scheme === theme ? "all" : "not all";
    }
  };
  const menus = () => document.querySelectorAll(":is(.menu, .language-menu)[open]");
  addEventListener("focusin", ({ target }) => menus().forEach((menu) => { menu.open = menu.contains(target); }));
  addEventListener("keydown", ({ key }) => {
    for (const menu of key === "Escape" ? menus() : []) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
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
