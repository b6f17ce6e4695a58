// The switcher: the same page and anchor in another version. Without scripts its link leads to a page that lists them.
(() => {
const box = document.querySelector("details.versions");
if (!box) return;
const { root, version, page } = box.dataset;
const NOTE = "specgen-switched";
// The pages of the current release stand at two places: its own, and `latest`.
const here = `${root}/${location.pathname.slice(root.length).split("/")[1]}/`;
const anchored = () => {
  try { return document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return null; }
};

// Where the page stands in a version: at the same place, at another one, or nowhere.
const placeIn = (entry) => entry.pages.includes(page) ? page : entry.moved[page] ?? null;
const label = (entry) => entry.status === "stable" ? "current" : entry.date.slice(0, 4);
const item = (entry) => {
  const place = placeIn(entry);
  const home = entry.name === version ? here : entry.url;
  const link = document.createElement("a"), note = document.createElement("small"), line = document.createElement("li");
  note.textContent = place === null ? "not this page" : label(entry);
  link.href = home + (place ?? "/").slice(1);
  link.classList.toggle("elsewhere", place === null);
  if (entry.name === version) link.setAttribute("aria-current", "true");
  link.append(entry.name, note);
  // The anchor is that of the moment when the reader goes, also to another tab.
  const aim = () => { if (place !== null && !place.includes("#")) link.hash = location.hash; };
  for (const kind of ["pointerdown", "focus"]) link.addEventListener(kind, aim);
  link.addEventListener("click", () => {
    aim();
    const title = document.querySelector("main h1")?.textContent ?? document.title;
    const known = { version, title, gone: place === null, back: location.pathname + location.hash, to: link.pathname };
    try { sessionStorage.setItem(NOTE, JSON.stringify(known)); } catch { /* storage is closed: no notice then */ }
    box.open = false;
  });
  line.append(link);
  return line;
};

let filling = null;
const fill = async () => {
  const answer = await fetch(`${root}/versions.json`);
  const list = document.createElement("ul");
  list.append(...(await answer.json()).map(item));
  box.querySelector("div").prepend(list);
};
box.addEventListener("toggle", () => { if (box.open) filling ??= fill().catch(() => { filling = null; }); });
document.addEventListener("click", (event) => { if (!box.contains(event.target)) box.open = false; });
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !box.open) return;
  box.open = false;
  box.querySelector("summary").focus();
});

// On arrival from another version: what is not here is told, and the way back.
let came = null;
try {
  came = JSON.parse(sessionStorage.getItem(NOTE));
  sessionStorage.removeItem(NOTE);
} catch { /* storage is closed */ }
const tell = (text) => {
  const notice = document.createElement("div"), words = document.createElement("span"), back = document.createElement("a");
  const close = document.createElement("button");
  notice.className = "version-notice";
  notice.setAttribute("role", "status");
  back.href = came.back;
  back.textContent = `Back to ${came.version}`;
  words.append(`${text} `, back);
  close.type = "button";
  close.textContent = "×";
  close.setAttribute("aria-label", "Close");
  close.addEventListener("click", () => notice.remove());
  notice.append(words, close);
  document.querySelector("main").prepend(notice);
};
if (came?.to === location.pathname) {
  const name = location.hash.slice(1);
  if (came.gone) tell(`${version} has no page “${came.title}”. This is where ${version} begins.`);
  else if (name && !anchored()) tell(`There is no “#${name}” on this page in ${version}. This is its top.`);
}
})();
