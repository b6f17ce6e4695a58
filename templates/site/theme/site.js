// Comfort for readers. Everything here adds to a page that is complete without it.
const root = document.documentElement;
const main = document.querySelector("main");

// Light or dark: the button turns to the other of the two, and the choice stays.
const button = document.querySelector("button.theme");
const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
const label = () => { button.textContent = isDark() ? "Light" : "Dark"; };
button.hidden = false;
button.addEventListener("click", () => {
  root.dataset.theme = isDark() ? "light" : "dark";
  try { localStorage.setItem("specgen-theme", root.dataset.theme); } catch { /* only for this page then */ }
  label();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", label);
label();

// The sidebar on narrow screens.
const sidebar = document.querySelector(".sidebar");
const menu = document.querySelector(".menu");
const show = (open) => { sidebar.classList.toggle("open", open); menu.setAttribute("aria-expanded", String(open)); };
menu.setAttribute("role", "button");
show(false);
menu.addEventListener("click", (event) => { event.preventDefault(); show(!sidebar.classList.contains("open")); });
sidebar.addEventListener("click", (event) => { if (event.target.closest("a")) show(false); });
document.addEventListener("keydown", (event) => { if (event.key === "Escape") show(false); });

// A link to each heading, for copying: it is made when the pointer or the focus comes near.
const linkHeading = (event) => {
  const heading = event.target.closest?.("main :is(h1, h2, h3, h4, h5, h6)");
  const target = heading && (heading.id || heading.closest("details.definition")?.id);
  if (!target || heading.querySelector(".permalink")) return;
  const link = document.createElement("a");
  link.className = "permalink";
  link.href = `#${target}`;
  link.setAttribute("aria-label", "Link to this section");
  heading.append(link);
};
// A button to copy code, made the same way.
const offerCopy = (event) => {
  const pre = event.target.closest?.("pre");
  if (!pre || pre.querySelector(".copy")) return;
  const text = pre.textContent;
  const copy = document.createElement("button");
  copy.className = "copy";
  copy.type = "button";
  copy.textContent = "Copy";
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    copy.textContent = "Copied";
    setTimeout(() => { copy.textContent = "Copy"; }, 1500);
  });
  pre.append(copy);
};
for (const kind of ["pointerover", "focusin"]) {
  main.addEventListener(kind, linkHeading);
  main.addEventListener(kind, offerCopy);
}

// What is linked to is shown, also inside something closed.
const reveal = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  let closed = false;
  for (let place = target?.closest("details"); place; place = place.parentElement.closest("details")) {
    if (!place.open) { place.open = true; closed = true; }
  }
  if (closed) target.scrollIntoView();
};
addEventListener("hashchange", reveal);
reveal();

// The contents follow the reader: the last heading above the middle of the upper half is where they are.
const entries = new Map();
for (const link of document.querySelectorAll(".contents li > a")) {
  const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (heading) entries.set(heading, link);
}
let here = null;
const follow = () => {
  let current = null;
  const atEnd = innerHeight + scrollY >= root.scrollHeight - 2;
  for (const heading of entries.keys()) {
    if (!atEnd && heading.getBoundingClientRect().top > innerHeight / 4) break;
    current = heading;
  }
  const link = entries.get(current);
  if (link === here) return;
  here?.classList.remove("here");
  here?.removeAttribute("aria-current");
  here = link;
  if (!here) return;
  here.classList.add("here");
  here.setAttribute("aria-current", "location");
  const box = sidebar.getBoundingClientRect(), place = here.getBoundingClientRect();
  if (place.top < box.top + 40 || place.bottom > box.bottom - 40) sidebar.scrollTop += place.top - box.top - box.height / 3;
};
let waiting = false;
addEventListener("scroll", () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; follow(); });
}, { passive: true });
follow();
