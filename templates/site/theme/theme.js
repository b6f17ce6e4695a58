// Before anything is drawn: the reader's choice of light or dark, and that there are scripts.
document.documentElement.classList.add("scripted");
try {
  const chosen = localStorage.getItem("specgen-theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch { /* storage is closed: the system decides */ }
