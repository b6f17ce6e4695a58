// Keeps a page of `specgen serve` alive: it follows each build, stays where one reads, and shows what is wrong.
(() => {
  "use strict";
  const { page, assets } = document.currentScript.dataset;
  const PLACE = "specgen-place", FOLDED = "specgen-folded", UNFOLDED = "specgen-unfolded", TOLD = "specgen-told";

  // Where one reads: the last thing with an id above the upper third of the window, and what was opened or closed.
  const remember = () => {
    const things = [...document.querySelectorAll("main [id]")].filter((each) => each.getClientRects().length);
    const anchor = things.findLast((each) => each.getBoundingClientRect().top < innerHeight / 3);
    const folds = [...document.querySelectorAll("main details")].map((each) => each.open);
    const sidebar = document.querySelector(".sidebar")?.scrollTop ?? 0;
    const place = { path: location.pathname, x: scrollX, y: scrollY, folds, sidebar };
    if (anchor && scrollY > 0) Object.assign(place, { id: anchor.id, top: anchor.getBoundingClientRect().top });
    store(PLACE, JSON.stringify(place));
  };
  const restore = (place) => {
    const folds = [...document.querySelectorAll("main details")];
    if (folds.length === place.folds.length) folds.forEach((each, index) => { each.open = place.folds[index]; });
    const anchor = place.id === undefined ? null : document.getElementById(place.id);
    const top = anchor ? scrollY + anchor.getBoundingClientRect().top - place.top : place.y;
    scrollTo({ left: place.x, top, behavior: "instant" });
    const sidebar = document.querySelector(".sidebar");
    if (sidebar) sidebar.scrollTop = place.sidebar;
  };
  const store = (name, value) => { try { sessionStorage.setItem(name, value); } catch { /* storage is closed */ } };
  const recall = (name) => { try { return sessionStorage.getItem(name); } catch { return null; } };

  let place = null;
  try { place = JSON.parse(recall(PLACE)); } catch { /* written by something else */ }
  try { sessionStorage.removeItem(PLACE); } catch { /* storage is closed */ }
  if (place?.path === location.pathname) {
    history.scrollRestoration = "manual";
    addEventListener("DOMContentLoaded", () => restore(place));
    addEventListener("load", () => restore(place));
    // Not sooner: browsers may restore their own idea of the place after the page has loaded.
    addEventListener("pagehide", () => { history.scrollRestoration = "auto"; });
  }

  // The panel: in a tree of its own, so that neither the theme nor it changes the other.
  const host = document.createElement("specgen-problems");
  const root = host.attachShadow({ mode: "open" });
  const sheet = document.createElement("style");
  sheet.textContent = `
    :host { position: fixed; z-index: 2147483647; right: 1rem; bottom: 1rem; width: min(44rem, calc(100vw - 2rem)); color-scheme: inherit; }
    :host(.small) { width: auto; }
    :host([hidden]) { display: none; }
    @media print { :host { display: none; } }
    section { font: 14px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", "Liberation Sans", sans-serif; text-align: left;
      color: light-dark(#1d2127, #dfe3ea); background: light-dark(#fff, #1c2027); border: 1px solid light-dark(#c9ced6, #414a57);
      border-left: 4px solid light-dark(#b3261e, #f2877f); border-radius: 6px; box-shadow: 0 4px 24px rgb(0 0 0 / .25); overflow: hidden; }
    section.mild { border-left-color: light-dark(#b25500, #f0a24a); }
    section.calm { border-left-color: light-dark(#8a93a0, #6b7686); }
    li.before { color: light-dark(#57606d, #9aa4b2); font-weight: 600; }
    h2 { font-size: 14px; line-height: 1.5; margin: 0; }
    h2 button { all: unset; box-sizing: border-box; display: flex; width: 100%; gap: .75rem; padding: .5rem .9rem; cursor: pointer; font: inherit; font-weight: 600; }
    h2 button:focus-visible { outline: 2px solid light-dark(#0b57b0, #7db7ff); outline-offset: -3px; border-radius: 5px; }
    h2 span { margin-left: auto; font-weight: 400; color: light-dark(#57606d, #9aa4b2); }
    ol { list-style: none; margin: 0; padding: 0 .9rem .6rem; max-height: 38vh; overflow: auto; overscroll-behavior: contain; }
    ol[hidden] { display: none; }
    li { padding: .4rem 0; border-top: 1px solid light-dark(#e4e7ec, #323944); overflow-wrap: anywhere; white-space: pre-line; }
    code { font: 12.5px/1.5 ui-monospace, "SF Mono", "Cascadia Mono", "Liberation Mono", Menlo, Consolas, monospace; display: block; user-select: all; }
    b { color: light-dark(#b3261e, #f2877f); }
    .warning b { color: light-dark(#8f4400, #f0a24a); }
    .info b { color: light-dark(#0b57b0, #7db7ff); }
    small { font-size: 12.5px; color: light-dark(#57606d, #9aa4b2); }`;
  const panel = document.createElement("section");
  panel.setAttribute("role", "status");
  root.append(sheet, panel);
  host.hidden = true;
  document.body.append(host);

  const MOST = 200;
  let state = null, gone = false;
  const make = (name, text, kind) => {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    if (kind) element.className = kind;
    return element;
  };
  const counted = (number, name) => `${number} ${name}${number === 1 ? "" : "s"}`;
  const item = ({ file, line, severity, message, rule }) => {
    const entry = make("li", undefined, severity);
    if (file) entry.append(make("code", `${file}:${line}`));
    entry.append(make("b", severity), ` ${message} `);
    if (rule) entry.append(make("small", `[${rule}]`));
    return entry;
  };
  // What was wrong from the beginning stays folded until it is asked for; what is new opens the panel.
  const draw = () => {
    const problems = [...state?.problems ?? [], ...state?.findings ?? []];
    const known = state?.known ?? [];
    const trouble = state?.trouble;
    host.hidden = !gone && !trouble && !problems.length && !known.length;
    if (host.hidden) { panel.replaceChildren(); return; }
    const fresh = gone || trouble || problems.length;
    const key = fresh ? FOLDED : UNFOLDED;
    const folded = (recall(key) === "yes") === Boolean(fresh);
    const before = `${known.length} from before`;
    const count = counted(problems.length, "problem");
    const title = gone ? "specgen serve has ended: this page may be old" : trouble ? "Not built: this is the last good state" : problems.length ? count : before;
    const button = make("button", title);
    button.type = "button";
    const list = make("ol");
    list.hidden = folded;
    if (trouble) list.append(item({ severity: "error", message: trouble }));
    list.append(...problems.slice(0, MOST).map(item));
    if (problems.length > MOST) list.append(make("li", `and ${problems.length - MOST} more: see the terminal`));
    if (known.length && fresh) list.append(make("li", before, "before"));
    list.append(...known.slice(0, MOST).map(item));
    if (known.length > MOST) list.append(make("li", `and ${known.length - MOST} more: see specgen check`));
    if (list.childElementCount) {
      button.append(make("span", folded ? "Show" : "Hide"));
      button.setAttribute("aria-expanded", String(!folded));
      button.addEventListener("click", () => { store(key, recall(key) === "yes" ? "no" : "yes"); draw(); root.querySelector("button").focus(); });
    }
    const heading = make("h2");
    heading.append(button);
    panel.className = gone || (!trouble && !problems.some((each) => each.severity === "error")) ? fresh ? "mild" : "calm" : "";
    host.className = fresh || !folded ? "" : "small";
    panel.replaceChildren(heading, list);
  };

  // A page that nobody looks at does not listen: browsers allow only few connections, and what it missed it is told
  // when it is looked at again.
  let source = null, reloading = false;
  const listen = () => {
    if (document.hidden || reloading) { source?.close(); source = null; return; }
    if (source) return;
    source = new EventSource(`/.specgen/events?page=${encodeURIComponent(location.pathname)}`);
    source.addEventListener("message", (event) => {
      state = JSON.parse(event.data);
      gone = false;
      // Reloading does not help twice: what stands between us and the server may keep an old page.
      const told = `${location.pathname} ${state.page} ${state.assets}`;
      if ((state.page === page && state.assets === assets) || recall(TOLD) === told) { draw(); return; }
      store(TOLD, told);
      reloading = true;
      source.close();
      remember();
      location.reload();
    });
    source.addEventListener("error", () => {
      gone = true;
      setTimeout(() => { if (gone) draw(); }, 1500);
      if (source?.readyState === EventSource.CLOSED) { source = null; setTimeout(listen, 2000); }
    });
    source.addEventListener("open", () => { gone = false; draw(); });
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => { source?.close(); source = null; });
  addEventListener("pageshow", listen);
  listen();
})();
