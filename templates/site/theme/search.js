// Search: the index is fetched when it is first asked for, and looked through in the browser.
(() => {
  const MOST = 40, BEFORE = 60, AFTER = 160;
  const site = new URL("../", document.currentScript.src);
  const opener = document.querySelector("button.find");
  let index = null, dialog, input, status, list, chosen = -1;

  const element = (name, facts = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(facts)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  const load = async () => {
    const answer = await fetch(new URL("search.json", site));
    if (!answer.ok) throw new Error(String(answer.status));
    const pages = await answer.json();
    return pages.flatMap((page) => {
      const above = [];
      return page.sections.map(([id, title, text, level]) => {
        while (above.length && above.at(-1).level >= level) above.pop();
        const place = title ? [page.title, ...above.map((each) => each.title)].join(" › ") : "";
        if (title) above.push({ title, level });
        return {
          url: new URL(page.url + (id && `#${encodeURIComponent(id)}`), site).href,
          place, title: title || page.title, text, aside: page.type === "changelog",
          lowerTitle: (title || page.title).toLowerCase(), lowerText: text.toLowerCase(), lowerPlace: place.toLowerCase(),
        };
      });
    });
  };

  // How well a section answers: words in its title count more than words in its text; all must be somewhere.
  const startsWord = (text, place) => place === 0 || !/[\p{L}\p{N}]/u.test(text[place - 1]);
  const weight = (section, terms, phrase) => {
    let sum = section.lowerTitle === phrase ? 60 : section.lowerTitle.includes(phrase) ? 20 : section.lowerText.includes(phrase) ? 4 : 0;
    for (const term of terms) {
      const place = section.lowerTitle.indexOf(term);
      if (section.lowerTitle.endsWith(`/${term}`)) sum += 16;
      else if (place >= 0) sum += startsWord(section.lowerTitle, place) ? 12 : 7;
      else if (section.lowerText.includes(term)) sum += 2;
      else if (section.lowerPlace.includes(term)) sum += 1;
      else return 0;
    }
    return (section.aside ? 0.2 : 1) * (sum + 3 / (1 + section.title.length / 20));
  };
  const find = (query) => {
    const phrase = query.trim().toLowerCase().replace(/\s+/g, " ");
    const terms = phrase.split(" ").filter(Boolean);
    if (!terms.length) return { terms, found: [] };
    const weighed = index.map((section) => [weight(section, terms, phrase), section]).filter(([each]) => each > 0);
    return { terms, found: weighed.sort((one, other) => other[0] - one[0]).map(([, section]) => section) };
  };

  // A text with the words that were asked for marked.
  const marked = (text, terms) => {
    const words = terms.map((term) => term.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const parts = text.split(new RegExp(`(${words.join("|")})`, "gi"));
    return parts.map((part, place) => place % 2 ? element("mark", {}, part) : part);
  };
  const excerpt = (section, terms) => {
    const asked = terms.filter((term) => !section.lowerTitle.includes(term));
    const places = asked.map((term) => section.lowerText.indexOf(term)).filter((place) => place >= 0);
    const from = Math.max(0, Math.min(...places, section.text.length) - BEFORE);
    const start = places.length && from ? section.text.indexOf(" ", from) + 1 : 0;
    const cut = section.text.slice(start, start + BEFORE + AFTER);
    const end = start + cut.length < section.text.length ? cut.lastIndexOf(" ") : cut.length;
    return `${start ? "… " : ""}${cut.slice(0, end > 0 ? end : cut.length)}${start + cut.length < section.text.length ? " …" : ""}`;
  };

  const choose = (place) => {
    const options = list.children;
    options[chosen]?.setAttribute("aria-selected", "false");
    chosen = options.length ? (place + options.length) % options.length : -1;
    options[chosen]?.setAttribute("aria-selected", "true");
    options[chosen]?.scrollIntoView({ block: "nearest" });
    if (chosen < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", options[chosen].id);
  };
  const show = () => {
    if (!index) return;
    const { terms, found } = find(input.value);
    list.replaceChildren(...found.slice(0, MOST).map((section, place) => element(
      "li", { role: "option", id: `search:${place}`, "aria-selected": "false" },
      element("a", { href: section.url, tabindex: "-1" },
        element("b", {}, ...marked(section.title, terms)),
        element("span", {}, section.place),
        element("p", {}, ...marked(excerpt(section, terms), terms))))));
    const many = found.length > MOST ? `The first ${MOST} of ${found.length} sections` : found.length === 1 ? "1 section" : `${found.length} sections`;
    status.textContent = !terms.length ? "" : found.length ? many : "Nothing found";
    choose(found.length ? 0 : -1);
  };

  const make = () => {
    input = element("input", {
      type: "search", role: "combobox", "aria-expanded": "true", "aria-controls": "search:results", "aria-autocomplete": "list",
      "aria-label": "Search the specification", placeholder: "Search the specification", autocomplete: "off", spellcheck: "false",
    });
    status = element("p", { role: "status" });
    list = element("ul", { role: "listbox", id: "search:results", "aria-label": "Sections" });
    dialog = element("dialog", { class: "search", "aria-label": "Search" }, input, status, list);
    input.addEventListener("input", show);
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") choose(chosen + 1);
      else if (event.key === "ArrowUp") choose(chosen - 1);
      else if (event.key === "Enter") list.children[chosen]?.querySelector("a").click();
      else return;
      event.preventDefault();
    });
    list.addEventListener("click", (event) => { if (event.target.closest("a")) dialog.close(); });
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    document.body.append(dialog);
  };
  const open = async () => {
    if (!dialog) make();
    if (dialog.open) return;
    dialog.showModal();
    input.select();
    if (index) return;
    status.textContent = "Fetching the index";
    try {
      index = await load();
      show();
    } catch {
      status.textContent = "The index cannot be fetched";
    }
  };
  opener.hidden = false;
  opener.setAttribute("aria-keyshortcuts", "/");
  opener.title = "Search (/)";
  opener.addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || writing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    open();
  });
})();
