// Leads on at once, and takes the anchor along. Without scripts the page itself does it, without the anchor.
const target = document.currentScript.dataset.target;
location.replace(target.includes("#") ? target : target + location.hash);
