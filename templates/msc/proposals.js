// Shows those rows that have all words of the search. The page is complete without it.
const search = document.getElementById("page:search");
const found = document.getElementById("page:found");
const rows = [...document.querySelectorAll("#page\\:proposals tbody tr")];
const texts = rows.map((row) => row.textContent.toLowerCase());
const filter = () => {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  rows.forEach((row, index) => {
    row.hidden = !words.every((word) => texts[index].includes(word));
    count += row.hidden ? 0 : 1;
  });
  found.textContent = words.length ? `${count} found` : "";
  history.replaceState(null, "", words.length ? `#q=${encodeURIComponent(search.value)}` : location.pathname);
};
search.addEventListener("input", filter);
if (location.hash.startsWith("#q=")) {
  search.value = decodeURIComponent(location.hash.slice(3));
  filter();
}
