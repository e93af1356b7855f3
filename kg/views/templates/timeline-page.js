// Without this script the drawing is complete; where it is wider than the screen it opens at the first promise.
const box = document.querySelector(".scroll");
box.scrollLeft = Number(box.dataset.first);
