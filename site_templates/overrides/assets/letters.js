/* A page shows itself when its letters are there, or after a moment without them: what is written in
   others first is broken into other lines, and moves when they come. */
(() => {
  const page = document.documentElement;
  const show = () => page.classList.remove("ar-waits");
  page.classList.add("ar-waits");
  Promise.all([400, 600].map((weight) => document.fonts.load(`${weight} 1em Inter`))).then(show, show);
  setTimeout(show, 300);
})();
